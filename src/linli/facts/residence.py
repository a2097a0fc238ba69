"""Facts on who belongs to which home. Ids and codes: a home is a number, and nobody is named."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFact(Fact):
    """`people` are those who hear of it, besides whoever did it."""

    subject: ClassVar[str] = "claim"
    claim: int
    unit: int
    person: int
    relation: str
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOpened(ClaimFact):
    """Somebody says that they belong to a home; it waits for an owner of it, or for staff."""

    type: ClassVar[str] = "residence.claim_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContested(ClaimFact):
    """What is claimed is another person's: both sides hear of it and may speak."""

    type: ClassVar[str] = "residence.claim_contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswered(ClaimFact):
    """The other side of a transfer objects."""

    type: ClassVar[str] = "residence.claim_answered"
    objects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimApproved(ClaimFact):
    """`ground` is what it rests on; `ended` the residence of the other side, if it was a transfer."""

    type: ClassVar[str] = "residence.claim_approved"
    ground: str
    ended: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferProposed(ClaimFact):
    """A member of staff would grant a transfer; a second one decides."""

    type: ClassVar[str] = "residence.transfer_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSentBack(ClaimFact):
    """The second member of staff would not."""

    type: ClassVar[str] = "residence.transfer_sent_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRefused(ClaimFact):
    type: ClassVar[str] = "residence.claim_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWithdrawn(ClaimFact):
    type: ClassVar[str] = "residence.claim_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAdded(ClaimFact):
    """Copies of papers were put beside a claim."""

    type: ClassVar[str] = "residence.papers_added"
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceFact(Fact):
    subject: ClassVar[str] = "residence"
    residence: int
    unit: int
    person: int
    relation: str
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn(ResidenceFact):
    """Somebody came into a home by a code or their guardian's word."""

    type: ClassVar[str] = "residence.brought_in"
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidenceEnded(ResidenceFact):
    """`reason` is a code; what hung on it (`ended_too`) ended with it."""

    type: ClassVar[str] = "residence.ended"
    reason: str
    ended_too: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRaised(ResidenceFact):
    """A member of staff says that somebody does not belong to a home; a second one decides."""

    type: ClassVar[str] = "residence.doubt_raised"
    doubt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtAnswered(ResidenceFact):
    """Whom it concerns has spoken."""

    type: ClassVar[str] = "residence.doubt_answered"
    doubt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtDropped(ResidenceFact):
    """The second member of staff would not: the residence stays."""

    type: ClassVar[str] = "residence.doubt_dropped"
    doubt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingChanged(ResidenceFact):
    """An owner moved in or out; the home stays theirs."""

    type: ClassVar[str] = "residence.living_changed"
    lives: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChosen(Fact):
    """A household chose whom it speaks through."""

    type: ClassVar[str] = "residence.contact_chosen"
    subject: ClassVar[str] = "unit"
    unit: int
    person: int
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationMade(Fact):
    type: ClassVar[str] = "residence.invitation_made"
    subject: ClassVar[str] = "invitation"
    invitation: int
    unit: int
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationTakenBack(Fact):
    type: ClassVar[str] = "residence.invitation_taken_back"
    subject: ClassVar[str] = "invitation"
    invitation: int
    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipsPrinted(Fact):
    """`replaced`: how many earlier slips became void."""

    type: ClassVar[str] = "residence.slips_printed"
    subject: ClassVar[str] = "building"
    building: int
    slips: int
    replaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipsHandedOver(Fact):
    """Given into somebody's hand at the door."""

    type: ClassVar[str] = "residence.slips_handed_over"
    subject: ClassVar[str] = "building"
    building: int
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipsVoided(Fact):
    type: ClassVar[str] = "residence.slips_voided"
    subject: ClassVar[str] = "building"
    building: int
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersErased(Fact):
    """Copies of papers went, some time after the decisions: of how many claims, how many files."""

    type: ClassVar[str] = "residence.papers_erased"

    claims: int
    files: int
