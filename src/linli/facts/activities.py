"""Facts on activities: from the proposal to hours that somebody else confirmed.

Moments are ISO 8601 in UTC. Words (reasons, ratings) stand in the tables, not here.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFact(Fact):
    """`kind`: the code of the activity's kind."""

    subject: ClassVar[str] = "activity"

    activity: int
    community: int
    kind: str
    organiser: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityProposed(ActivityFact):
    """By a resident; staff say yes or no."""

    type: ClassVar[str] = "activities.proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityOpened(ActivityFact):
    """People may sign up from now on. `occasions`: how many dates it has."""

    type: ClassVar[str] = "activities.opened"

    occasions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRefused(ActivityFact):
    """The reason stands beside the proposal."""

    type: ClassVar[str] = "activities.refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionsCancelled(ActivityFact):
    """Dates do not take place; everybody who signed up is told."""

    type: ClassVar[str] = "activities.occasions_cancelled"

    occasions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedUp(Fact):
    """`people` have a place, `waiting` stand on the waitlist, in this order.

    `mobilised`: somebody sent them, or they say that somebody did.
    """

    type: ClassVar[str] = "activities.signed_up"
    subject: ClassVar[str] = "occasion"

    occasion: int
    community: int
    people: tuple[int, ...]
    waiting: tuple[int, ...]
    mobilised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpLeft(Fact):
    """Somebody does not come after all; `promoted` move up from the waitlist."""

    type: ClassVar[str] = "activities.left"
    subject: ClassVar[str] = "occasion"

    occasion: int
    community: int
    person: int
    promoted: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksNoted(Fact):
    """Who came and who went; several at once when a desk sends what it noted without a connection."""

    type: ClassVar[str] = "activities.marks_noted"
    subject: ClassVar[str] = "community"

    community: int
    marks: tuple[int, ...]
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceConfirmed(Fact):
    """`verifier`, who is not `person`, confirms that they took part for so many minutes.

    `ended_at`: when they went, at the latest the end of the date, ISO 8601; it may be long before
    the confirmation. `alone`: nobody but the verifier entered them, and marked them in and out.
    """

    type: ClassVar[str] = "activities.attendance_confirmed"
    subject: ClassVar[str] = "activity"

    activity: int
    person: int
    organiser: int
    verifier: int
    minutes: int
    kind: str
    ended_at: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRated(Fact):
    """One to five; the words are the person's and stand elsewhere."""

    type: ClassVar[str] = "activities.rated"
    subject: ClassVar[str] = "occasion"

    occasion: int
    community: int
    stars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeHoursSaid(Fact):
    """Somebody said when they are free, or took it back."""

    type: ClassVar[str] = "activities.free_hours_said"
    subject: ClassVar[str] = "person"

    person: int
    community: int
    said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFounded(Fact):
    type: ClassVar[str] = "activities.group_founded"
    subject: ClassVar[str] = "group"

    group: int
    community: int
    estate: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupJoined(Fact):
    type: ClassVar[str] = "activities.group_joined"
    subject: ClassVar[str] = "group"

    group: int
    community: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLeft(Fact):
    type: ClassVar[str] = "activities.group_left"
    subject: ClassVar[str] = "group"

    group: int
    community: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOpened(Fact):
    type: ClassVar[str] = "activities.campaign_opened"
    subject: ClassVar[str] = "campaign"

    campaign: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignEntered(Fact):
    type: ClassVar[str] = "activities.campaign_entered"
    subject: ClassVar[str] = "campaign"

    campaign: int
    community: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardChosen(Fact):
    """Whether somebody wants to stand on the board of a campaign."""

    type: ClassVar[str] = "activities.board_chosen"
    subject: ClassVar[str] = "campaign"

    campaign: int
    community: int
    person: int
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFact(Fact):
    """Something that happened in a round of an award."""

    subject: ClassVar[str] = "cycle"

    cycle: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardDrafted(AwardFact):
    type: ClassVar[str] = "activities.award_drafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaFrozen(AwardFact):
    """SHA-256 over the criteria, before anything is computed by them."""

    type: ClassVar[str] = "activities.criteria_frozen"
    logged: ClassVar[bool] = True

    criteria_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortlistPublished(AwardFact):
    type: ClassVar[str] = "activities.shortlist_published"
    logged: ClassVar[bool] = True

    candidates: int
    public_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardObjected(AwardFact):
    """The words stand elsewhere, sealed."""

    type: ClassVar[str] = "activities.award_objected"

    objection: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardObjectionAnswered(AwardFact):
    """`person`: whoever objected, who is told."""

    type: ClassVar[str] = "activities.award_objection_answered"

    objection: int
    upheld: bool
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateDeclined(AwardFact):
    type: ClassVar[str] = "activities.candidate_declined"

    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardDecided(AwardFact):
    """After publicity and objections."""

    type: ClassVar[str] = "activities.award_decided"

    people: tuple[int, ...]
    estates: tuple[int, ...]
