"""Pages on places."""

from linli.places.views import corrections, estates, rosters
from linli.places.views.tree import communities

__all__ = ["communities", "corrections", "estates", "rosters"]
