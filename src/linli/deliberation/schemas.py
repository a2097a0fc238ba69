"""What the API says of topics and charters, and what it takes."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from linli.deliberation.parameters import PICTURES, TEXT_MAX


class TopicOut(Schema):
    """`text` is the desk's title, else the words as they were said."""

    id: int
    text: str
    where: str
    state: str
    support: int
    due_on: date | None
    overdue: bool
    raised_at: datetime


class TopicPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[TopicOut]
    next: str | None


class StepOut(Schema):
    verb: str
    state: str
    due_on: date | None
    capacity: str
    at: datetime


class TopicFull(TopicOut):
    """`may`: the steps that the caller may take; `why` and `path` of what waits or ended."""

    words: str
    why: str
    path: str
    matter: str
    way: str
    body: str
    merged_into: int | None
    supported: bool
    may: list[str]
    steps: list[StepOut]


class TopicIn(Schema):
    """`building`: where it is about, null for the whole community; `post`: out of which it came."""

    words: str = Field(min_length=1, max_length=TEXT_MAX)
    building: int | None = None
    post: str = Field(default="", max_length=16)
    files: list[str] = Field(default=[], max_length=PICTURES)


class TopicStepIn(Schema):
    words: str = Field(default="", max_length=TEXT_MAX)


class SupportIn(Schema):
    """`unit`: which of several homes stands behind it."""

    stands: bool
    unit: int | None = None


class CharterOut(Schema):
    """`terms` are the parameters of the charter in force; `digest` their SHA-256."""

    id: int
    number: int
    track: str
    since: date
    decided_by: str
    decision: str
    entitled: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    terms: dict[str, Any]
    digest: str
