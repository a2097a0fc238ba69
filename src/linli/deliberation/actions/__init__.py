"""Entry points of every change."""
