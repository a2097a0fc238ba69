"""Facts on recognition: what people show, badges, honours. Reasons stand sealed in the tables."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingChosen(Fact):
    """What somebody lets neighbours see from now on; nothing: they took it back."""

    type: ClassVar[str] = "recognition.sharing_chosen"
    subject: ClassVar[str] = "person"

    person: int
    community: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgesAdopted(Fact):
    """An edition of badges holds from a day on; 0: none. `digest`: SHA-256 of the edition."""

    type: ClassVar[str] = "recognition.badges_adopted"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "community"

    community: int
    edition: int
    since: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeFact(Fact):
    subject: ClassVar[str] = "person"

    person: int
    community: int
    badge: str
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeGiven(BadgeFact):
    type: ClassVar[str] = "recognition.badge_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeTaken(BadgeFact):
    """What it rested on was struck from the record."""

    type: ClassVar[str] = "recognition.badge_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourFact(Fact):
    subject: ClassVar[str] = "honour"

    honour: int
    community: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourProposed(HonourFact):
    """The person is asked first."""

    type: ClassVar[str] = "recognition.honour_proposed"

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourAnswered(HonourFact):
    """`agreed`: may be named; by that an offered honour becomes public until a day."""

    type: ClassVar[str] = "recognition.honour_answered"

    agreed: bool
    public_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourObjected(HonourFact):
    """The words stand sealed beside it."""

    type: ClassVar[str] = "recognition.honour_objected"


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourSettled(HonourFact):
    """`verb`: confirm, drop or withdraw."""

    type: ClassVar[str] = "recognition.honour_settled"

    verb: str
