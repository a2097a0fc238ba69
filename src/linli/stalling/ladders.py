"""Reading the ladders: which rungs there are against whoever stalls, by kind of matter and day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from linli.deliberation.matters import body_codes, body_title, matters
from linli.kernel.language import either
from linli.stalling.course import Terms

FILE = Path(__file__).parent / "data" / "ladders.toml"
RAISER, DESK, STREET = "raiser", "desk", "street"
ACTORS = (RAISER, DESK, STREET)
STEPS = ("demand", "lawyer", "street", "authority", "suit")


@dataclass(frozen=True, slots=True)
class Spec:
    """A rung as the file has it. `to`: empty is whoever stalls."""

    step: str
    by: str
    act_days: int
    days: int
    letter: str
    source: str
    note_zh: str
    note_en: str
    needs: tuple[str, ...]
    to: str = ""
    falls: bool = True

    @property
    def note(self) -> str:
        return either(self.note_zh, self.note_en)

    @property
    def law(self) -> str:
        """What a letter cites: the source without remarks on our own numbers."""
        clauses = self.source.replace("。", "；").split("；")
        ours = ("本平台默认", "参数", "须核对", "参照", "紧急")
        return "；".join(each for each in clauses if each and not any(w in each for w in ours))

    @property
    def terms(self) -> Terms:
        return Terms(self.act_days, self.days, self.by == RAISER and self.falls)


@dataclass(frozen=True, slots=True)
class Ladder:
    """What began by a ladder goes on by it: a stall keeps its `key`."""

    code: str
    since: date
    matters: tuple[str, ...]
    rungs: tuple[Spec, ...]

    @property
    def key(self) -> str:
        return f"{self.code}@{self.since.isoformat()}"

    @property
    def terms(self) -> list[Terms]:
        return [rung.terms for rung in self.rungs]


@dataclass(frozen=True, slots=True)
class Limits:
    promises: int
    promise_days: int
    by_hand_days: int
    source: str


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def limits() -> Limits:
    return Limits(**_raw()["limits"])


@cache
def _bodies() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["zh"], row["en"]) for row in _raw()["body"]}


def title_of_body(code: str) -> str:
    """Of an authority of the ladders, or of a body that deliberation knows."""
    names = _bodies().get(code)
    return either(*names) if names else body_title(code)


@cache
def ladders() -> dict[str, Ladder]:
    """Key -> ladder, the oldest first. A file that names what nobody knows stops whatever asks."""
    found = [
        Ladder(
            row["code"],
            row["since"],
            tuple(row["matters"]),
            tuple(Spec(**{**rung, "needs": tuple(rung["needs"])}) for rung in row["rung"]),
        )
        for row in _raw()["ladder"]
    ]
    known = {*_bodies(), *body_codes(), ""}
    for ladder in found:
        if set(ladder.matters) - set(matters()):
            message = f"{ladder.key} is for a matter that nobody knows"
            raise ValueError(message)
        for rung in ladder.rungs:
            if rung.step not in STEPS or rung.by not in ACTORS or rung.to not in known:
                message = f"{ladder.key}: {rung.step} by {rung.by} to {rung.to}"
                raise ValueError(message)
    return {each.key: each for each in sorted(found, key=lambda each: (each.code, each.since))}


def ladder_for(matter: str, day: date) -> Ladder:
    """The one in force on the day; a kind of matter without one of its own goes as `other`."""
    rows = [each for each in ladders().values() if each.since <= day]
    mine = [each for each in rows if matter in each.matters]
    mine = mine or [each for each in rows if "other" in each.matters]
    if not mine:
        raise KeyError(matter, day)
    return max(mine, key=lambda each: each.since)
