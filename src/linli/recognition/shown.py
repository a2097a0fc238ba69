"""Records, badges and honours as pages, the API and statements show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from linli.identity.queries import display_names
from linli.kernel import places
from linli.recognition import queries
from linli.recognition.badges import Badge as Defined
from linli.recognition.badges import badge_of, honour_kinds
from linli.recognition.kinds import kinds
from linli.recognition.models import EXTRA_PARTS, Badge, Honour, Record, Sharing
from linli.recognition.states import Honour as HonourState
from linli.recognition.states import Record as State
from linli.recognition.words import (
    HONOUR_TONES,
    HONOURS,
    RECORD_TONES,
    RECORDS,
    badge_words,
    hours_words,
    times_words,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One deed."""

    row: Record
    title: Any
    icon: str
    hours: str
    state: Any
    tone: str


def lines(rows: Iterable[Record]) -> list[Line]:
    known = kinds()
    return [
        Line(
            row,
            known[row.kind].title if row.kind in known else row.kind,
            known[row.kind].icon if row.kind in known else "check",
            hours_words(row.minutes) if row.minutes else "",
            RECORDS[State(row.state)],
            RECORD_TONES[State(row.state)],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Figure:
    """One kind of deed, all together."""

    code: str
    title: Any
    icon: str
    times: str
    hours: str


def figures(person: int, community: int | None = None) -> tuple[list[Figure], str]:
    """By kind, and the hours all together. Two queries."""
    found = queries.sums(person, community)
    minutes = sum(each.minutes for each in found)
    rows = [
        Figure(
            each.kind.code,
            each.kind.title,
            each.kind.icon,
            times_words(each.times),
            hours_words(each.minutes) if each.minutes else "",
        )
        for each in found
    ]
    return rows, hours_words(minutes) if minutes else ""


@dataclass(frozen=True, slots=True)
class Held:
    title: str
    icon: str
    words: str
    day: Any


def held(rows: Iterable[Badge]) -> list[Held]:
    found = []
    for row in rows:
        known = badge_of(row.edition, row.code)
        words = badge_words(known) if known else ""
        icon = known.icon if known else "badge-check"
        found.append(Held(queries.badge_title(row), icon, words, row.given_at))
    return found


def defined(badges: Iterable[Defined]) -> list[tuple[Defined, str]]:
    return [(badge, badge_words(badge)) for badge in badges]


@dataclass(frozen=True, slots=True)
class Listed:
    """An honour with the name of whom it is for, where others look."""

    row: Honour
    title: str
    who: str
    state: Any
    tone: str
    reason: str
    answer: str
    #: The community that gave it, where that is another one than the reader's.
    place: str = ""


def honours(rows: Iterable[Honour], *, names: bool = True, home: int | None = None) -> list[Listed]:
    """One query where there are names to be shown. `home`: the reader's community, if it matters."""
    found = list(rows)
    away = {row.community for row in found} - {home} if home is not None else set()
    places_ = {each.id: each.name_here for each in places.communities()} if away else {}
    known = display_names(row.person_id for row in found) if names else {}
    titles = honour_kinds()
    return [
        Listed(
            row,
            titles[row.kind].title if row.kind in titles else row.kind,
            known.get(row.person_id, ""),
            HONOURS[HonourState(row.state)],
            HONOUR_TONES[HonourState(row.state)],
            row.read("reason") or "",
            row.read("answer") or "",
            places_.get(row.community, "") if row.community in away else "",
        )
        for row in found
    ]


def parts() -> dict[str, Any]:
    """What can be shown to neighbours, by code."""
    return {code: kind.title for code, kind in kinds().items()} | EXTRA_PARTS


@dataclass(frozen=True, slots=True)
class Profile:
    """What a neighbour shows, and nothing else of them."""

    name: str
    figures: list[Figure]
    hours: str
    badges: list[Held] | None
    honours: list[Listed]


def profile(row: Sharing) -> Profile:
    """By what they chose. A constant number of queries."""
    name = display_names([row.person_id]).get(row.person_id, "")
    found, hours = figures(row.person_id, row.community)
    shown = set(row.parts)
    badges = None
    if Sharing.BADGES in shown:
        mine = queries.badges_of([row.person_id])[row.person_id]
        badges = held(badge for badge in mine if badge.community == row.community)
    named = queries.honours_of([row.person_id]).get(row.person_id, [])
    here = [honour for honour in named if honour.community == row.community]
    return Profile(
        name,
        [each for each in found if each.code in shown],
        hours if Sharing.HOURS in shown else "",
        badges,
        honours(here, names=False),
    )
