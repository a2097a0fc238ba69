"""Rhythms of meetings: rules of recurrence and how people say them. Pure but for its data file."""

import tomllib
from datetime import time
from functools import cache
from pathlib import Path

from linli.kernel.language import either

FILE = Path(__file__).parent / "data" / "rhythms.toml"


@cache
def _known() -> dict[str, tuple[str, str]]:
    rows = tomllib.loads(FILE.read_text("utf-8"))["rhythm"]
    return {row["rule"]: (row["zh"], row["en"]) for row in rows}


def rhythm_choices() -> list[tuple[str, str]]:
    return [(rule, either(*names)) for rule, names in _known().items()]


def split(rule: str) -> tuple[str, time]:
    """A rule as the rhythm and the time at which it meets."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    hour, minute = int(parts["BYHOUR"]), int(parts.get("BYMINUTE", "0"))
    rest = [f"{k}={v}" for k, v in parts.items() if k not in {"BYHOUR", "BYMINUTE", "BYSECOND"}]
    return ";".join(rest), time(hour, minute)


def joined(rhythm: str, at: time) -> str:
    return f"{rhythm};BYHOUR={at.hour};BYMINUTE={at.minute};BYSECOND=0"


def said(rule: str) -> str:
    """As people say it; a rhythm that nobody named stands as its rule."""
    rhythm, at = split(rule)
    words = _known().get(rhythm)
    return f"{either(*words) if words else rhythm} {at:%H:%M}"
