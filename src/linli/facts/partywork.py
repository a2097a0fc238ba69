"""Facts on a party organisation's decisions on public affairs. All but erasures are in the public log.

Days are ISO 8601, hashes hexadecimal SHA-256. What people said stands in none.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairFact(Fact):
    """`organisation`: the party organisation whose matter it is."""

    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "affair"

    affair: int
    community: int
    organisation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairOpened(AffairFact):
    type: ClassVar[str] = "partywork.opened"

    profile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairStudied(AffairFact):
    type: ClassVar[str] = "partywork.studied"

    on: str
    entitled: int
    present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairConsulted(AffairFact):
    """People are asked until the end of a day, for the `round`-th time, about the text of the hash."""

    type: ClassVar[str] = "partywork.consulted"

    round: int
    until: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionSaid(AffairFact):
    """Somebody said something. `channel`: phone, meeting, door, letter."""

    type: ClassVar[str] = "partywork.said"
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "opinion"

    opinion: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAnswered(AffairFact):
    """`stance`: taken, partly, not_taken."""

    type: ClassVar[str] = "partywork.answered"
    subject: ClassVar[str] = "opinion"

    opinion: int
    stance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairShown(AffairFact):
    """The text of the hash hangs out until the end of a day; `opinions` were all answered."""

    type: ClassVar[str] = "partywork.shown"

    until: str
    text: str
    opinions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairDecided(AffairFact):
    """`outcome`: adopted, rejected. `carry`: somebody is to carry it out."""

    type: ClassVar[str] = "partywork.decided"

    outcome: str
    on: str
    entitled: int
    present: int
    agree: int
    oppose: int
    carry: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairFiled(AffairFact):
    """`file` is the hash of everything that everybody may read of it."""

    type: ClassVar[str] = "partywork.filed"

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairWithdrawn(AffairFact):
    type: ClassVar[str] = "partywork.withdrawn"

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsErased(Fact):
    """After the erasure of a person: how many opinions lost their words."""

    type: ClassVar[str] = "partywork.erased"
    subject: ClassVar[str] = "person"

    person: int
    opinions: int
