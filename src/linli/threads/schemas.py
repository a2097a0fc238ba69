"""What the API says of talk."""

from datetime import datetime

from ninja import Field, Schema

from linli.threads.parameters import NOTE_MAX, TEXT_MAX


class PostOut(Schema):
    """`text` is None when its words are not for the caller: hidden, or deleted.

    `author` is the name that the person chose to show, `number` their public number, with which
    a text mentions them (``@`` and the number). `files` are addresses of pictures.
    """

    id: str
    author: str
    number: str
    capacity: str
    at: datetime
    edited_at: datetime | None
    state: str
    text: str | None
    files: list[str]
    folded: bool


class PostPage(Schema):
    """Newest first. `version` grows with every change of the thread."""

    version: int
    items: list[PostOut]
    next: str | None


class PostIn(Schema):
    """`files` are ids of uploads brought for `threads.post`."""

    text: str = Field(min_length=1, max_length=TEXT_MAX)
    files: list[str] = []


class EditIn(Schema):
    text: str = Field(min_length=1, max_length=TEXT_MAX)


class FlagIn(Schema):
    ground: str


class VerdictIn(Schema):
    """`ground` is asked for when a post is hidden."""

    ground: str = ""
    note: str = Field(default="", max_length=NOTE_MAX)
