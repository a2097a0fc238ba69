"""Who fits a wish, in order, and why. Pure: no database, integers only.

What somebody can do weighs most, then whether they are free on the day, then how near they live.
Buildings have no coordinates: the same building is nearer than the same estate, and that nearer
than the same community. Of two who fit alike, the one who was asked less often stands first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

#: Reason -> its weight. More of one kind never outweighs a stronger one.
REASONS = {"can": 16, "free": 8, "building": 4, "estate": 2, "community": 1}
PARTS = 3
WEEK = 7


@dataclass(frozen=True, slots=True)
class Need:
    """What a wish asks for. `day`: on which day, None when any will do."""

    kind: str
    community: int
    estate: int | None = None
    building: int | None = None
    day: date | None = None
    visit: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the pool. `slots` as in `Skills`; `asked`: how often lately."""

    person: int
    community: int
    kinds: frozenset[str]
    slots: frozenset[int] = frozenset()
    visits: bool = True
    estates: frozenset[int] = frozenset()
    buildings: frozenset[int] = frozenset()
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    person: int
    score: int
    reasons: tuple[str, ...] = field(default_factory=tuple)


def reasons_of(need: Need, candidate: Candidate) -> tuple[str, ...]:
    """Why somebody fits, the strongest first; empty when they do not at all."""
    if candidate.community != need.community or (need.visit and not candidate.visits):
        return ()
    found = []
    if need.kind in candidate.kinds:
        found.append("can")
    if is_free(candidate.slots, need.day):
        found.append("free")
    if need.building is not None and need.building in candidate.buildings:
        found.append("building")
    elif need.estate is not None and need.estate in candidate.estates:
        found.append("estate")
    else:
        found.append("community")
    return tuple(found)


def is_free(slots: frozenset[int], day: date | None) -> bool:
    """On the day; without a day, at any time of the week."""
    if day is None:
        return bool(slots)
    return any(slot // PARTS == day.weekday() for slot in slots)


def ranked(need: Need, candidates: Iterable[Candidate]) -> list[Match]:
    """All who fit, the best first."""
    found = []
    for each in candidates:
        reasons = reasons_of(need, each)
        if reasons:
            score = sum(REASONS[reason] for reason in reasons)
            found.append((-score, each.asked, each.person, reasons))
    return [Match(person, -score, reasons) for score, _asked, person, reasons in sorted(found)]
