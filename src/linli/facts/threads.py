"""Facts about talk: ids and codes, never what was said. Moderation is an official act: logged."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Fact):
    """`post` is the public id; `kind` and `of` name the subject beside which it stands.

    Acts of moderators stand in the public log, so they do not tell whose post it was.
    """

    subject: ClassVar[str] = "post"
    post: str
    kind: str
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFact(Judged):
    """An act on a post whose author may be kept beside it."""

    author: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted(PostFact):
    """`mentions`: ids of people who are spoken to and have not blocked the author."""

    type: ClassVar[str] = "threads.posted"
    mentions: list[int]
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(PostFact):
    """`mentions`: ids of people who are newly spoken to."""

    type: ClassVar[str] = "threads.edited"
    mentions: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted(PostFact):
    """By its author."""

    type: ClassVar[str] = "threads.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flagged(PostFact):
    """A reader asks the moderators to look."""

    type: ClassVar[str] = "threads.flagged"
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden(Judged):
    type: ClassVar[str] = "threads.hidden"
    logged: ClassVar[bool] = True
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(Judged):
    type: ClassVar[str] = "threads.restored"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Judged):
    """Reported and found right."""

    type: ClassVar[str] = "threads.kept"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Appealed(PostFact):
    """The author asks another moderator to look."""

    type: ClassVar[str] = "threads.appealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealGranted(Judged):
    """Shown again, by a moderator who had not hidden it."""

    type: ClassVar[str] = "threads.appeal_granted"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRefused(Judged):
    type: ClassVar[str] = "threads.appeal_refused"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsPostsErased(Fact):
    """After the erasure of a person: how many posts lost their text."""

    type: ClassVar[str] = "threads.persons_posts_erased"
    subject: ClassVar[str] = "person"
    person: int
    posts: int
