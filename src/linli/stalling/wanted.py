"""What shows that a rung is done, and what the other side said, as a form or a schema brings them. Pure."""

from dataclasses import dataclass
from datetime import date

#: How many pictures show that a rung is done.
FILES = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """`number`: of the post office, of the ticket; `at_hand`: codes of what was there; `day`: today if none."""

    how: str
    number: str = ""
    at_hand: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    kind: str
    words: str
    until: date | None = None
