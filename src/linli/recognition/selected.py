"""Selections, lists and one's own row, as pages and the API show them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.identity.queries import display_name, private_of
from linli.kernel import clock
from linli.kernel.language import either
from linli.recognition.kinds import kinds
from linli.recognition.models import FrozenRow, Purpose, Selection
from linli.recognition.queries.selections import HOURS, POINTS
from linli.recognition.states import Selection as State
from linli.recognition.words import (
    PURPOSES,
    SELECTION_TONES,
    SELECTIONS,
    hours_words,
    times_words,
)


def figure_titles() -> dict[str, Any]:
    """What a selection may look at, by code."""
    own = {POINTS: _("Points earned"), HOURS: _("Hours all together")}
    return own | {code: kind.title for code, kind in kinds().items()}


def amount_words(code: str, amount: int) -> str:
    if code == POINTS:
        return f"{amount:,}"
    return hours_words(amount) if code == HOURS else times_words(amount)


@dataclass(frozen=True, slots=True)
class Told:
    """A selection in the reader's language."""

    row: Selection
    title: str
    purpose: Any
    body: str
    figures: str
    state: Any
    tone: str
    stands: bool

    @property
    def open(self) -> bool:
        """Whether residents may put themselves on the list now."""
        now = clock.now()
        return self.row.state == State.ANNOUNCED and self.row.opens_at <= now < self.row.cutoff_at

    @property
    def why(self) -> str:
        """Why it was called off; empty otherwise."""
        return (self.row.ended_words.read("text") or "") if self.row.ended_words else ""

    @property
    def closed(self) -> bool:
        return self.row.state != State.ANNOUNCED or clock.now() >= self.row.cutoff_at


def told(rows: Iterable[Selection], standing: frozenset[int] = frozenset()) -> list[Told]:
    """No query where the body came along."""
    titles = figure_titles()
    return [
        Told(
            row,
            row.title,
            PURPOSES[Purpose(row.purpose)],
            either(row.body.name_zh, row.body.name_en),
            "、".join(str(titles.get(code, code)) for code in row.figures),
            SELECTIONS[State(row.state)],
            SELECTION_TONES[State(row.state)],
            row.pk in standing,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Figure:
    title: Any
    amount: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a frozen list; name and number where others look."""

    row: FrozenRow
    name: str
    number: str
    figures: list[Figure]


def values_of(row: FrozenRow) -> dict[str, int]:
    """Empty once the row was erased."""
    content = row.read("content")
    return dict(json.loads(content)["figures"]) if content else {}


def lines(selection: Selection, rows: Iterable[FrozenRow], *, names: bool) -> list[Line]:
    """No query where the people came along."""
    titles, made = figure_titles(), []
    for row in rows:
        person = row.person if names else None
        values = values_of(row)
        figures = [
            Figure(titles.get(code, code), amount_words(code, values[code]))
            for code in selection.figures
            if code in values
        ]
        number = person.public_id if person else ""
        made.append(Line(row, _full_name(person) if person else "", number, figures))
    return made


def _full_name(person: Person) -> str:
    """Who consents to be on a list is selected by name, not by a masked one."""
    kept = person.merged_into or person
    private = private_of(kept)
    return (private.read("name") if private else None) or display_name(kept)
