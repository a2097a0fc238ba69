"""What the API says of files."""

from datetime import datetime

from ninja import Schema


class FileOut(Schema):
    """`format` is `picture`, `pdf`, `xlsx` or `csv`; `size` in bytes; `small` may be empty.

    `taken` tells whether something has taken the file; until then it is its uploader's alone and
    is deleted after a day.
    """

    id: str
    format: str
    size: int
    width: int
    height: int
    href: str
    small: str
    sealed: bool
    taken: bool
    at: datetime


class FilePage(Schema):
    """One's own files, newest first."""

    items: list[FileOut]
    next: str | None
