"""Tables of this module."""

from linli.deliberation.models.charter import Charter

__all__ = ["Charter"]
