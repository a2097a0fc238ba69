"""Reads of this module."""
