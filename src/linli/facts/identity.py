"""Facts about people: ids and codes, never names or numbers.

Consents are logged, so that a person holds a receipt for each; their leaves tell the day only.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact(Fact):
    """Something that happened to a person's record."""

    subject: ClassVar[str] = "person"
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled(PersonFact):
    type: ClassVar[str] = "identity.enrolled"
    level: int
    community: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(PersonFact):
    """Chose a community for the first time and agreed to the necessary processing."""

    type: ClassVar[str] = "identity.joined"
    logged: ClassVar[bool] = True
    personal: ClassVar[bool] = True
    community: int
    purpose: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(PersonFact):
    type: ClassVar[str] = "identity.moved"
    before: int | None
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferencesSet(PersonFact):
    type: ClassVar[str] = "identity.preferences_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChanged(PersonFact):
    """By the person, before it was proved."""

    type: ClassVar[str] = "identity.name_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealNameProved(PersonFact):
    """`how` is `papers` or `provider`; `kind` the kind of paper."""

    type: ClassVar[str] = "identity.real_name_proved"
    how: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RealNameNotProved(PersonFact):
    """A provider answered that name and number do not belong together."""

    type: ClassVar[str] = "identity.real_name_not_proved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(PersonFact):
    type: ClassVar[str] = "identity.consent_given"
    logged: ClassVar[bool] = True
    personal: ClassVar[bool] = True
    purpose: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(PersonFact):
    type: ClassVar[str] = "identity.consent_withdrawn"
    logged: ClassVar[bool] = True
    personal: ClassVar[bool] = True
    purpose: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(PersonFact):
    type: ClassVar[str] = "identity.erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildAdded(PersonFact):
    type: ClassVar[str] = "identity.child_added"
    guardian: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianLinked(PersonFact):
    """Staff saw the papers."""

    type: ClassVar[str] = "identity.guardian_linked"
    guardian: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianEnded(PersonFact):
    type: ClassVar[str] = "identity.guardian_ended"
    guardian: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFieldSeen(PersonFact):
    type: ClassVar[str] = "identity.private_field_seen"
    part: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleSearched(Fact):
    """`by` is the kind of search; what was typed is not kept."""

    type: ClassVar[str] = "identity.people_searched"
    by: str
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsMerged(PersonFact):
    """`person` is the record that stays."""

    type: ClassVar[str] = "identity.records_merged"
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsParted(PersonFact):
    type: ClassVar[str] = "identity.records_parted"
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFact(Fact):
    """`kind`: `merge` (`other` goes into `person`), `guardian` and `guard_end` (of the child `person`).

    `factor` and `phone` are of `person` alone.
    """

    subject: ClassVar[str] = "proposal"
    proposal: int
    person: int
    other: int | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMade(ProposalFact):
    type: ClassVar[str] = "identity.proposal_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRefused(ProposalFact):
    type: ClassVar[str] = "identity.proposal_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFact(Fact):
    subject: ClassVar[str] = "correction"
    correction: int
    person: int
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(CorrectionFact):
    type: ClassVar[str] = "identity.correction_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionProposed(CorrectionFact):
    type: ClassVar[str] = "identity.correction_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionConfirmed(CorrectionFact):
    type: ClassVar[str] = "identity.correction_confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRefused(CorrectionFact):
    type: ClassVar[str] = "identity.correction_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWithdrawn(CorrectionFact):
    type: ClassVar[str] = "identity.correction_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFact(Fact):
    """`kind` is what is claimed: `id_number` or `phone`."""

    subject: ClassVar[str] = "transfer"
    transfer: int
    claimant: int
    holder: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferOpened(TransferFact):
    type: ClassVar[str] = "identity.transfer_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferAnswered(TransferFact):
    """One side spoke: `side` is `claimant` or `holder`."""

    type: ClassVar[str] = "identity.transfer_answered"
    side: str
    objects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferProposed(TransferFact):
    """One member of staff would grant what the claimant opened alone; a second one decides."""

    type: ClassVar[str] = "identity.transfer_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferGranted(TransferFact):
    type: ClassVar[str] = "identity.transfer_granted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRefused(TransferFact):
    type: ClassVar[str] = "identity.transfer_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferWithdrawn(TransferFact):
    type: ClassVar[str] = "identity.transfer_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked(PersonFact):
    """Whom is nobody's business, so it is not told."""

    type: ClassVar[str] = "identity.blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unblocked(PersonFact):
    type: ClassVar[str] = "identity.unblocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFact(Fact):
    subject: ClassVar[str] = "report"
    report: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMade(ReportFact):
    type: ClassVar[str] = "identity.report_made"
    reported: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDecided(ReportFact):
    type: ClassVar[str] = "identity.report_decided"
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWithdrawn(ReportFact):
    type: ClassVar[str] = "identity.report_withdrawn"
