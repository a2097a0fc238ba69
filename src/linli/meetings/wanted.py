"""What somebody wants of a meeting, as a form brings it. Pure."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """`slot`: the time that the charter's calendar names, for one of its series."""

    series: str
    starts_at: datetime
    where: str = ""
    remote: str = ""
    slot: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offices:
    """Keys of seats: who presides, who keeps order beside them (empty: whoever gives the notice)."""

    chair: str = ""
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class Disposition:
    """What a form or a schema brings. `body`: a code."""

    outcome: str
    reason: str
    on: date | None = None
    body: str = ""
