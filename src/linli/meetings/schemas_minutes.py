"""What the API says of minutes and dispositions, and what it takes."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema


class MinutesOut(Schema):
    """`digest_…`: SHA-256 of the published text in each language, empty before."""

    meeting: int
    community: int
    state: str
    approve_by: date
    publish_by: date
    approved_at: datetime | None
    published_at: datetime | None
    digest_zh: str
    digest_en: str


class MinutesPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[MinutesOut]
    next: str | None


class MinutesParagraphOut(Schema):
    """`style`: title, heading or text. `part`: of what the charter publishes; empty: the frame."""

    key: str
    style: str
    part: str
    chinese: str
    english: str


class MinutesAmendmentOut(Schema):
    """`seat`: whose seat offered it, never a name. `answer`: why it was not taken over."""

    id: int
    paragraph: str
    seat: str
    was: str
    chinese: str
    english: str
    reason: str
    state: str
    answer: str
    at: datetime


class MinutesFull(MinutesOut):
    """`number` grows with each amendment taken over; amendments are for those with a seat and the desk."""

    number: int
    approved_in: int | None
    paragraphs: list[MinutesParagraphOut]
    amendments: list[MinutesAmendmentOut]


class MinutesAmendIn(Schema):
    """The Chinese text holds; without an English one the paragraph says so."""

    paragraph: str
    chinese: str
    english: str = ""
    reason: str


class MinutesAnswerIn(Schema):
    """Whoever does not take it over says why."""

    take: bool
    reason: str = ""


class MinutesPublishIn(Schema):
    """Whoever publishes has read that nobody is named who did not choose to be."""

    names_nobody: Literal[True]


class DispositionOut(Schema):
    """`must`: what the chair still owes: dispose, explain, day; empty: nothing."""

    key: str
    title: str
    topic: int | None
    outcome: str
    source: str
    on: date | None
    body: str
    reason: str
    decision: str
    yes: int | None
    no: int | None
    abstain: int | None
    deferrals: int
    must: str


class DispositionsOut(Schema):
    """`left`: how many items wait for the chair's word."""

    meeting: int
    state: str
    left: int
    items: list[DispositionOut]


class DisposeIn(Schema):
    """`on`: of what is deferred, or reports by then; `body`: to which it is referred, a code."""

    outcome: Literal["adopted", "rejected", "deferred", "referred", "withdrawn"]
    reason: str
    on: date | None = None
    body: str = ""


class ItemReasonIn(Schema):
    reason: str


class ItemDayIn(Schema):
    on: date
