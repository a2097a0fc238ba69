"""Facts about wishes: ids and codes, never what was asked for.

Of a wish without a name no fact tells whose it is: its wisher's own acts are recorded as the
system's, and `WishConfirmed.wisher` is 0.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class WishFact(Fact):
    subject: ClassVar[str] = "wish"
    wish: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishPosted(WishFact):
    """`reviewed`: whether staff look at it before others see it."""

    type: ClassVar[str] = "wishes.posted"
    kind: str
    proxy: bool
    unnamed: bool
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WishSentAgain(WishFact):
    """Changed after staff returned it."""

    type: ClassVar[str] = "wishes.sent_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class WishApproved(WishFact):
    type: ClassVar[str] = "wishes.approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class WishReturned(WishFact):
    """`ground` is the code of the reason."""

    type: ClassVar[str] = "wishes.returned"
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WishVerifierTaken(WishFact):
    """A member of staff took over a wish without a name: from now on they alone see whose it is."""

    type: ClassVar[str] = "wishes.verifier_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class WishPutFirst(WishFact):
    """Staff marked it, or took the mark away; why, is sealed beside the wish."""

    type: ClassVar[str] = "wishes.put_first"
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WishClaimed(WishFact):
    """`source`: as what somebody claims, by their own word; `body` is the branch or organisation."""

    type: ClassVar[str] = "wishes.claimed"
    claim: int
    source: str
    body: int | None
    team: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WishJoined(WishFact):
    type: ClassVar[str] = "wishes.joined"
    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishLeft(WishFact):
    """One of a team stepped back; the others go on."""

    type: ClassVar[str] = "wishes.left"
    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishGivenUp(WishFact):
    """Open again, by who claimed it."""

    type: ClassVar[str] = "wishes.given_up"
    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishReleased(WishFact):
    """Open again: nothing was heard of the claim in time."""

    type: ClassVar[str] = "wishes.released"
    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishProved(WishFact):
    """The helpers say that it is done."""

    type: ClassVar[str] = "wishes.proved"
    claim: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishMissing(WishFact):
    """The wisher says that something is missing."""

    type: ClassVar[str] = "wishes.missing"
    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishConfirmed(WishFact):
    """Done, says the wisher, their helper, or for a wish by proxy the staff who looked.

    `wisher` is 0 for a wish without a name, and `alias` a keyed number (`identity.aliases`) by which
    guards know the wisher and nobody else does; 0 where the name stands. `verifier` is the person
    who confirmed; for a wish without a name the member of staff who answers for it. `hard`: it was
    put first. `ended_at`: when the helpers were done, ISO 8601; empty where they did not say it.
    """

    type: ClassVar[str] = "wishes.confirmed"
    wisher: int
    helpers: list[int]
    verifier: int
    minutes: int
    hard: bool
    alias: int = 0
    ended_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WishThanked(WishFact):
    type: ClassVar[str] = "wishes.thanked"
    claim: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishWithdrawn(WishFact):
    """`claim` is the one that ended by it."""

    type: ClassVar[str] = "wishes.withdrawn"
    claim: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishOffered(WishFact):
    """The pool asked people whom it fits; why, stands beside each offer."""

    type: ClassVar[str] = "wishes.offered"
    people: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WishEscalated(WishFact):
    """Nobody took it in time: it is the staff's to settle. `asked`: how many were."""

    type: ClassVar[str] = "wishes.escalated"
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsOffered(Fact):
    """A person says what they can and when, or changes it; what, stays with the row."""

    type: ClassVar[str] = "wishes.skills_offered"
    subject: ClassVar[str] = "person"
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsWithdrawn(Fact):
    type: ClassVar[str] = "wishes.skills_withdrawn"
    subject: ClassVar[str] = "person"
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SquadFact(Fact):
    subject: ClassVar[str] = "squad"
    squad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SquadFormed(SquadFact):
    type: ClassVar[str] = "wishes.squad_formed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SquadJoined(SquadFact):
    type: ClassVar[str] = "wishes.squad_joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class SquadLeft(SquadFact):
    """`ended`: whoever led it left, and it is no more."""

    type: ClassVar[str] = "wishes.squad_left"
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFact(Fact):
    subject: ClassVar[str] = "pair"
    pair: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairProposed(PairFact):
    """Both are asked; it begins when both have said yes."""

    type: ClassVar[str] = "wishes.pair_proposed"
    helper: int
    elder: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAgreed(PairFact):
    """One side said yes; `begun`: the other had before."""

    type: ClassVar[str] = "wishes.pair_agreed"
    helper: int
    elder: int
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEnded(PairFact):
    """By either side or by staff, before it began or after."""

    type: ClassVar[str] = "wishes.pair_ended"
    helper: int
    elder: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishesErased(Fact):
    """After the erasure of a person: how many wishes and claims lost their words."""

    type: ClassVar[str] = "wishes.erased"
    subject: ClassVar[str] = "person"
    person: int
    wishes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishRulesSet(Fact):
    """A community's parameters from a day on."""

    type: ClassVar[str] = "wishes.rules_set"
    subject: ClassVar[str] = "rules"
    rules: int
    since: str
