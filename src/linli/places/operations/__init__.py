"""Composable writes on places; inside a transaction only."""

from linli.places.operations.tree import add_place

__all__ = ["add_place"]
