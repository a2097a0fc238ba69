"""What the API says of talk."""

from datetime import date, datetime

from ninja import Field, Schema

from linli.threads.parameters import APPEAL_MAX, NOTE_MAX, TEXT_MAX


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


class AppealIn(Schema):
    reason: str = Field(min_length=1, max_length=APPEAL_MAX)


class AppealOut(Schema):
    """`ground` is why the post was hidden; `due_on` the last day for the decision."""

    post: str
    reason: str
    state: str
    ground: str
    at: datetime
    due_on: date


class AppealPage(Schema):
    items: list[AppealOut]
    next: str | None


class AppealDecisionIn(Schema):
    """`grant` shows the post again; false keeps it hidden."""

    grant: bool
    note: str = Field(min_length=1, max_length=NOTE_MAX)
