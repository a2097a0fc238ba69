"""Entry points that change places."""

from linli.places.actions.tree import establish

__all__ = ["establish"]
