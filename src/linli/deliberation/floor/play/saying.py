"""What is written after "moves": a kind of motion and its terms."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.kinds import HouseRule, Kind, Method, Scope, named
from linli.deliberation.floor.play.words import FIELDS, begins, longest, names_of
from linli.deliberation.floor.stack import root
from linli.deliberation.floor.state import Floor

QUOTED = re.compile(r"""["“「『'](?P<text>[^"”」』']*)["”」』']""")
DAY = r"(?P<day>\d{4}-\d{1,2}-\d{1,2})"
WHEN = re.compile(DAY + r"[T ]+(?P<time>\d{1,2}:\d{2})")
AMOUNTS = (
    ("minutes", re.compile(r"(?P<n>-?\d+)\s*(?:minutes?|mins?|m|分钟|分)(?![A-Za-z0-9])")),
    ("seconds", re.compile(r"(?P<n>-?\d+)\s*(?:seconds?|secs?|s|秒)(?![A-Za-z0-9])")),
    ("speeches", re.compile(r"(?P<n>-?\d+)\s*(?:speeche?s?|times|次)(?![A-Za-z0-9])")),
)
FILLERS = ("to", "for", "on", "that", "the", "a", "an", "of")
CHOICES: dict[str, type[StrEnum]] = {"scope": Scope, "method": Method, "rule": HouseRule}
NUMBERS = ("minutes", "seconds", "speeches")


class Unreadable(Exception):
    """A line that says nothing that can be played."""


def kind_of(text: str) -> tuple[Kind, str]:
    """The kind that the text begins with, and what follows. "that …" is a main motion."""
    if text[:1] in ":：":
        return Kind.MAIN, text.lstrip(":： ")
    end = begins(text, "that")
    if end is not None:
        return Kind.MAIN, text[end:].strip()
    found = longest(text, names_of(Kind))
    while found is None and any(begins(text, word) for word in FILLERS):
        text = text.split(None, 1)[1] if " " in text else ""
        found = longest(text, names_of(Kind))
    if found is None:  # "appeals", "withdraws m1"
        found = longest(re.sub(r"^(\w+?)s(?![A-Za-z])", r"\1", text), names_of(Kind))
    if found is None:
        raise Unreadable(f"no such kind of motion: {text}")
    kind, rest = Kind(found[0]), found[1]
    end = begins(rest, "that") if kind is Kind.MAIN else None
    return kind, rest[end:].strip() if end else rest


def day_of(words: str, today: date) -> date:
    """2026-12-12, or +7d."""
    later = re.fullmatch(r"\+(\d+)\s*(?:d|days?|天)", words.strip())
    if later:
        return today + timedelta(days=int(later[1]))
    try:
        return date(*(int(part) for part in words.strip().split("-")))
    except (TypeError, ValueError) as error:
        raise Unreadable(f"no such day: {words}") from error


def time_of(words: str, state: Floor) -> datetime:
    """2026-12-12 14:00, or 14:00 of the meeting's day."""
    if ":" not in words:  # only a day: at the hour that it is now
        return datetime.combine(day_of(words, state.day), state.clock.timetz())
    day, _, clock = words.strip().replace("T", " ").rpartition(" ")
    try:
        hour, minute = (int(part) for part in clock.split(":")[:2])
        moment = datetime.combine(
            day_of(day, state.day) if day else state.day, datetime.min.time(), state.clock.tzinfo
        )
        return moment.replace(hour=hour, minute=minute)
    except ValueError as error:
        raise Unreadable(f"no such time: {words}") from error


def value_of(field: str, words: str, state: Floor) -> Any:
    if field in CHOICES:
        found = named(CHOICES[field], words)
        if found is None:
            raise Unreadable(f"no such {field}: {words}")
        return found
    if field in NUMBERS:
        digits = re.match(r"-?\d+", words.strip())
        if digits is None:
            raise Unreadable(f"no number: {words}")
        return int(digits[0])
    readers: dict[str, Callable[[], Any]] = {
        "on": lambda: day_of(words, state.day),
        "report_on": lambda: day_of(words, state.day),
        "until": lambda: time_of(words, state),
        "decorum": lambda: words.casefold() not in ("no", "false", "否"),
    }
    return readers[field]() if field in readers else words


