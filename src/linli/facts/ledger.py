"""Facts on the ledgers: what is done to an account as a whole. Movements stand in the ledger."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFrozen(Fact):
    """Nothing comes in or goes out while a case is open; the words stand sealed in the case."""

    type: ClassVar[str] = "ledger.account_frozen"
    subject: ClassVar[str] = "account"

    account: int
    community: int
    person: int
    unit: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUnfrozen(Fact):
    """The case is closed."""

    type: ClassVar[str] = "ledger.account_unfrozen"
    subject: ClassVar[str] = "account"

    account: int
    community: int
    person: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LotsExpired(Fact):
    """What nobody spent until its last day left these many accounts of a ledger."""

    type: ClassVar[str] = "ledger.lots_expired"
    subject: ClassVar[str] = "ledger"

    ledger: int
    community: int
    accounts: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldExpired(Fact):
    """Nobody took in time what was promised; it is free again. `kind` says what it was for."""

    type: ClassVar[str] = "ledger.hold_expired"
    subject: ClassVar[str] = "hold"

    hold: int
    community: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDigested(Fact):
    """All transfers of a ledger on one day, in one number that builds on the day before."""

    type: ClassVar[str] = "ledger.day_digested"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "ledger"

    ledger: int
    community: int
    unit: str
    day: str
    transfers: int
    moved: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgersAudited(Fact):
    """Every invariant was recomputed from the transfers, and how many did not hold."""

    type: ClassVar[str] = "ledger.audited"

    transfers: int
    breaches: int
