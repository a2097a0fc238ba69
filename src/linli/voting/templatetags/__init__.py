"""Filters for areas and thresholds."""
