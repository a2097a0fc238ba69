"""What the API says of notices."""

from datetime import datetime
from typing import Literal

from ninja import Field, Schema


class NoticeOut(Schema):
    """In the caller's language. `link` is the path of the page that it is about."""

    id: int
    kind: str
    title: str
    text: str
    link: str
    urgent: bool
    at: datetime
    read_at: datetime | None


class NoticePage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[NoticeOut]
    next: str | None
    unread: int


class ReportIn(Schema):
    """`key` is our idempotency key, `id` the gateway's number of the message."""

    key: str = Field(max_length=80)
    id: str = Field(default="", max_length=80)
    status: Literal["delivered", "failed"]


class ReportsIn(Schema):
    reports: list[ReportIn] = Field(max_length=1000)


class ReportsOut(Schema):
    """How many told something new; the others were known before, or not ours."""

    delivered: int
    failed: int
