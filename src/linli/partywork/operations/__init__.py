"""Composable writes of this module."""
