"""What the API says of notices."""

from datetime import datetime

from ninja import Schema


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
