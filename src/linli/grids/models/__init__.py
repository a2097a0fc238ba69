"""The tables of grids, a file per concern."""

from linli.grids.models.grid import Grid, GridPart
from linli.grids.models.party import BranchEstate, ContactPart
from linli.grids.models.post import Post
from linli.grids.models.visiting import HomeToVisit
from linli.grids.models.work import Entry, EntryUse

__all__ = [
    "BranchEstate",
    "ContactPart",
    "Entry",
    "EntryUse",
    "Grid",
    "GridPart",
    "HomeToVisit",
    "Post",
]
