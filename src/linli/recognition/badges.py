"""Badges as a data file defines them, and who has earned one. Pure; replayable.

The same records and the same edition give the same badges, on any day and in any order.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import rfc8785

from linli.kernel.language import either

FILE = Path(__file__).parent / "data" / "badges.toml"
#: times: how often; minutes: how long all together; months: in how many calendar months.
MEASURES = ("times", "minutes", "months")


@dataclass(frozen=True, slots=True)
class Need:
    measure: str
    kinds: tuple[str, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Badge:
    code: str
    zh: str
    en: str
    icon: str
    needs: tuple[Need, ...]

    @property
    def title(self) -> str:
        return either(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Edition:
    number: int
    source: str
    badges: Mapping[str, Badge]

    @property
    def digest(self) -> str:
        """SHA-256 in canonical JSON: what was adopted can be shown to be what applies."""
        plain: Any = [
            [b.code, b.zh, b.en, [[n.measure, sorted(n.kinds), n.least] for n in b.needs]]
            for b in sorted(self.badges.values(), key=lambda b: b.code)
        ]
        return hashlib.sha256(rfc8785.dumps([self.number, plain])).hexdigest()


@dataclass(slots=True)
class Totals:
    """What somebody did, by kind; months as ordinals (year × 12 + month)."""

    times: dict[str, int] = field(default_factory=dict)
    minutes: dict[str, int] = field(default_factory=dict)
    months: dict[str, frozenset[int]] = field(default_factory=dict)

    def of(self, need: Need) -> int:
        if need.measure == "months":
            none: frozenset[int] = frozenset()
            return len(none.union(*(self.months.get(kind, none) for kind in need.kinds)))
        values = self.times if need.measure == "times" else self.minutes
        return sum(values.get(kind, 0) for kind in need.kinds)


def earned(edition: Edition, totals: Totals) -> frozenset[str]:
    """Codes of the badges whose every need is met."""
    return frozenset(
        code
        for code, badge in edition.badges.items()
        if all(totals.of(need) >= need.least for need in badge.needs)
    )


def _badge(values: Mapping[str, Any]) -> Badge:
    needs = tuple(
        Need(each["measure"], tuple(each["kinds"]), int(each["least"])) for each in values["needs"]
    )
    for need in needs:
        if need.measure not in MEASURES or need.least < 1:
            message = f"badge {values['code']}: {need}"
            raise ValueError(message)
    return Badge(values["code"], values["zh"], values["en"], values["icon"], needs)


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def editions() -> Mapping[int, Edition]:
    found = {}
    for each in _file()["editions"]:
        badges = {made.code: made for made in map(_badge, each["badges"])}
        found[each["number"]] = Edition(each["number"], each["source"], badges)
    return found


def badge_of(edition: int, code: str) -> Badge | None:
    known = editions().get(edition)
    return known.badges.get(code) if known else None


@dataclass(frozen=True, slots=True)
class HonourKind:
    code: str
    zh: str
    en: str

    @property
    def title(self) -> str:
        return either(self.zh, self.en)


@cache
def honour_kinds() -> Mapping[str, HonourKind]:
    rows: Iterable[Mapping[str, str]] = _file()["honours"]["kinds"]
    return {each["code"]: HonourKind(**each) for each in rows}


def public_days() -> int:
    """Working days in which the community may object."""
    return int(_file()["honours"]["public_days"])


def honours_source() -> str:
    return str(_file()["honours"]["source"])
