"""What the interface for software takes and gives."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime, field_validator

from linli.timebank.wanted import Wanted


class SessionIn(Schema):
    """`side` is the caller's own; `afterwards` for what took place without being arranged."""

    person: str = Field(max_length=12)
    side: Literal["giver", "receiver"]
    kind: Literal["voluntary", "exchange"]
    pay: Literal["free", "redeem", "exchange"]
    category: str = Field(max_length=10)
    where: Literal["receiver", "giver", "outside"]
    starts_at: AwareDatetime
    minutes: int = Field(ge=1, le=1440)
    words: str = Field("", max_length=300)
    afterwards: bool = False

    @field_validator("starts_at")
    @classmethod
    def in_our_times(cls, value: datetime) -> datetime:
        """The ends of the calendar have no other time zone and no end of a session."""
        if not date.min.year < value.year < date.max.year:
            raise ValueError(value.year)
        return value

    def wanted(self) -> Wanted:
        names = ("kind", "pay", "category", "where", "starts_at", "minutes", "words")
        return Wanted(**{name: getattr(self, name) for name in names})


class DistrictOut(Schema):
    """Where hours may go today."""

    id: int
    name: str


class CrossingIn(Schema):
    """`recipient`: the number of the person there. `key`: sent twice, it is sent once."""

    district: int = Field(ge=1, le=2**62)
    minutes: int = Field(ge=1, le=10_000_000)
    recipient: str = Field(max_length=20)
    relation: Literal["own", "parent", "grandparent", "child", "grandchild", "spouse"]
    key: UUID


class CrossingOut(Schema):
    """`outgoing` from here. `code` says why it came back."""

    id: int
    district: str
    outgoing: bool
    minutes: int
    recipient: str
    relation: str
    state: str
    code: str
    at: datetime


class CrossingPage(Schema):
    items: list[CrossingOut]
    next: str | None = None


class PositionOut(Schema):
    """`stands`: what they owe our members; below zero, what we owe theirs."""

    district: int
    name: str
    key: str
    fingerprint: str
    state: str
    limit_minutes: int
    stands: int
    under_way: int


class NettingOut(Schema):
    """The report of a month; `digest` is the same on both sides when nothing is under way."""

    digest: str
    under_way: int
    report: dict[str, Any]


class TakenOut(Schema):
    """Up to which number the messages of the sender are here."""

    number: int


class ServiceCodeIn(Schema):
    code: str = Field(max_length=12)


class SessionOut(Schema):
    id: int
    side: str
    kind: str
    pay: str
    category: str
    starts_at: datetime
    ends_at: datetime
    state: str
    reason: str
    minutes: int | None
    credit: int
    over: int
    paid: int
    rulebook: int


class SessionPage(Schema):
    items: list[SessionOut]
    next: str | None


class RulebookOut(Schema):
    """`terms` are the parameters, `sources` what each rests on; what is missing there was decided."""

    id: int
    number: int
    since: date
    decision: str
    profile: str
    source: str
    terms: dict[str, Any]
    sources: dict[str, str]
    digest: str
