"""Facts on award rules and on what deeds earned. Which deed it was, the source event says."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesFact(Fact):
    """On a version of a community's award rules."""

    subject: ClassVar[str] = "version"

    version: int
    community: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesProposed(RulesFact):
    """A member of staff wrote down what the residents decided; nothing is in force by it."""

    type: ClassVar[str] = "awards.rules_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesAdopted(RulesFact):
    """A second person put it in force from a later day. `digest`: SHA-256 of the rules."""

    type: ClassVar[str] = "awards.rules_adopted"
    logged: ClassVar[bool] = True

    since: str
    decision: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesRejected(RulesFact):
    """It is not what was decided."""

    type: ClassVar[str] = "awards.rules_rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesScanned(RulesFact):
    """So many files of the signed decision were put beside it."""

    type: ClassVar[str] = "awards.rules_scanned"

    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedReckoned(Fact):
    """What a deed earned by the version in force on its day; the order is that of these facts."""

    type: ClassVar[str] = "awards.deed_reckoned"
    subject: ClassVar[str] = "community"

    community: int
    deed: int
    source: int
    person: int
    kind: str
    state: str
    reason: str
    version: int | None
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedHeld(Fact):
    """A guard stopped it: somebody looks at it (`quarantined`), or it earns nothing (`refused`)."""

    type: ClassVar[str] = "awards.deed_held"
    subject: ClassVar[str] = "deed"

    deed: int
    community: int
    person: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedDecided(Fact):
    """Released, refused, or decided after an appeal; `amount` is what it earned by that."""

    type: ClassVar[str] = "awards.deed_decided"
    subject: ClassVar[str] = "community"

    community: int
    deed: int
    person: int
    verb: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedAppealed(Fact):
    """The person does not agree; somebody else than before decides."""

    type: ClassVar[str] = "awards.deed_appealed"
    subject: ClassVar[str] = "deed"

    deed: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedAsked(Fact):
    """It earned nothing, and the person asks to have that checked. It stays what it is meanwhile."""

    type: ClassVar[str] = "awards.deed_asked"
    subject: ClassVar[str] = "deed"

    deed: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardTakenBack(Fact):
    """After a dispute: `amount` came back, `owed` is still to come because it was spent already."""

    type: ClassVar[str] = "awards.award_taken_back"
    subject: ClassVar[str] = "community"

    community: int
    deed: int
    person: int
    amount: int
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionFact(Fact):
    """On a sanction for a breach of the covenant: no words, neither of the ground nor of an answer."""

    sanction: int
    community: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionProposed(SanctionFact):
    """The person is told and may answer `until` that day."""

    type: ClassVar[str] = "awards.sanction_proposed"
    subject: ClassVar[str] = "sanction"

    kind: str
    day: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionAnswered(SanctionFact):
    """The person spoke; it may be decided."""

    type: ClassVar[str] = "awards.sanction_answered"
    subject: ClassVar[str] = "sanction"


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionDecided(SanctionFact):
    """Applied or dropped, by another person. From each of the person's `records` so many `units` were taken."""

    type: ClassVar[str] = "awards.sanction_decided"
    subject: ClassVar[str] = "community"

    verb: str
    kind: str
    day: str
    version: int
    records: tuple[int, ...]
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionAppealed(SanctionFact):
    """The person does not agree; a third person decides."""

    type: ClassVar[str] = "awards.sanction_appealed"
    subject: ClassVar[str] = "sanction"


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionSettled(SanctionFact):
    """Upheld or lifted after an appeal. To each of the person's `records` so many `units` came back."""

    type: ClassVar[str] = "awards.sanction_settled"
    subject: ClassVar[str] = "community"

    verb: str
    records: tuple[int, ...]
    units: tuple[int, ...]
