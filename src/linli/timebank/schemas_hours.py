"""What the interface for software takes and gives about giving hours, moving them and certificates."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Minutes = Annotated[int, Field(ge=1, le=10_000_000)]


class KinIn(Schema):
    """`relation`: what they are to the caller."""

    person: str = Field(max_length=12)
    relation: str = Field(max_length=12)


class KinOut(Schema):
    """`own`: named by the caller, who may give; else the caller was named."""

    id: int
    own: bool
    relation: str
    confirmed_at: datetime | None
    ended_at: datetime | None


class HoursIn(Schema):
    """`key`: any UUID; the same one moves once."""

    minutes: Minutes
    key: UUID


class MoveIn(HoursIn):
    """From the caller's account in `community` to theirs in `other`."""

    community: int = Field(ge=1, le=2**63 - 1)
    other: int = Field(ge=1, le=2**63 - 1)


class GrantIn(HoursIn):
    """The person reads the words."""

    person: str = Field(max_length=12)
    words: str = Field(min_length=1, max_length=300)


class MovedOut(Schema):
    """The transfer in the ledger of the community that the hours left."""

    transfer: int
    minutes: int


class PoolOut(Schema):
    community: int
    minutes: int


class HoursWayOut(Schema):
    """Between which communities the caller's hours may move now."""

    community: int
    other: int
    available: int


class PeriodIn(Schema):
    first: date
    last: date


class CertificateOut(Schema):
    """`digest` and `event` once it is issued."""

    id: int
    community: int
    first: date
    last: date
    minutes: int
    sessions: int
    state: str
    until: date
    digest: str
    event: int | None


class CertificatePage(Schema):
    items: list[CertificateOut]
    next: str | None


class ObjectionIn(Schema):
    words: str = Field(min_length=1, max_length=300)


class ObjectedOut(Schema):
    objection: int


class CheckedOut(Schema):
    """`state`: issued, revoked or unknown; where both stand in the public log."""

    state: str
    community: int | None
    issued_at: datetime | None
    issued_log: int | None
    issued_entry: int | None
    revoked_at: datetime | None
    revoked_log: int | None
    revoked_entry: int | None
