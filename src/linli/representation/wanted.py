"""What is written down of a choice."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Choice:
    """`person` is their number; `units` only for a group of homes; `words` say what shows it."""

    community: int
    kind: str
    person: str
    how: str
    since: date
    until: date
    words: str
    buildings: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    organisation: int | None = None
    homes_chose: int = 0
