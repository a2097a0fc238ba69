"""The state of a meeting's floor: immutable values, nothing that JSON cannot hold."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from linli.deliberation.floor.charter import FloorRules, Threshold
from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.kinds import (
    Choice,
    HouseRule,
    Kind,
    MeetingState,
    Method,
    MotionState,
    Outcome,
    Side,
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda. `threshold`: what charter or law ask of main motions on it."""

    id: str
    threshold: Threshold | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody waits to speak on a motion."""

    member: str
    side: Side
    #: their speech was interrupted by a question of order and goes on first, with so many seconds
    #: (nought: without a limit)
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Motion:
    id: str
    kind: Kind
    mover: str
    state: MotionState
    terms: Terms
    made_at: datetime
    seconder: str | None = None
    #: the number of the motion that this one is about (the one it amends, postpones, appeals on …)
    target: str | None = None
    #: 1 or 2 of an amendment, else 0
    degree: int = 0
    #: the agenda item of a main motion
    item: str | None = None
    debatable: bool = False
    #: when it dies without a second
    second_until: datetime | None = None
    #: debate and amendment were ended by the previous question
    closed: bool = False
    #: limits of this motion, when other than the charter's
    seconds: int | None = None
    speeches: int | None = None
    #: who has spoken on it how often, and for which side the last one did
    spoken: tuple[tuple[str, int], ...] = ()
    last_side: Side | None = None
    queue: tuple[Asked, ...] = ()
    method: Method | None = None
    #: somebody objects to a withdrawal: it is voted on
    objected: bool = False
    threshold: Threshold | None = None
    #: how often the vote on it was undone
    reconsidered: int = 0


@dataclass(frozen=True, slots=True)
class Speech:
    member: str
    motion: str
    side: Side
    since: datetime
    #: none: the limit is suspended
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    yes: int
    no: int
    abstain: int


@dataclass(frozen=True, slots=True)
class Vote:
    """The vote on the immediately pending motion."""

    motion: str
    method: Method
    cast: tuple[tuple[str, Choice], ...] = ()
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the chair just decided; it can be appealed from until something else is done."""

    motion: str
    upheld: bool
    decorum: bool


class How(StrEnum):
    """Why a matter waits for another time."""

    PENDING = "pending"  #: it was pending when the meeting ended
    TABLED = "tabled"
    POSTPONED = "postponed"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A main motion, with what was pending on it, that rests outside of the stack."""

    how: How
    #: number of the meeting in which it went to rest
    since: int
    stack: tuple[Motion, ...]
    #: the day on which it comes back
    due: date | None = None
    body: str | None = None

    @property
    def main(self) -> Motion:
        return self.stack[0]


@dataclass(frozen=True, slots=True)
class Settled:
    """A vote (or a lapse) that took a main motion off the floor, and how to undo it."""

    #: the main motion as it is now: its state and its text
    main: Motion
    #: the motion that was voted on: itself, or one to postpone, refer, table, …
    by: str
    kind: Kind
    #: whether that motion was adopted
    adopted: bool
    #: who voted how; empty when hands were counted
    cast: tuple[tuple[str, Choice], ...] = ()
    counted: Counted | None = None
    #: the stack as it stood when the vote was put; empty when there is nothing to undo
    before: tuple[Motion, ...] = ()


@dataclass(frozen=True, slots=True)
class Disposed:
    """What the chair said of an item that nobody moved on."""

    item: str
    outcome: Outcome
    reason: str
    on: date | None = None
    body: str | None = None


class What(StrEnum):
    MEETING = "meeting"  #: the meeting came into another state
    MOTION = "motion"  #: a motion came into another state
    VOTED = "voted"  #: a result, with its figures
    SPEAKS = "speaks"  #: somebody got the floor; the state is their side
    SPEECH_ENDED = "speech_ended"
    TIME_UP = "time_up"  #: a speech ended because its time was over
    QUORUM_LOST = "quorum_lost"
    QUORUM_BACK = "quorum_back"
    VOTE_VOID = "vote_void"  #: the quorum was lost while a vote was under way
    RETURNED = "returned"  #: a waiting matter came back to the floor
    RULED = "ruled"
    RULING_CHANGED = "ruling_changed"
    SUSPENDED = "suspended"
    UNDONE = "undone"  #: a vote was undone by reconsidering it
    DISPOSED = "disposed"  #: the chair said what becomes of an item


@dataclass(frozen=True, slots=True)
class Happened:
    """What the last command brought about, for minutes and screens."""

    what: What
    motion: str | None = None
    member: str | None = None
    #: the new state of meeting or motion
    state: str | None = None
    counted: Counted | None = None
    #: the item that was disposed of
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    rules: FloorRules
    #: the number of the meeting in its series
    number: int
    day: date
    members: tuple[str, ...]
    chair: str
    clock: datetime
    meeting: MeetingState = MeetingState.DRAFT
    agenda: tuple[Item, ...] = ()
    #: who presides now: the chair, or to whom the chair was handed over
    presiding: str = ""
    #: the main motion that was pending when the chair was handed over: until it is settled, no return
    handed_over_on: str | None = None
    #: keeps time and order beside the chair (秩序维护者); may end speeches and enter who comes and goes
    keeper: str | None = None
    present: tuple[str, ...] = ()
    #: what the chair said of items that nobody moved on
    disposed: tuple[Disposed, ...] = ()
    #: (member, item)
    recused: tuple[tuple[str, str], ...] = ()
    #: pending motions, the immediately pending one last
    stack: tuple[Motion, ...] = ()
    speech: Speech | None = None
    vote: Vote | None = None
    ruling: Ruling | None = None
    settled: tuple[Settled, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    suspended: tuple[HouseRule, ...] = ()
    recess_until: datetime | None = None
    #: adopted by "fix the time to adjourn"
    continues_at: datetime | None = None
    #: the next motion's number
    next_number: int = 1
    happened: tuple[Happened, ...] = ()

    @property
    def pending(self) -> Motion | None:
        """The immediately pending motion."""
        return self.stack[-1] if self.stack else None
