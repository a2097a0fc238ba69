"""What somebody demands, and what a check found, as a form or a schema brings it. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Voice:
    """What a form or a schema brings. `building`: where it is about; None is the whole community.

    `post`: the public number of the post out of which it came.
    """

    words: str
    building: int | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check of competence found. `office`: whose office owes it; `path`: to an outside body."""

    matter: str
    power: str
    means: str
    way: str
    words: str
    day: date | None = None
    office: int | None = None
    path: str = ""
