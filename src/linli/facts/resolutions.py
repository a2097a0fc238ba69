"""Facts on resolutions: who owes what was adopted, until when, and who says that it is done.

All of it is public. Days are ISO 8601, money is fen.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionFact(Fact):
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "resolution"

    resolution: int
    community: int
    topic: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionMade(ResolutionFact):
    """Of a decision. `source`: meeting, owners, poll; `decided_by` which one, `item` of it."""

    type: ClassVar[str] = "resolutions.made"

    source: str
    decided_by: int
    item: int
    decided_on: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionMoved(ResolutionFact):
    """A step: the verb, where it stood before and stands now, until which day, which round."""

    type: ClassVar[str] = "resolutions.moved"

    verb: str
    before: str
    state: str
    due_on: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionGiven(ResolutionMoved):
    """Somebody in an office was asked. Which budget, whose money, how many milestones."""

    type: ClassVar[str] = "resolutions.given"

    office: int
    organisation: int
    until: str
    budget_fen: int
    payer: str
    milestones: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionConfirmed(ResolutionMoved):
    """One of the two voices. `by`: official, raiser, second_official; `organisation` of an official."""

    type: ClassVar[str] = "resolutions.confirmed"

    by: str
    organisation: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionMarked(ResolutionMoved):
    """A supervising body's mark: good, or insufficient."""

    type: ClassVar[str] = "resolutions.marked"

    verdict: str
    organisation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionOverdue(ResolutionFact):
    """Its day is over; once for each day that was set. `matter`: kind of matter, empty if unknown.

    `days` that it is late; `organisation` that is at turn, None where none owes it yet.
    """

    type: ClassVar[str] = "resolutions.overdue"

    matter: str
    days: int
    state: str
    organisation: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionLinked(ResolutionFact):
    """The demand that a decision of the owners or residents answers was named."""

    type: ClassVar[str] = "resolutions.linked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionsErased(Fact):
    """After the erasure of a person: how many steps lost their words."""

    type: ClassVar[str] = "resolutions.erased"
    subject: ClassVar[str] = "person"

    person: int
    steps: int
