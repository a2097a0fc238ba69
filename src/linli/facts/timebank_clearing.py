"""Facts on hours that pass between communities, and between districts."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFact(Fact):
    """On two communities that take each other's hours up to a limit."""

    subject: ClassVar[str] = "agreement"

    agreement: int
    community: int
    other: int
    limit_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementProposed(AgreementFact):
    """One side offered it; nothing moves yet."""

    type: ClassVar[str] = "timebank.agreement_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAccepted(AgreementFact):
    """The other side took it: from now on hours pass."""

    type: ClassVar[str] = "timebank.agreement_accepted"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementEnded(AgreementFact):
    """Nothing more passes; what stands between the two stays until it is settled."""

    type: ClassVar[str] = "timebank.agreement_ended"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementFact(Fact):
    """On what stands between two communities whose agreement is over; above zero `other` owes it."""

    subject: ClassVar[str] = "agreement"

    settlement: int
    agreement: int
    community: int
    other: int
    minutes: int
    how: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementProposed(SettlementFact):
    """One side entered what was decided; nothing moves yet."""

    type: ClassVar[str] = "timebank.settlement_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementAccepted(SettlementFact):
    """The other side entered the same: nothing stands between the two any more."""

    type: ClassVar[str] = "timebank.settlement_accepted"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDeclined(SettlementFact):
    """It is not what the other side decided."""

    type: ClassVar[str] = "timebank.settlement_declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursMoved(Fact):
    """A person took hours of their own to another community; both legs are one transaction."""

    type: ClassVar[str] = "timebank.hours_moved"
    subject: ClassVar[str] = "agreement"

    agreement: int
    community: int
    other: int
    person: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictAgreementFact(Fact):
    """On our side of an agreement with another district, known by its public key."""

    subject: ClassVar[str] = "agreement"

    agreement: int
    peer: int
    key: str
    limit_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictAgreementProposed(DistrictAgreementFact):
    """One person wrote it down; nothing passes yet."""

    type: ClassVar[str] = "timebank.district_agreement_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictAgreementAccepted(DistrictAgreementFact):
    """A second person compared the key: from now on hours pass."""

    type: ClassVar[str] = "timebank.district_agreement_accepted"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictAgreementEnded(DistrictAgreementFact):
    """Nothing new begins; what is under way is finished."""

    type: ClassVar[str] = "timebank.district_agreement_ended"
    logged: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingFact(Fact):
    """On hours between this district and another. Of who is unknown here, there is no person."""

    subject: ClassVar[str] = "crossing"

    crossing: int
    peer: int
    community: int | None
    person: int | None
    minutes: int
    state: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursAnnounced(CrossingFact):
    """A resident sends hours: they are held until the other district has answered."""

    type: ClassVar[str] = "timebank.hours_announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursCrossed(CrossingFact):
    """A message of the other district, or the clock, took a transfer a step further."""

    type: ClassVar[str] = "timebank.hours_crossed"
