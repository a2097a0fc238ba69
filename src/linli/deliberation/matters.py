"""Reading the catalogue of matters: who has the power and the means, by what, and the path to them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from linli.kernel.language import either
from linli.organisations.kinds import Kind

FILE = Path(__file__).parent / "data" / "matters.toml"


@dataclass(frozen=True, slots=True)
class Matter:
    """`days`: working days until the first look at the path."""

    code: str
    zh: str
    en: str
    power: str
    means: str
    source: str
    path_zh: str
    path_en: str
    days: int

    @property
    def title(self) -> str:
        return either(self.zh, self.en)

    @property
    def path(self) -> str:
        return either(self.path_zh, self.path_en)


@cache
def _bodies() -> dict[str, tuple[str, str]]:
    rows = tomllib.loads(FILE.read_text("utf-8"))["body"]
    return {row["code"]: (row["zh"], row["en"]) for row in rows}


@cache
def matters() -> dict[str, Matter]:
    """Code -> kind of matter. One that names an unknown body stops whatever asks."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["matter"]
    found = {row["code"]: Matter(**row) for row in rows}
    known = {*_bodies(), *Kind.values}
    for each in found.values():
        if {each.power, each.means} - known:
            message = f"{each.code} names a body that nobody knows"
            raise ValueError(message)
    return found


def body_codes() -> list[str]:
    """Whoever may have power or means, the assemblies first."""
    return [*_bodies(), *Kind.values]


def body_title(code: str) -> str:
    names = _bodies().get(code)
    if names:
        return either(*names)
    return str(Kind(code).label) if code in Kind.values else code
