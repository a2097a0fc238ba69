"""The limits that hold today, from `data/limits.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from linli.kernel import clock

FILE = Path(__file__).parent / "data" / "limits.toml"


@dataclass(frozen=True, slots=True)
class Limits:
    """One version; the file explains each value."""

    effective: date
    source_zh: str
    source_en: str
    longest_days: int
    proposed_days: int
    principals_outside_family: int
    code_minutes: int
    open_offers: int
    office_holders_help_family_only: bool


@cache
def versions() -> tuple[Limits, ...]:
    """Oldest first."""
    found = tomllib.loads(FILE.read_text())["limits"]
    return tuple(sorted((Limits(**each) for each in found), key=lambda each: each.effective))


def limits(day: date | None = None) -> Limits:
    """Those of a day, by default today; before the first version, the first."""
    at = day or clock.today()
    past = [each for each in versions() if each.effective <= at]
    return past[-1] if past else versions()[0]
