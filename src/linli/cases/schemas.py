"""What the API says of joint cases, and what it takes."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from linli.cases.parameters import PAPERS, TEXT_MAX


class CaseOut(Schema):
    id: int
    number: int
    community: int
    title: str
    lead: str
    state: str
    public: bool
    opened_at: datetime


class CasePage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[CaseOut]
    next: str | None


class CasePartyOut(Schema):
    organisation: int
    name: str
    state: str


class CaseStepOut(Schema):
    """`state` is that of its duty; `may`: what the caller may do with it."""

    id: int
    position: int
    title: str
    organisation: int
    due_on: date
    state: str
    meeting: int | None
    may: list[str]


class CaseLineOut(Schema):
    act: str
    organisation: int
    step: int | None
    words: str
    at: datetime


class CaseFull(CaseOut):
    """`words` for its parties alone; `lines` the newest."""

    words: str
    outcome: str
    parties: list[CasePartyOut]
    steps: list[CaseStepOut]
    lines: list[CaseLineOut]
    may: list[str]


class CaseNoteIn(Schema):
    """`public`: residents of a public case may read it."""

    words: str = Field(min_length=1, max_length=TEXT_MAX)
    public: bool = False
    files: list[str] = Field(default=[], max_length=PAPERS)
