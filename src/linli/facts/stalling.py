"""Facts on stalling: who does not act, and which rung of the ladder is climbed. All of it is public.

Codes, ids and days alone; numbers of letters and what was answered stay with the stall.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class StallFact(Fact):
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "stall"

    stall: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StallOpened(StallFact):
    """`missed`: the day that passed. `level`: the rung with which it begins, from 0."""

    type: ClassVar[str] = "stalling.opened"

    topic: int | None
    resolution: int | None
    matter: str
    against: str
    ladder: str
    cause: str
    missed: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RungFact(StallFact):
    """`step`: demand, lawyer, street, authority, suit."""

    rung: int
    level: int
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RungTold(RungFact):
    """Whoever must act is told, once. `by`: raiser, desk, street."""

    type: ClassVar[str] = "stalling.rung_told"

    by: str
    planned: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RungFell(RungFact):
    """Whoever raised the matter stayed silent: the residents' committee does it now."""

    type: ClassVar[str] = "stalling.rung_fell"

    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RungWoke(RungFact):
    """A promise was broken: the rung that waited for it goes on."""

    type: ClassVar[str] = "stalling.rung_woke"

    by: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RungDone(RungFact):
    """`how`: post, handed, online, meeting. `answer_by`: until when the other side has its days."""

    type: ClassVar[str] = "stalling.rung_done"

    how: str
    answer_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipProposed(RungFact):
    """One person finds that a rung is not needed; another decides."""

    type: ClassVar[str] = "stalling.skip_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipAnswered(RungFact):
    """`agreed`: the rung is passed over; else it stays."""

    type: ClassVar[str] = "stalling.skip_answered"

    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StallAnswered(StallFact):
    """`kind`: promise, ask, refuse. `until`: the day of a promise."""

    type: ClassVar[str] = "stalling.answered"

    level: int
    kind: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderClimbed(StallFact):
    """Every rung is climbed and the last term is over: people decide how it goes on."""

    type: ClassVar[str] = "stalling.climbed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StallEnded(StallFact):
    """`how`: moved, settled. `rungs`: how many were told."""

    type: ClassVar[str] = "stalling.ended"

    how: str
    rungs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StallsErased(Fact):
    """After the erasure of a person: how many rungs and answers lost their words."""

    type: ClassVar[str] = "stalling.erased"
    subject: ClassVar[str] = "person"

    person: int
    rows: int
