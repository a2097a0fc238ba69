"""What people did and earned until a moment: the web layer registers how it is read.

Both answer from facts alone, so that whoever asks later about the same moment hears the same.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from linli.recognition.kinds import Entry


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` until before `until`, as it stood at `moment`."""

    community: int
    since: datetime
    until: datetime
    moment: datetime


Deeds = Callable[[Span], list[Entry]]
#: Person -> points earned; spending does not lower them.
Points = Callable[[Span, Collection[int]], Mapping[int, int]]

_deeds: list[Deeds] = []
_points: list[Points] = []


def register_history(*, deeds: Deeds, points: Points) -> None:
    """Called once, by who knows the facts and the ledger."""
    _deeds[:], _points[:] = [deeds], [points]


def deeds_in(span: Span) -> list[Entry]:
    """Deeds that stood at the moment, in the order of the facts."""
    return [entry for read in _deeds for entry in read(span)]


def points_in(span: Span, people: Collection[int]) -> Mapping[int, int]:
    return _points[0](span, people) if _points and people else {}
