"""Figures about people that name nobody: small counts are withheld. Pure.

A count below `LEAST` could point at somebody. A withheld count must not follow from its
neighbours either: not from the rest of its row, and not from the total of its column.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 10


@dataclass(frozen=True, slots=True)
class Row:
    """`all` people and `part` of them; None where a figure is withheld."""

    all: int | None
    part: int | None


def safe_row(everybody: int, part: int) -> Row:
    """Withholds the whole when it is small, and the part when it or the rest is small.

    A part of nobody or of everybody says something of each person, so it is withheld too.
    """
    if everybody < LEAST:
        return Row(None, None)
    rest = everybody - part
    return Row(everybody, part if part >= LEAST and rest >= LEAST else None)


def safe_total(counts: Sequence[int], shown: Sequence[int | None]) -> int | None:
    """The sum, unless it would give away what was withheld.

    Withheld counts stay hidden when there are at least two of them and together they are many.
    """
    hidden = [count for count, seen in zip(counts, shown, strict=True) if seen is None]
    if not hidden or (len(hidden) > 1 and sum(hidden) >= LEAST):
        return sum(counts)
    return None
