"""What is asked for when a session is arranged, as a plain value."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linli.kernel.clock import LOCAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`words` say what is to be done; they are kept sealed."""

    kind: str
    pay: str
    category: str
    where: str
    starts_at: datetime
    minutes: int
    words: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(LOCAL).date()


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the paper says: who, why, since when; and what becomes of the hours."""

    person: str
    cause: str
    day: date
    way: str
    heir: str
    paper: str
