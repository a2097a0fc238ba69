"""Entry points of this module."""
