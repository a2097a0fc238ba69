"""Pages on places."""

from linli.places.views import areas, corrections, estates, lifecycle, reforms, rosters
from linli.places.views.tree import communities

__all__ = ["areas", "communities", "corrections", "estates", "lifecycle", "reforms", "rosters"]
