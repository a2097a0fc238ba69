"""The shapes that the reader of official exports passes on. Nothing here knows the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from linli.places.roster.types import Question, Skipped

#: A word, or in an election the numbers of the candidates that are approved.
Choice = str | tuple[int, ...]
#: Where a choice is summed up: a word, or in an election the number of a candidate.
WORDS = ("agree", "oppose", "abstain", "invalid")
SILENT = "silent"

#: Rows with these count as nothing.
REJECTED = frozenset(
    {
        "home_unknown",
        "home_ambiguous",
        "elector_unknown",
        "matter_unknown",
        "choice_unknown",
        "choice_missing",
        "contradicts",
        "formula",
    }
)
#: Rows with these count, by the roll.
WARNINGS = frozenset(
    {"repeated", "area_differs", "area_unreadable", "homes_missing", "time_outside"}
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A matter as an export may call it. `titles`: as `cells.plain` gives them, in lower case.

    `candidates`: number or name, in the same form, -> number; empty unless it is an election.
    """

    number: int
    titles: tuple[str, ...] = ()
    candidates: Mapping[str, int] = field(default_factory=dict)
    seats: int = 0

    @property
    def piles(self) -> tuple[str, ...]:
        """What is summed up, in order."""
        if not self.candidates:
            return WORDS
        numbers = sorted(set(self.candidates.values()))
        return (*map(str, numbers), "abstain", "invalid")


def piles_of(choice: Choice) -> tuple[str, ...]:
    """To which sums of its matter a choice adds."""
    return (choice,) if isinstance(choice, str) else tuple(map(str, choice))


@dataclass(frozen=True, slots=True)
class Home:
    """A home of the frozen roll; its names as `cells` makes them comparable."""

    id: int
    building: str
    stair: str
    room: str
    elector: int
    area_centi: int


@dataclass(frozen=True, slots=True)
class Elector:
    number: int
    area_centi: int
    persons: int
    told: bool = False


class Roll:
    """The frozen roll, to look homes up by whatever an export names of them."""

    def __init__(self, electors: Iterable[Elector], homes: Iterable[Home]) -> None:
        self.electors = {each.number: each for each in electors}
        self.homes = {each.id: each for each in homes}
        self._rooms: dict[tuple[str, str], list[Home]] = defaultdict(list)
        self.homes_of: dict[int, list[Home]] = defaultdict(list)
        for home in self.homes.values():
            for building in {"", home.building}:
                self._rooms[building, home.room].append(home)
            self.homes_of[home.elector].append(home)

    def called(self, building: str, stair: str, room: str) -> list[Home]:
        """The homes that this may be; what is not named leaves it open."""
        found = self._rooms.get((building, room), [])
        return [home for home in found if not stair or stair == home.stair]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one row. Carries no content of the cell."""

    sheet: str
    row: int
    code: str
    matter: int = 0
    elector: int = 0
    home: int = 0
    #: Of an area in 0.01 m²: as the export says it, and as the roll does.
    said: int | None = None
    roll: int | None = None

    @property
    def rejected(self) -> bool:
        return self.code in REJECTED


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says on one matter. `fault`: why it cannot count, found before the roll was asked."""

    sheet: str
    row: int
    matter: int
    choice: Choice
    elector: int = 0
    home: int = 0
    area: int | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of a sheet of choices stand: 0-based columns; data begins at row `first`.

    `matters`: number -> the column of its choices, when every matter has a column of its own; else
    the columns `matter` and `choice` say which and what.
    """

    sheet: str
    first: int
    columns: Mapping[str, int]
    matters: Mapping[int, int]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TotalsLayout:
    """A sheet of official totals. `sums`: (pile, basis) -> column, for a row per matter."""

    sheet: str
    first: int
    columns: Mapping[str, int]
    sums: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Detection:
    """`headings`: sheet -> all of its headings, for answering a question."""

    layouts: tuple[Layout, ...]
    totals: tuple[TotalsLayout, ...]
    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]
    headings: Mapping[str, tuple[str, ...]]


#: Sums on both bases by pile, as JSON has them: pile -> {"persons", "area"}; null: not stated.
Totals = dict[str, Any]
