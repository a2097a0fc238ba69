"""Days of a resolution and kinds of bodies that supervise, as they hold on a day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "carrying.toml"


@dataclass(frozen=True, slots=True)
class Days:
    """See the file for what each is for."""

    since: date
    give_days: int
    accept_days: int
    again_days: int
    review_after: int
    review_days: int
    source: str


@dataclass(frozen=True, slots=True)
class Supervisor:
    kind: str
    since: date
    source: str


@cache
def _read() -> tuple[tuple[Days, ...], tuple[Supervisor, ...]]:
    rows = tomllib.loads(FILE.read_text("utf-8"))
    days = sorted((Days(**row) for row in rows["days"]), key=lambda row: row.since)
    return tuple(days), tuple(Supervisor(**row) for row in rows["supervisor"])


def days_on(day: date) -> Days:
    """What holds on a day; before the first row, the first."""
    rows = _read()[0]
    begun = [row for row in rows if row.since <= day]
    return begun[-1] if begun else rows[0]


def supervisors_on(day: date) -> dict[str, Supervisor]:
    return {row.kind: row for row in _read()[1] if row.since <= day}
