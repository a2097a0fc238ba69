"""Facts on duties: what somebody owes, from giving to confirmation.

`people` are the persons whom the fact concerns next and who should hear of it.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFact(Fact):
    """`round` counts how often the duty was given or opened, from 1."""

    subject: ClassVar[str] = "duty"

    duty: int
    community: int
    round: int
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGiven(DutyFact):
    """To a person, or to whoever holds an office of an organisation. Days are ISO 8601."""

    type: ClassVar[str] = "duties.given"

    kind: str
    owner_person: int | None
    owner_organisation: int | None
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyHandedOn(DutyFact):
    """A refused duty was given again, to the same or to another owner."""

    type: ClassVar[str] = "duties.handed_on"

    owner_person: int | None
    owner_organisation: int | None
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAccepted(DutyFact):
    type: ClassVar[str] = "duties.accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRefused(DutyFact):
    """Back to the giver; the reason stands in the duty's history."""

    type: ClassVar[str] = "duties.refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyProgressed(DutyFact):
    """The line of progress was written anew."""

    type: ClassVar[str] = "duties.progressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached(DutyFact):
    type: ClassVar[str] = "duties.milestone_reached"

    milestone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReported(DutyFact):
    """The owner says that it is done; somebody else has to confirm."""

    type: ClassVar[str] = "duties.reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyConfirmed(DutyFact):
    type: ClassVar[str] = "duties.confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyReopened(DutyFact):
    type: ClassVar[str] = "duties.reopened"

    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWithdrawn(DutyFact):
    type: ClassVar[str] = "duties.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEscalated(DutyFact):
    """A rung of the ladder was reached: `people` hear of it. `planned_on` is the rung's day."""

    type: ClassVar[str] = "duties.escalated"

    level: int
    to: str
    planned_on: str
