"""Facts on joint cases. They concern the parties: none is in the public log.

What is done with a step is a fact of its duty.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact(Fact):
    """`organisation`: for which it was done."""

    subject: ClassVar[str] = "case"

    case: int
    community: int
    organisation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(CaseFact):
    type: ClassVar[str] = "cases.opened"

    topic: int | None
    invited: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMoved(CaseFact):
    """`act`: invite, join, decline, leave; `party` is the organisation that it is about."""

    type: ClassVar[str] = "cases.party_moved"

    act: str
    party: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNoted(CaseFact):
    """Something was written for the parties; `line` is its number."""

    type: ClassVar[str] = "cases.noted"

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(CaseFact):
    """Every step was done and confirmed, or dropped with a reason."""

    type: ClassVar[str] = "cases.closed"

    done: int
    dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWordsErased(Fact):
    """After the erasure of a person: how many lines lost their words."""

    type: ClassVar[str] = "cases.erased"
    subject: ClassVar[str] = "person"

    person: int
    lines: int
