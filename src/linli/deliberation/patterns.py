"""Reading the data files: ready templates of charters, who ratifies, and what holds without any."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from linli.deliberation.terms import Terms
from linli.kernel.language import either

HERE = Path(__file__).parent


class PatternError(ValueError):
    """A file that is no template, or none that fits."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A ready charter to begin from. `sources`: parameter -> what it rests on."""

    key: str
    title_zh: str
    title_en: str
    source: str
    sources: dict[str, str]
    terms: Terms

    @property
    def title(self) -> str:
        return either(self.title_zh, self.title_en)


@dataclass(frozen=True, slots=True)
class Ratifier:
    """Who may put a charter in force: more than `attend` of the entitled, more than `agree` of those."""

    code: str
    zh: str
    en: str
    attend: tuple[int, int]
    agree: tuple[int, int]
    source: str

    @property
    def title(self) -> str:
        return either(self.zh, self.en)

    def carried(self, entitled: int, votes_for: int, votes_against: int, abstain: int) -> bool:
        """Whether these counts put a charter in force."""
        present = votes_for + votes_against + abstain
        there = present * self.attend[1] > entitled * self.attend[0]
        agreed = votes_for * self.agree[1] > present * self.agree[0]
        return 0 < present <= entitled and there and agreed


def _pattern(file: Path) -> Pattern:
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
        whole = raw["source"]
        terms = Terms.model_validate(raw["terms"])
    except (tomllib.TOMLDecodeError, KeyError, ValidationError) as error:
        raise PatternError(f"{file.name}: {error}") from error
    sources = dict.fromkeys(Terms.model_fields, whole) | raw.get("sources", {})
    return Pattern(raw["key"], raw["title_zh"], raw["title_en"], whole, sources, terms)


@cache
def patterns() -> dict[str, Pattern]:
    """Key -> template. A wrong file stops whatever asks."""
    found = [_pattern(file) for file in sorted((HERE / "charters").glob("*.toml"))]
    return {each.key: each for each in found}


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def ratifiers() -> dict[str, Ratifier]:
    rows = _data("ratifiers")["body"]
    found = (
        Ratifier(
            **{**row, "attend": tuple(row["attend"]), "agree": tuple(row["agree"])},
        )
        for row in rows
    )
    return {each.code: each for each in found}


@cache
def _limits() -> dict[str, Any]:
    return _data("limits")


def discussion_days() -> int:
    """For so many days a draft is open to everybody before it may be put in force."""
    return int(_limits()["charter"]["discussion_days"])


def longest_wait() -> int:
    """The most days until somebody looks again at what waits."""
    return int(_limits()["waiting"]["most_days"])


def without_charter() -> Pattern:
    """By which deadlines demands are taken up before there is a charter."""
    return patterns()[_limits()["without"]["template"]]
