"""Facts on meetings: that they were called, who may come by which seat, what became of each item.

What is said on the floor is in no fact: `FloorMoved` tells that something was done, and which kind.
Days and times are ISO 8601.
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
class MeetingPlanned(MeetingFact):
    """`series`: internal, joint, extra, emergency."""

    type: ClassVar[str] = "meetings.planned"

    estate: int | None
    series: str
    charter: int
    starts_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNoticed(MeetingFact):
    """The agenda is out; it is not changed any more."""

    type: ClassVar[str] = "meetings.noticed"

    number: int
    charter: int
    starts_at: str
    seats: int
    items: int
    topics: list[int]
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged(MeetingFact):
    """Another time or place; the reason is on its page. `told`: it had been noticed."""

    type: ClassVar[str] = "meetings.changed"

    before: str
    starts_at: str
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled(MeetingFact):
    type: ClassVar[str] = "meetings.cancelled"

    starts_at: str
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaChanged(MeetingFact):
    """Staff added, took off or sorted items, before the notice. `how`: add, remove, sort, gather."""

    type: ClassVar[str] = "meetings.agenda_changed"

    how: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFilled(MeetingFact):
    """Staff entered who sits there, with a reason. `told`: the notice was out already."""

    type: ClassVar[str] = "meetings.seat_filled"

    seat: str
    filled: bool
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatAccredited(MeetingFact):
    """Somebody came, or left. `how`: room, remote, left."""

    type: ClassVar[str] = "meetings.seat_accredited"

    seat: str
    how: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared(MeetingFact):
    """A seat takes no part in an item; why is not told."""

    type: ClassVar[str] = "meetings.interest_declared"

    seat: str
    item: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorMoved(MeetingFact):
    """Something was done on the floor; `do` is the kind of command."""

    type: ClassVar[str] = "meetings.floor_moved"

    version: int
    do: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast(MeetingFact):
    """Somebody voted by phone; how, is in no fact."""

    type: ClassVar[str] = "meetings.vote_cast"

    motion: str
    version: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemExplained(MeetingFact):
    """The chair said why an item is put off again; the reason is on its page."""

    type: ClassVar[str] = "meetings.item_explained"

    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDrafted(MeetingFact):
    """Written by themselves. To be approved and published by these days."""

    type: ClassVar[str] = "meetings.minutes_drafted"

    approve_by: str
    publish_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAmended(MeetingFact):
    """`how`: offered, taken, refused. `number` of the version that the minutes have since."""

    type: ClassVar[str] = "meetings.minutes_amended"

    amendment: int
    paragraph: str
    how: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesApproved(MeetingFact):
    """By the chair, or by the meeting `approved_in`."""

    type: ClassVar[str] = "meetings.minutes_approved"

    number: int
    approved_in: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPublished(MeetingFact):
    """`digest`: SHA-256 of the Chinese text as published, `digest_en` of the English one."""

    type: ClassVar[str] = "meetings.minutes_published"

    parts: list[str]
    digest: str
    digest_en: str
