"""What somebody wishes for, as a form or a schema brings it. Pure."""

from dataclasses import dataclass
from datetime import date

from linli.wishes.kinds import Urgency


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form or a schema brings. `unit`: the home to which somebody should come."""

    kind: str
    words: str
    urgency: int = Urgency.WHENEVER
    wanted_on: date | None = None
    unit: int | None = None
    door: str = ""
    unnamed: bool = False
