"""What a case begins with, and what a step is."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wanted:
    """`invited`: ids of organisations; `topic`: out of which it comes."""

    community: int
    title: str
    words: str
    estate: int | None = None
    public: bool = False
    topic: int | None = None
    invited: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """`office` owes it until the day. Of a meeting with all parties, the day is the meeting's."""

    title: str
    office: int
    due_on: date | None = None
    meeting: int | None = None
    words: str = ""
