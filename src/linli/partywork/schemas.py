"""What the API says of matters of the party organisation, and what it takes."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from linli.partywork.parameters import WORDS_MAX


class AffairOut(Schema):
    id: int
    number: int
    community: int
    organisation: str
    title: str
    where: str
    state: str
    outcome: str
    consult_until: date | None
    shown_until: date | None


class AffairPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[AffairOut]
    next: str | None


class OpinionOut(Schema):
    """What everybody reads of an opinion."""

    gist: str
    stance: str
    answer: str
    late: bool


class MyOpinionOut(OpinionOut):
    """With the caller's own words."""

    words: str
    at: datetime


class AffairFull(AffairOut):
    """`opinions`: the newest answered ones; `figures` of the decision; `file` its hash."""

    text: str
    study: str
    rules: dict[str, Any]
    decided_on: date | None
    figures: dict[str, int] | None
    decision: str
    resolution: int | None
    file: str
    opinions: list[OpinionOut]
    mine: list[MyOpinionOut]
    may_say: bool


class OpinionIn(Schema):
    words: str = Field(min_length=1, max_length=WORDS_MAX)
