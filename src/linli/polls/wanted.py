"""What is asked for when a poll is proposed. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """`title` and `words` are read by everybody. `seats`: of an election."""

    community: int
    title: str
    words: str
    kind: str = "decision"
    mode: str = "persons"
    secret: bool = True
    estate: int | None = None
    building: int | None = None
    topic: int | None = None
    seats: int = 0
