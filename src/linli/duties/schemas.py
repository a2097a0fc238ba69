"""What the API says of duties, and what it takes."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from linli.duties.models import TEXT_LENGTH


class DutyOut(Schema):
    """`owner` is a name as its bearer shows it, or the office."""

    id: int
    kind: str
    title: str
    text: str
    state: str
    owner: str
    due_on: date
    overdue: bool
    progress: str


class DutyPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[DutyOut]
    next: str | None


class EntryOut(Schema):
    verb: str
    who: str
    capacity: str
    words: str
    at: datetime


class DutyFull(DutyOut):
    """`may` holds the steps that the caller can take now."""

    history: list[EntryOut]
    may: list[str]


class StepIn(Schema):
    """`words`: reason, evidence, progress or remark. `due_on`: the new last day of `reopen`."""

    words: str = Field("", max_length=TEXT_LENGTH)
    due_on: date | None = None
    milestone: int | None = None
