"""Facts on meetings: what happened is public, in codes; what was said stands in the minutes.

Days are ISO 8601.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFact(Fact):
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "meeting"

    meeting: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDisposed(MeetingFact):
    """An item of the agenda ended.

    `outcome`: adopted, rejected, deferred, referred, withdrawn. `on`: the day to which it was
    deferred, or on which the `body` reports to which it was referred; else the day of the meeting.
    """

    type: ClassVar[str] = "meetings.item_disposed"

    item: int
    topic: int | None
    outcome: str
    on: str
    body: str
    yes: int | None
    no: int | None
    abstain: int | None
