"""Kinds of duties and their ladders, as data.

A duty keeps the ladder that its kind had on the day of giving. A feature registers kinds of its
own. All numbers here are our own decision; the law sets none for duties in general.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.duties.ladder import Clock, Rung, To


@dataclass(frozen=True, slots=True)
class Kind:
    """`days`: working days until it is due, unless the giver says another day.

    `elsewhere`: its steps are taken on a page of the feature that has it; the duty's text is that
    page's address, and the duty follows.
    """

    code: str
    title: Any
    days: int
    ladder: tuple[Rung, ...]
    elsewhere: bool = False


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Called from the AppConfig of the feature that has it."""
    _kinds[kind.code] = kind


def kind_of(code: str) -> Kind | None:
    return _kinds.get(code)


def kinds() -> list[Kind]:
    """Those that people give by hand."""
    return [kind for kind in _kinds.values() if not kind.elsewhere]


register_kind(
    Kind(
        "task",
        _("Ordinary task"),
        10,
        (
            Rung(Clock.ACCEPTANCE, 2, To.OWNER),
            Rung(Clock.ACCEPTANCE, 4, To.GIVER),
            Rung(Clock.DUE, -2, To.OWNER),
            Rung(Clock.DUE, 1, To.GIVER),
            Rung(Clock.DUE, 3, To.COMMUNITY),
            Rung(Clock.DUE, 6, To.STREET),
            Rung(Clock.DUE, 11, To.DISTRICT),
            Rung(Clock.CONFIRMATION, 3, To.GIVER),
            Rung(Clock.CONFIRMATION, 6, To.STREET),
        ),
    )
)
register_kind(
    Kind(
        "urgent",
        _("Urgent task"),
        2,
        (
            Rung(Clock.ACCEPTANCE, 1, To.GIVER),
            Rung(Clock.DUE, 1, To.COMMUNITY),
            Rung(Clock.DUE, 2, To.STREET),
            Rung(Clock.DUE, 3, To.DISTRICT),
            Rung(Clock.CONFIRMATION, 1, To.GIVER),
            Rung(Clock.CONFIRMATION, 2, To.STREET),
        ),
    )
)
register_kind(
    Kind(
        "near_home",
        _("Matter of a home"),
        5,
        (
            Rung(Clock.ACCEPTANCE, 1, To.CONTACT),
            Rung(Clock.ACCEPTANCE, 2, To.BRANCH),
            Rung(Clock.DUE, 1, To.CONTACT),
            Rung(Clock.DUE, 2, To.BRANCH),
            Rung(Clock.DUE, 4, To.COMMUNITY),
            Rung(Clock.DUE, 7, To.STREET),
            Rung(Clock.CONFIRMATION, 3, To.COMMUNITY),
        ),
    )
)