def date_field(kind: Kind, state: Floor) -> str:
    """For which field a bare date is meant."""
    if kind is Kind.AMEND and state.pending:
        kind = root(state.stack, state.pending).kind
    return {Kind.POSTPONE: "on", Kind.REFER: "report_on"}.get(kind, "until")


def said(kind: Kind, text: str, state: Floor) -> tuple[Terms, str | None]:
    """(terms, item) of a motion."""
    values: dict[str, Any] = {}
    if kind is Kind.MAIN:
        text, values = _item(text)
        values["text"] = _unquoted(text) or None
    else:
        loose = _fields(kind, text, state, values)
        if loose:
            _bare(kind, loose, state, values)
    item = values.pop("item", None)
    return Terms(**values), item


def _item(text: str) -> tuple[str, dict[str, Any]]:
    found = re.search(r"[\s,，]*(?:item|议题)\s*[=＝]\s*(\S+)\s*$", text, re.IGNORECASE)
    return (text[: found.start()], {"item": found[1]}) if found else (text, {})


def _unquoted(text: str) -> str:
    text = text.strip()
    whole = QUOTED.fullmatch(text)
    return whole["text"] if whole else text


def _fields(kind: Kind, text: str, state: Floor, values: dict[str, Any]) -> str:
    """Takes `field value` pairs and amounts out of the text; returns what is left."""
    loose: list[str] = []
    while text:
        text = text.lstrip(" ,，;；:：")
        found = None if QUOTED.match(text) else _pair(kind, text, state)
        if found:
            field, words, text = found
            values[field] = value_of(field, words, state)
            continue
        word, text = _word(text)
        if word and word not in ("and", "并", "或"):
            loose.append(word)
    return " ".join(loose)


def _pair(kind: Kind, text: str, state: Floor) -> tuple[str, str, str] | None:
    return _amount(kind, text, state) or _named(kind, text, state)


def _amount(kind: Kind, text: str, state: Floor) -> tuple[str, str, str] | None:
    """`10 minutes`, `2026-12-12`: says by itself which field it is."""
    for name, pattern in AMOUNTS:
        amount = pattern.match(text)
        if amount:
            return name, amount["n"], text[amount.end() :]
    for pattern in (WHEN, re.compile(DAY), re.compile(r"\+\d+\s*(?:days?|d|天)")):
        moment = pattern.match(text)
        if moment:
            return date_field(kind, state), moment[0], text[moment.end() :]
    return None


def _named(kind: Kind, text: str, state: Floor) -> tuple[str, str, str] | None:
    """`minutes=10`, `strike "three"`."""
    found = longest(text, FIELDS)
    if found is None:
        return None
    field, rest = found
    if field == "decorum":
        return field, "yes", rest
    if field == "on" and not re.match(r"\d{4}-|\+", rest):
        return None  # a mere "to" or "on"
    choice = longest(rest, names_of(CHOICES[field])) if field in CHOICES else None
    if field == "until" and kind is not Kind.FIX_TIME:
        field = date_field(kind, state)  # postponed until a day
    moment = WHEN.match(rest) if field == "until" else None
    if moment:
        choice = moment[0], rest[moment.end() :]
    word, after = choice or _word(rest)
    return (field, word, after) if word else None


def _word(text: str) -> tuple[str, str]:
    quoted = QUOTED.match(text)
    if quoted:
        return quoted["text"], text[quoted.end() :]
    found = re.match(r"[^\s,，;；]+", text)
    return (found[0], text[found.end() :]) if found else ("", "")


def _bare(kind: Kind, words: str, state: Floor, values: dict[str, Any]) -> None:
    """Words without a field's name, by what this kind of motion needs."""
    wanted = {
        Kind.RECESS: "minutes",
        Kind.REFER: "body",
        Kind.SUSPEND_RULES: "rule",
        Kind.VOTE_METHOD: "method",
        Kind.FIX_TIME: "until",
        Kind.POSTPONE: "on",
        Kind.WITHDRAW: "motion",
        Kind.TAKE_FROM_TABLE: "motion",
        Kind.RECONSIDER: "motion",
        Kind.PREVIOUS_QUESTION: "scope",
        Kind.LIMIT_DEBATE: "scope",
    }.get(kind, "text")
    for filler in FILLERS:
        end = begins(words, filler)
        words = words[end:].strip() if end else words
    if kind is Kind.AMEND and words.isdigit():
        wanted = "minutes"
    if words:
        field = "text" if wanted in values else wanted
        values[field] = value_of(field, words, state)
