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
