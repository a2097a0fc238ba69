"""Facts on deliberation. How a community agreed on its rules and what became of each demand is public.

Hashes are hexadecimal SHA-256, days ISO 8601.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterFact(Fact):
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "charter"

    charter: int
    community: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterDrafted(CharterFact):
    """A draft lies before everybody; `digest` of what it says."""

    type: ClassVar[str] = "deliberation.charter_drafted"

    estate: int | None
    template: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRatified(CharterFact):
    """Those whom it binds decided so; `decision` is the hash of the decision's number."""

    type: ClassVar[str] = "deliberation.charter_ratified"

    since: str
    body: str
    decision: str
    entitled: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRejected(CharterFact):
    type: ClassVar[str] = "deliberation.charter_rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterWithdrawn(CharterFact):
    type: ClassVar[str] = "deliberation.charter_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFact(Fact):
    """What becomes of a demand is public, step by step."""

    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "topic"

    topic: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRaised(TopicFact):
    """The first voice. `channel`: self, helper, desk, talk."""

    type: ClassVar[str] = "deliberation.topic_raised"

    channel: str
    building: int | None
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMoved(TopicFact):
    """A step: the verb, where the topic stood before and stands now, and until which day."""

    type: ClassVar[str] = "deliberation.topic_moved"

    verb: str
    before: str
    state: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRouted(TopicMoved):
    """The check of competence: who has the power and the means, whether they are seated, the way."""

    type: ClassVar[str] = "deliberation.topic_routed"

    matter: str
    power: str
    means: str
    power_seated: bool
    means_seated: bool
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRejected(TopicMoved):
    type: ClassVar[str] = "deliberation.topic_rejected"

    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMerged(TopicMoved):
    """It lives on in another; its raisers stay its raisers."""

    type: ClassVar[str] = "deliberation.topic_merged"

    into: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicReferred(TopicMoved):
    """To a body, with a day on which it reports."""

    type: ClassVar[str] = "deliberation.topic_referred"

    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicReminded(TopicFact):
    """The day for which it waited has come."""

    type: ClassVar[str] = "deliberation.topic_reminded"

    state: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSupported(TopicFact):
    """A home stands behind it, or no longer; whose home, the log does not tell."""

    type: ClassVar[str] = "deliberation.topic_supported"
    logged: ClassVar[bool] = False

    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFact(Fact):
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "proposal"

    proposal: int
    topic: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentOffered(ProposalFact):
    """Against one version of a proposal."""

    type: ClassVar[str] = "deliberation.amendment_offered"

    amendment: int
    base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentAnswered(ProposalFact):
    """`taken`: it is the next version; else a meeting may decide on it."""

    type: ClassVar[str] = "deliberation.amendment_answered"

    amendment: int
    taken: bool
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledged(ProposalFact):
    """Somebody takes part in carrying it out, or no longer."""

    type: ClassVar[str] = "deliberation.pledged"
    logged: ClassVar[bool] = False

    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsErased(Fact):
    """After the erasure of a person: how many topics lost their words."""

    type: ClassVar[str] = "deliberation.topics_erased"
    subject: ClassVar[str] = "person"

    person: int
    topics: int
