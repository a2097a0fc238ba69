"""What somebody brings to a step. Plain values."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a matter begins with."""

    community: int
    title: str
    text: str
    estate: int | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """The meeting that studied it: when, how many were entitled and came, what it said."""

    day: date
    entitled: int
    present: int
    words: str


@dataclass(frozen=True, slots=True)
class Vote:
    """The meeting that decides. Who came and neither agreed nor opposed abstained."""

    day: date
    entitled: int
    present: int
    agree: int
    oppose: int
    words: str = ""
    carry: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """`gist`: the opinion in a few words that name nobody; `words`: what becomes of it and why."""

    stance: str
    gist: str
    words: str
