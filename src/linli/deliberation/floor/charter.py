"""Every number of a meeting that a charter or a law may set otherwise.

None is a constant of the machine; the defaults are those of Robert's Rules, 12th edition, as reported.
"""

from dataclasses import dataclass
from enum import StrEnum

from linli.deliberation.floor.kinds import Method


class Base(StrEnum):
    """Of whom a threshold is a fraction."""

    CAST = "cast"  #: votes for yes and no: abstentions and blanks are not votes cast
    PRESENT = "present"  #: members present who may vote on it
    ALL = "all"  #: all members with a seat


@dataclass(frozen=True, slots=True)
class Threshold:
    """`strict`: more than num/den. Else: at least num/den. Yes must be above nought in any case."""

    num: int
    den: int
    strict: bool
    base: Base = Base.CAST

    def met(self, yes: int, of: int) -> bool:
        left, right = self.den * yes, self.num * of
        return yes > 0 and (left > right or (left == right and not self.strict))


MAJORITY = Threshold(1, 2, strict=True)
TWO_THIRDS = Threshold(2, 3, strict=False)


class ChairVotes(StrEnum):
    NEVER = "never"
    WHEN_IT_MATTERS = "when_it_matters"  #: last, and only if the result would be another one
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class FloorRules:
    """The charter's numbers for one meeting; frozen into its state when the meeting is made."""

    #: quorum: present members against all members (strict: more than num/den)
    quorum_num: int = 1
    quorum_den: int = 2
    quorum_strict: bool = True
    #: … and never fewer than so many
    quorum_least: int = 0
    #: whether those recused from an item still count among "all members" for its quorum
    recused_stay_in_base: bool = True
    #: may the chair open without a quorum? Then only recess, adjourn and fix time are in order
    open_without_quorum: bool = False
    #: how long a motion waits for a second
    second_within_seconds: int = 60
    speech_seconds: int = 120
    speeches_each: int = 2
    appeal_speeches_each: int = 1
    majority: Threshold = MAJORITY
    two_thirds: Threshold = TWO_THIRDS
    #: for main motions on items without a threshold of their own
    main_threshold: Threshold = MAJORITY
    chair_votes: ChairVotes = ChairVotes.WHEN_IT_MATTERS
    #: a chair who gave away the chair to speak takes it back only when the main motion is settled
    chair_returns_after_main: bool = True
    method: Method = Method.HANDS
    #: degrees of amendments
    amendment_degrees: int = 2
    #: items are taken in the order of the agenda (unless that rule is suspended)
    agenda_order: bool = False
    #: 0: any later date
    postpone_within_days: int = 0
    #: after the adjournment of how many further meetings a matter on the table is dead
    table_lives_meetings: int = 1
    recess_minutes_most: int = 120
    #: the same question is reconsidered so many times
    reconsider_times: int = 1
