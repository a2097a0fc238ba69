"""Facts on grids, the party's tree, posts close to the homes, and what is noted there.

Who serves where is a public matter, as offices are: appointments are logged.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class GridDrawn(Fact):
    """A grid was entered. Days are ISO 8601 calendar days in Shanghai."""

    type: ClassVar[str] = "grids.grid_drawn"
    subject: ClassVar[str] = "grid"

    grid: int
    community: int
    kind: int
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPartsMoved(Fact):
    """Buildings and units lie in this grid from a day on, wherever they lay before."""

    type: ClassVar[str] = "grids.parts_moved"
    subject: ClassVar[str] = "grid"

    grid: int
    community: int
    buildings: tuple[int, ...]
    units: tuple[int, ...]
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridClosed(Fact):
    """A grid is no more; its parts and posts ended with it."""

    type: ClassVar[str] = "grids.grid_closed"
    subject: ClassVar[str] = "grid"

    grid: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchBound(Fact):
    """A party branch serves an estate from a day on."""

    type: ClassVar[str] = "grids.branch_bound"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "estate"

    estate: int
    community: int
    branch: int
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactHomesMoved(Fact):
    """Homes have this party contact household from a day on."""

    type: ClassVar[str] = "grids.contact_homes_moved"
    subject: ClassVar[str] = "post"

    post: int
    community: int
    buildings: tuple[int, ...]
    units: tuple[int, ...]
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostGiven(Fact):
    """Somebody serves from a day on. `last_day` is the last one, when a term was set."""

    type: ClassVar[str] = "grids.post_given"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "post"

    post: int
    kind: str
    community: int
    person: int
    since: str
    last_day: str | None
    stands_in_for: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEnded(Fact):
    type: ClassVar[str] = "grids.post_ended"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "post"

    post: int
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsAsked(Fact):
    """Somebody is to look in at a home; why is not told."""

    type: ClassVar[str] = "grids.visits_asked"
    subject: ClassVar[str] = "home"

    home: int
    community: int
    by_household: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsEnded(Fact):
    type: ClassVar[str] = "grids.visits_ended"
    subject: ClassVar[str] = "home"

    home: int
    community: int
    by_household: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesNoted(Fact):
    """What somebody did; several at once when a device sends what it noted without a connection."""

    type: ClassVar[str] = "grids.entries_noted"
    subject: ClassVar[str] = "community"

    community: int
    entries: tuple[int, ...]
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHandedOn(Fact):
    """The committee is to take it up: it becomes a duty."""

    type: ClassVar[str] = "grids.entry_handed_on"
    subject: ClassVar[str] = "entry"

    entry: int
    community: int
    by: int
