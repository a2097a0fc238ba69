"""How mandates are shown: names, deeds in words, the tone of a state."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from linli.identity.queries import display_names
from linli.journal.models import Event
from linli.journal.titles import title_of
from linli.kernel.deeds import deed_of
from linli.mandates.models import Mandate
from linli.mandates.states import State

TONES = {State.OFFERED: "wait", State.ENTERED: "wait", State.ACTIVE: "ok", State.ENDED: "plain"}


def deed_titles(keys: Iterable[str]) -> list[str]:
    """A deed that no module knows any more is named by its key."""
    found = [(key, deed_of(key)) for key in sorted(keys)]
    return [str(deed.title) if deed else key for key, deed in found]


@dataclass(frozen=True, slots=True)
class Shown:
    """A mandate with both names as their bearers show them; `helper` is "" while nobody took it."""

    row: Mandate
    principal: str
    helper: str
    deeds: list[str]
    state: Any
    tone: str


def shown(rows: Iterable[Mandate]) -> list[Shown]:
    """One query for all names."""
    found = list(rows)
    ids = {row.principal_id for row in found} | {row.helper_id for row in found if row.helper_id}
    names = display_names(ids)
    return [
        Shown(
            row,
            names.get(row.principal_id, ""),
            names.get(row.helper_id or 0, ""),
            deed_titles(row.deeds),
            _state(row),
            "plain" if row.is_over else TONES[State(row.state)],
        )
        for row in found
    ]


def _state(row: Mandate) -> Any:
    if row.state == State.ENDED:
        return row.get_why_display()
    return Mandate.Why.EXPIRED.label if row.is_over else row.get_state_display()


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done: what, by whose hands, for whom, when."""

    event: Event
    title: str
    helper: str
    principal: str


def acts_shown(events: Iterable[Event]) -> list[Act]:
    """One query for all names."""
    found = list(events)
    names = display_names(
        {each.helper for each in found if each.helper}
        | {each.actor for each in found if each.actor}
    )
    return [
        Act(
            each,
            title_of(each.type),
            names.get(each.helper or 0, ""),
            names.get(each.actor or 0, ""),
        )
        for each in found
    ]
