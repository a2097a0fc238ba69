"""What minutes say, in no language yet: sections of lines, each a key of `words.py` with its facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import NamedTuple


class Both(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str


def same(words: str) -> Both:
    return Both(words, words)


class Part(StrEnum):
    """What a charter may publish of a meeting; `deliberation.terms.PUBLICATION`."""

    AGENDA = "agenda"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    VOTES = "votes"
    RESOLUTIONS = "resolutions"


@dataclass(frozen=True, slots=True)
class Seat:
    """A fact that is shown as the seat's neutral name."""

    key: str


@dataclass(frozen=True, slots=True)
class Item:
    key: str


@dataclass(frozen=True, slots=True)
class Body:
    """To whom something was referred: a code that has a name, or words."""

    code: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment of the meeting's day: only its hour is shown."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words inside of a line."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    part: Part = Part.MINUTES


@dataclass(frozen=True, slots=True)
class Section:
    title: Phrase
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Record:
    title: Phrase
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Which meeting it was, and what seats and items are called: never by a person's name."""

    title: Both = field(default=Both("会议", "Meeting"))
    place: Both | None = None
    seats: Mapping[str, Both] = field(default_factory=dict)
    items: Mapping[str, Both] = field(default_factory=dict)
    bodies: Mapping[str, Both] = field(default_factory=dict)
    #: seats that took part from afar
    remote: frozenset[str] = frozenset()
    #: when the next meeting is, if it is known
    next_day: datetime | None = None
    zone: tzinfo = timezone(timedelta(hours=8))
