"""Facts on the time bank: its rulebooks, and what happened to sessions of service."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookFact(Fact):
    """On a version of a community's rulebook."""

    subject: ClassVar[str] = "rulebook"

    rulebook: int
    community: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookProposed(RulebookFact):
    """A member of staff wrote down what was decided; nothing is in force by it."""

    type: ClassVar[str] = "timebank.rulebook_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookAdopted(RulebookFact):
    """A second person put it in force from a later day. `digest`: SHA-256 of its parameters."""

    type: ClassVar[str] = "timebank.rulebook_adopted"
    logged: ClassVar[bool] = True

    since: str
    decision: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulebookRejected(RulebookFact):
    """It is not what was decided."""

    type: ClassVar[str] = "timebank.rulebook_rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFact(Fact):
    """On a session of service between two people."""

    subject: ClassVar[str] = "session"

    session: int
    community: int
    giver: int
    receiver: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionArranged(SessionFact):
    """One of the two asked the other, or staff arranged it for both on paper."""

    type: ClassVar[str] = "timebank.session_arranged"

    afterwards: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAnswered(SessionFact):
    """The other one accepted, or one of the two cancelled it."""

    type: ClassVar[str] = "timebank.session_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMarked(SessionFact):
    """Signed in or out. `how`: by the other one's code, or by staff."""

    type: ClassVar[str] = "timebank.session_marked"

    what: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongCodeTried(Fact):
    """Somebody entered a code that the other one's phone does not show."""

    type: ClassVar[str] = "timebank.wrong_code_tried"
    subject: ClassVar[str] = "session"

    session: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionConfirmed(SessionFact):
    """One side said that it was so; with the second one it is entered, or somebody looks at it.

    `counts` is False while a paper waits for a second clerk.
    """

    type: ClassVar[str] = "timebank.session_confirmed"

    side: str
    counts: bool
    kind: str
    minutes: int
    credit: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDecided(SessionFact):
    """Disputed, released, refused, appealed, or decided after an appeal."""

    type: ClassVar[str] = "timebank.session_decided"

    verb: str
    credit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingNoted(Fact):
    """Staff noted something of a person on a ground; the words stand sealed."""

    type: ClassVar[str] = "timebank.standing_noted"
    subject: ClassVar[str] = "standing"

    standing: int
    community: int
    kind: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingEnded(Fact):
    """It does not hold any more."""

    type: ClassVar[str] = "timebank.standing_ended"
    subject: ClassVar[str] = "standing"

    standing: int
    community: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDrawn(Fact):
    """Which sessions of a month are called back; with seed and digest anybody draws the same."""

    type: ClassVar[str] = "timebank.sample_drawn"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "sample"

    sample: int
    community: int
    month: str
    seed: str
    population: int
    digest: str
    percent: int
    sessions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFound(SessionFact):
    """What a call showed; where it was not so, `taken` came back and `owed` is still to come."""

    type: ClassVar[str] = "timebank.session_found"

    outcome: str
    taken: int
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursCollected(SessionFact):
    """Of what was owed, some came back."""

    type: ClassVar[str] = "timebank.hours_collected"

    taken: int
    owed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFact(Fact):
    """On a certificate of voluntary service."""

    subject: ClassVar[str] = "certificate"

    certificate: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateAsked(CertificateFact):
    """Its holder asked; the members see it for some days."""

    type: ClassVar[str] = "timebank.certificate_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateObjected(CertificateFact):
    """A member says that the hours are not right."""

    type: ClassVar[str] = "timebank.certificate_objected"

    objection: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateObjectionAnswered(CertificateFact):
    """Staff answered; an upheld one ends the certificate."""

    type: ClassVar[str] = "timebank.certificate_objection_answered"

    objection: int
    person: int
    upheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateIssued(CertificateFact):
    """Issued to its holder alone; `digest` is SHA-256 of what stands on it."""

    type: ClassVar[str] = "timebank.certificate_issued"
    logged: ClassVar[bool] = True
    personal: ClassVar[bool] = True

    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRevoked(CertificateFact):
    """It does not hold any more: hours on it were taken back. Public by its digest, of nobody."""

    type: ClassVar[str] = "timebank.certificate_revoked"
    logged: ClassVar[bool] = True

    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KinSaid(Fact):
    """Somebody named kin (`declared`), the other one said yes (`confirmed`), or one ended it."""

    type: ClassVar[str] = "timebank.kin_said"
    subject: ClassVar[str] = "kinship"

    kinship: int
    community: int
    person: int
    kin: int
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursGiven(Fact):
    """Hours went to kin, who live in `other`."""

    type: ClassVar[str] = "timebank.hours_given"
    subject: ClassVar[str] = "kinship"

    kinship: int
    community: int
    other: int
    person: int
    kin: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureFact(Fact):
    """On a person who died or left, and their hours."""

    subject: ClassVar[str] = "departure"

    departure: int
    community: int
    person: int
    heir: int | None
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureRecorded(DepartureFact):
    """Staff saw a paper; nothing moves before a second person has looked."""

    type: ClassVar[str] = "timebank.departure_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureCarriedOut(DepartureFact):
    """What the rulebook says of the hours was done; no new ones come to the account."""

    type: ClassVar[str] = "timebank.departure_carried_out"

    minutes: int
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureDecided(DepartureFact):
    """Refused at the desk, not agreed to, upheld, or undone by transfers that reverse it."""

    type: ClassVar[str] = "timebank.departure_decided"

    verb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursDonated(Fact):
    """Hours went to the community's pool."""

    type: ClassVar[str] = "timebank.hours_donated"
    subject: ClassVar[str] = "community"

    community: int
    person: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursGranted(Fact):
    """Staff gave hours out of the pool; the reason stands sealed beside it."""

    type: ClassVar[str] = "timebank.hours_granted"
    subject: ClassVar[str] = "community"

    community: int
    person: int
    minutes: int
