"""The lines before the first step: who meets, when, by which numbers."""

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from linli.deliberation.floor.charter import Base, ChairVotes, FloorRules, Threshold
from linli.deliberation.floor.kinds import Method, named
from linli.deliberation.floor.play import staged
from linli.deliberation.floor.play.saying import Unreadable, day_of
from linli.deliberation.floor.play.words import Verb
from linli.deliberation.floor.returning import meeting
from linli.deliberation.floor.staged.state import Course, CourseRules
from linli.deliberation.floor.staged.state import meeting as stages
from linli.deliberation.floor.state import Floor, Item

CHINA = timezone(timedelta(hours=8))
SETTING = frozenset(
    {
        Verb.MEETING,
        Verb.MEMBERS,
        Verb.CHAIR,
        Verb.KEEPER,
        Verb.AGENDA,
        Verb.RULES,
        Verb.PROCEDURE,
        Verb.REPORTERS,
    }
)
FRACTION = re.compile(r"(?P<more>more than|>|超过)?\s*(?P<num>\d+)/(?P<den>\d+)")
BASES = {"cast": Base.CAST, "present": Base.PRESENT, "all": Base.ALL}
BASES |= {"到场": Base.PRESENT, "全体": Base.ALL, "投票": Base.CAST}


def moment(words: str, today: date) -> datetime:
    """`2026-12-05 14:00`, or only the day."""
    day, _, clock = words.strip().partition(" ")
    hour, _, minute = (clock.strip() or "14:00").partition(":")
    start = datetime.combine(day_of(day, today), datetime.min.time(), CHINA)
    return start + timedelta(hours=int(hour), minutes=int(minute or 0))


def threshold(words: str) -> Threshold:
    """`2/3`, `more than 1/2 of all`, `>1/2 present`."""
    found = FRACTION.search(words)
    if found is None:
        raise Unreadable(f"no fraction: {words}")
    base = next((base for word, base in BASES.items() if word in words), Base.CAST)
    return Threshold(int(found["num"]), int(found["den"]), strict=bool(found["more"]), base=base)


class Setting:
    def __init__(self) -> None:
        self.at = datetime(2026, 12, 5, 14, tzinfo=UTC).astimezone(CHINA).replace(hour=14)
        self.members: tuple[str, ...] = ()
        self.chair = ""
        self.keeper: str | None = None
        self.agenda: tuple[Item, ...] = ()
        self.reporters: tuple[str, ...] = ()
        self.rules = FloorRules()
        self.course = CourseRules()

    def take(self, verb: Verb, words: str) -> None:
        if verb is Verb.MEETING and words:
            self.at = moment(words, self.at.date())
        elif verb is Verb.MEMBERS:
            self.members = people(words)
        elif verb is Verb.CHAIR:
            self.chair = words
        elif verb is Verb.KEEPER:
            self.keeper = words
        elif verb is Verb.AGENDA:
            self.agenda = items(words)
        elif verb is Verb.REPORTERS:
            self.reporters = people(words)
        elif verb is Verb.RULES and staged.begins(words):
            self.course = staged.charter(self.course, words)
        elif verb is Verb.RULES:
            self.rules = charter(self.rules, words)

    def floor(self) -> Floor:
        return meeting(self.rules, agenda=self.agenda, **self._gathering())

    def stages(self) -> Course:
        agenda = tuple(item.id for item in self.agenda)
        return stages(self.course, agenda=agenda, reporters=self.reporters, **self._gathering())

    def _gathering(self) -> dict[str, Any]:
        """Who meets and when, alike for both procedures."""
        members = self.members or people("10")
        chair = self.chair or members[0]
        return {
            "number": 1,
            "day": self.at.date(),
            "members": members if chair in members else (chair, *members),
            "chair": chair,
            "at": self.at,
            "keeper": self.keeper,
        }


def people(words: str) -> tuple[str, ...]:
    """Names; or a number for so many members: p1, p2, p3."""
    if words.strip().isdigit():
        return tuple(f"p{number}" for number in range(1, int(words) + 1))
    return tuple(name for name in re.split(r"[\s,，、;；]+", words) if name)


def items(words: str) -> tuple[Item, ...]:
    """`a1, a2 = 2/3 of present, a3`."""
    found = []
    for part in re.split(r"[,，、;；]", words):
        name, _, share = part.partition("=")
        if name.strip():
            found.append(Item(name.strip(), threshold(share) if share.strip() else None))
    return tuple(found)


def charter(rules: FloorRules, words: str) -> FloorRules:
    """`quorum 2/3`, or `field=value` of FloorRules."""
    known = {field.name: getattr(rules, field.name) for field in fields(rules)}
    changes: dict[str, Any] = {}
    for part in re.split(r"[,，;；]", words):
        name, _, value = (
            (piece.strip() for piece in part.partition("="))
            if "=" in part
            else (piece.strip() for piece in part.strip().partition(" "))
        )
        if name in ("quorum", "法定人数"):
            share = threshold(value)
            changes |= {"quorum_num": share.num, "quorum_den": share.den}
            changes |= {"quorum_strict": share.strict}
        elif name in known:
            changes[name] = _valued(known[name], value)
        elif name:
            raise Unreadable(f"no such number of a charter: {name}")
    return replace(rules, **changes)


def _valued(usual: object, words: str) -> Any:
    if isinstance(usual, bool):
        return words.casefold() in ("yes", "true", "1", "是")
    if isinstance(usual, int):
        return int(words)
    if isinstance(usual, Threshold):
        return threshold(words)
    if isinstance(usual, Method):
        return named(Method, words) or usual
    return _chair_votes(words)


def _chair_votes(words: str) -> StrEnum:
    try:
        return ChairVotes(words.replace(" ", "_"))
    except ValueError as error:
        raise Unreadable(f"no such value: {words}") from error
