"""What the API says of meetings, and what it takes."""

from datetime import date, datetime
from typing import Any

from ninja import Schema


class MeetingOut(Schema):
    """`number` once it is noticed; `version` grows by one with each step on the floor."""

    id: int
    community: int
    estate: int | None
    series: str
    number: int | None
    form: str
    state: str
    starts_at: datetime
    version: int


class MeetingPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[MeetingOut]
    next: str | None


class AgendaItemOut(Schema):
    """`recused`: keys of the seats that take no part; `outcome` is empty while it is open."""

    key: str
    title: str
    kind: str
    topic: int | None
    recused: list[str]
    outcome: str
    on: date | None
    body: str


class MeetingSeatOut(Schema):
    """Whose seat it is, and whether somebody sits there now; nobody's name."""

    key: str
    title: str
    held: bool
    present: bool
    arrived: str


class MeetingFull(MeetingOut):
    """`mine`: the key of the caller's seat; `presides`: of whoever presides now.

    Its doors open from `doors_from` on, the meeting from `opens_from` on, both before `opens_until`.
    """

    charter: int
    agenda: list[AgendaItemOut]
    seats: list[MeetingSeatOut]
    mine: str | None
    presides: str
    doors_from: datetime
    opens_from: datetime
    opens_until: datetime


class FloorStepIn(Schema):
    """`command`: `do` and its fields, as the floor knows them; never who or when."""

    command: dict[str, Any]
