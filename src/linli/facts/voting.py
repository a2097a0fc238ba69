"""Facts on owners' decisions. What decides is public: all of it is logged.

Hashes are hexadecimal SHA-256, days and moments ISO 8601. Objections and ballots are acts of a
person about themselves: their leaves tell the day and no more.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyFact(Fact):
    """Something that happened to an assembly."""

    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "assembly"

    assembly: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyDrafted(AssemblyFact):
    type: ClassVar[str] = "voting.assembly_drafted"

    estate: int
    scope: str
    convener: int
    ground: str
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyChanged(AssemblyFact):
    """Dates, mode, own rules or words of a draft."""

    type: ClassVar[str] = "voting.assembly_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterAdded(AssemblyFact):
    """`texts`: language and hash in turn."""

    type: ClassVar[str] = "voting.matter_added"

    matter: int
    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterChanged(AssemblyFact):
    """Its words, or it was taken off the draft."""

    type: ClassVar[str] = "voting.matter_changed"

    matter: int
    texts: tuple[str, ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateProposed(AssemblyFact):
    type: ClassVar[str] = "voting.candidate_proposed"

    matter: int
    candidate: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateExamined(AssemblyFact):
    """`reasons`: the conditions that are not met."""

    type: ClassVar[str] = "voting.candidate_examined"

    matter: int
    candidate: int
    standing: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellerAppointed(AssemblyFact):
    type: ClassVar[str] = "voting.teller_appointed"

    person: int
    role: str
    collects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TellerEnded(AssemblyFact):
    type: ClassVar[str] = "voting.teller_ended"

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyNoticed(AssemblyFact):
    """Every unit is told. From now on profile, matters and words stand."""

    type: ClassVar[str] = "voting.assembly_noticed"

    profile: str
    profile_hash: str
    texts: tuple[str, ...]
    opens_at: str
    closes_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeBrought(AssemblyFact):
    """By hand, to one unit."""

    type: ClassVar[str] = "voting.notice_brought"
    logged: ClassVar[bool] = False

    unit: int
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollObjected(AssemblyFact):
    type: ClassVar[str] = "voting.roll_objected"
    personal: ClassVar[bool] = True

    objection: int
    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RollObjectionAnswered(AssemblyFact):
    type: ClassVar[str] = "voting.roll_objection_answered"

    objection: int
    ruling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFrozen(AssemblyFact):
    """`root`: the RFC 6962 root over the electors' lines by number."""

    type: ClassVar[str] = "voting.roll_frozen"

    root: str
    electors: int
    area_centi: int
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteOpened(AssemblyFact):
    """`told`: electors whom the notice had reached; `told_hash`: over their numbers, a line each."""

    type: ClassVar[str] = "voting.vote_opened"

    root: str
    told: int
    told_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VotersUrged(AssemblyFact):
    """Some days before the close homes of which no ballot came in are reminded. Who, it does not say."""

    type: ClassVar[str] = "voting.voters_urged"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteClosed(AssemblyFact):
    """`cast`: electors of whom there is a ballot."""

    type: ClassVar[str] = "voting.vote_closed"

    cast: int
    electors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderNamed(AssemblyFact):
    """Somebody is to keep a share of the assembly's key. `seat`: first, second, reserve."""

    type: ClassVar[str] = "voting.holder_named"

    seat: str
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderEnrolled(AssemblyFact):
    """A holder chose a passphrase; `public` is the public half of what it makes.

    `key`: the assembly's public key, when this was the last of the holders; else empty.
    """

    type: ClassVar[str] = "voting.holder_enrolled"

    seat: str
    public: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfHandedOver(AssemblyFact):
    """After the close: one holder's half rests, sealed, for another."""

    type: ClassVar[str] = "voting.half_handed_over"

    seat: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotsOpened(AssemblyFact):
    """`seats`: who opened them together. `aside`: boxes that did not open."""

    type: ClassVar[str] = "voting.ballots_opened"

    seats: tuple[str, ...]
    opened: int
    aside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditBegun(AssemblyFact):
    """Sheets of paper are to be read anew. `keyed_hash`: over what was keyed of all `sheets`.

    The risk limit is one in `one_in`. The first checkpoint that holds this fact is the seed. `round`
    of keying: 1, and one more after each difference.
    """

    type: ClassVar[str] = "voting.audit_begun"

    round: int
    one_in: int
    sheets: int
    keyed_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDrawn(AssemblyFact):
    """`size` of the log in the seed's checkpoint; `drawn`: numbers of the ballots, in order."""

    type: ClassVar[str] = "voting.audit_drawn"

    size: int
    least: int
    drawn: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRead(AssemblyFact):
    """A drawn sheet was read anew. `outcome` of the audit: waiting, same, differs."""

    type: ClassVar[str] = "voting.audit_read"

    ballot: int
    same: bool
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialExportBrought(AssemblyFact):
    """The export of an official voting system is there to be looked at; nothing counts yet."""

    type: ClassVar[str] = "voting.official_export_brought"

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialExportAnswered(AssemblyFact):
    """Somebody said what columns or words of it mean."""

    type: ClassVar[str] = "voting.official_export_answered"

    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialTotalsStated(AssemblyFact):
    type: ClassVar[str] = "voting.official_totals_stated"

    matters: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialExportWithdrawn(AssemblyFact):
    type: ClassVar[str] = "voting.official_export_withdrawn"

    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialExportApplied(AssemblyFact):
    """Its choices are the assembly's ballots from now on.

    `sha256` of the file as it was brought; `ballots_root`: RFC 6962 root over ``elector digest``.
    The others are SHA-256 over RFC 8785 JSON: what staff answered about its columns and words, the
    official statement by matter, and the recount by matter.
    """

    type: ClassVar[str] = "voting.official_export_applied"

    sha256: str
    size: int
    rows: int
    ballots: int
    ballots_root: str
    answers_hash: str
    totals_hash: str
    recount_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCounted(AssemblyFact):
    type: ClassVar[str] = "voting.vote_counted"

    result_hash: str
    adopted: tuple[int, ...]
    failed: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSigned(AssemblyFact):
    """`complete`: nobody's signature is missing any more."""

    type: ClassVar[str] = "voting.result_signed"

    person: int
    role: str
    result_hash: str
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPublished(AssemblyFact):
    """`content_root`: the root over the lines of the bundle, by which anybody recounts."""

    type: ClassVar[str] = "voting.result_published"

    result_hash: str
    content_root: str
    adopted: tuple[int, ...]
    objections_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionsMade(AssemblyFact):
    """The files of a published result are there. `files`: kind and SHA-256 in turn."""

    type: ClassVar[str] = "voting.editions_made"

    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultObjected(AssemblyFact):
    type: ClassVar[str] = "voting.result_objected"
    personal: ClassVar[bool] = True

    objection: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultObjectionAnswered(AssemblyFact):
    type: ClassVar[str] = "voting.result_objection_answered"

    objection: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyParked(AssemblyFact):
    type: ClassVar[str] = "voting.assembly_parked"

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedReady(AssemblyFact):
    """What a parked assembly waited for is there."""

    type: ClassVar[str] = "voting.parked_ready"

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyResumed(AssemblyFact):
    type: ClassVar[str] = "voting.assembly_resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyVoided(AssemblyFact):
    """By a court's or an authority's decision; its paper is attached."""

    type: ClassVar[str] = "voting.assembly_voided"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyPublished(Fact):
    """Maintenance funds were used in an emergency (Civil Code §281): no vote, but published."""

    type: ClassVar[str] = "voting.emergency_published"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "emergency"

    emergency: int
    estate: int
    amount_fen: int
    text_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionStepped(Fact):
    """A step on the way to an estate's own owners' assembly was taken, or taken back."""

    type: ClassVar[str] = "voting.transition_stepped"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "estate"

    estate: int
    step: str
    done: bool
