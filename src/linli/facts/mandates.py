"""Facts on helper mandates: who may act for whom, ids and codes only."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateFact(Fact):
    """`helper` is None as long as nobody took a code."""

    subject: ClassVar[str] = "mandate"
    mandate: int
    principal: int
    helper: int | None
    deeds: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateOffered(MandateFact):
    """By the principal; it waits for the helper."""

    type: ClassVar[str] = "mandates.offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEntered(MandateFact):
    """Staff entered a signed paper; it waits for a second member of staff."""

    type: ClassVar[str] = "mandates.entered"


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateGiven(MandateFact):
    """From now on the helper may act. `way`: `app`, `desk` or `paper`; `until` is the last day."""

    type: ClassVar[str] = "mandates.given"
    way: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnded(MandateFact):
    """`why` is one of the codes of `Mandate.Why`."""

    type: ClassVar[str] = "mandates.ended"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsMandatesEnded(Fact):
    """A person's account was closed, merged or locked: how many mandates ended with it."""

    type: ClassVar[str] = "mandates.persons_mandates_ended"
    subject: ClassVar[str] = "person"
    person: int
    mandates: int
