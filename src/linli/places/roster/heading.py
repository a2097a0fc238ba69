"""Which row, or which two rows, are the heading of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from linli.places.roster import headers
from linli.places.roster.headers import Meaning
from linli.places.roster.table import Row, filled
from linli.places.roster.types import Sheet

#: A title, notes and empty lines may stand above the heading.
HEADING_WITHIN = 40
_LEAST_FIELDS = 3
_LEAST_IN_ROW = 2
#: A second row of headings holds short words.
_SHORT = 12


@dataclass(slots=True)
class Heading:
    rows: tuple[int, ...]
    texts: list[str]
    meanings: list[Meaning | None]

    @property
    def score(self) -> int:
        return len({m.field for m in self.meanings if m and m.field not in {"other", "seq"}})

    def at(self, name: str) -> list[int]:
        return [i for i, m in enumerate(self.meanings) if m and m.field == name]


def heading_of(sheet: Sheet) -> Heading | None:
    """The row, or the two rows, that name the most fields; among equals the first, then two."""
    best: Heading | None = None
    top = filled(sheet.rows[: HEADING_WITHIN + 2], sheet.merges)
    for at in range(min(len(top), HEADING_WITHIN)):
        for candidate in (_one_row(top, at), _two_rows(sheet, top, at)):
            if candidate and candidate.score >= _LEAST_FIELDS:
                deeper = best is not None and len(candidate.rows) > len(best.rows)
                if best is None or (candidate.score, deeper) > (best.score, False):
                    best = candidate
    return best


def _one_row(top: Sequence[Row], at: int) -> Heading | None:
    texts = [cell or "" for cell in top[at]]
    known = [headers.meaning(text) for text in texts]
    named = sum(1 for text in texts if text)
    if not named or 2 * sum(1 for m in known if m) < named:
        return None
    return Heading((at,), texts, known)


def _two_rows(sheet: Sheet, top: Sequence[Row], at: int) -> Heading | None:
    """Groups above headings. A title over the whole width is no group, nor is a line of notes."""
    if at + 1 >= len(top):
        return None
    width = max(len(top[at]), len(top[at + 1]))
    raw = [*sheet.rows[at], *[None] * width][:width]
    above = [*top[at], *[None] * width][:width]
    below = [*top[at + 1], *[None] * width][:width]
    if sum(1 for cell in raw if cell) < _LEAST_IN_ROW or not any(below):
        return None
    if not all(_may_stand_over(up, low) for up, low in zip(raw, below, strict=True) if up):
        return None
    if any(cell and _is_value(cell) for cell in below):
        return None
    texts: list[str] = []
    known: list[Meaning | None] = []
    group = ""
    for upper, lower in zip(above, below, strict=True):
        group = upper or (group if lower else "")
        same = upper == lower or not lower
        texts.append((upper or "") if same else f"{group}/{lower}" if group else lower or "")
        known.append(headers.meaning(upper or "") if same else headers.under(group, lower or ""))
    if sum(1 for cell, means in zip(below, known, strict=True) if cell and means) < _LEAST_IN_ROW:
        return None
    return Heading((at, at + 1), texts, known)


def _may_stand_over(upper: str, lower: str | None) -> bool:
    """A group's heading over others, or a heading of its own with nothing below."""
    alone = not lower or lower == upper  # empty, or spanned by the same merged cell
    return headers.is_group(upper) or (alone and headers.meaning(upper) is not None)


def _is_value(cell: str) -> bool:
    """In a second row of headings nothing is a number or a long text without a meaning."""
    unknown = headers.meaning(cell) is None and not headers.is_group(cell)
    return unknown and (len(cell) > _SHORT or any(c.isdigit() for c in cell))
