"""What people do in a meeting. Each command carries its time and who gives it.

The machine has neither a clock nor sessions. Accepted commands, in their order, are the record.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from linli.deliberation.floor.kinds import (
    Choice,
    HouseRule,
    Kind,
    Method,
    Outcome,
    Scope,
    Side,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a motion says. Each kind uses some of the fields; docs/floor.md tells which.

    An amendment to a motion without text (recess, postpone …) carries the fields that it changes.
    """

    #: main motion: its text. amendment: the whole new text instead of single words. Others: a remark
    text: str | None = None
    #: amendment of a text: words to strike, words to insert, and after which words if none are struck
    strike: str | None = None
    insert: str | None = None
    after: str | None = None
    #: recess
    minutes: int | None = None
    #: fix the time to adjourn: when the meeting goes on
    until: datetime | None = None
    #: postpone
    on: date | None = None
    #: refer
    body: str | None = None
    report_on: date | None = None
    #: limit or extend debate
    seconds: int | None = None
    speeches: int | None = None
    #: limit debate, previous question
    scope: Scope | None = None
    #: method of voting
    method: Method | None = None
    #: suspend the rules
    rule: HouseRule | None = None
    #: withdraw, take from the table, reconsider: which motion
    motion: str | None = None
    #: point of order: is it about somebody's conduct?
    decorum: bool | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What every command has: a time with its zone, and the member who gives it."""

    at: datetime
    by: str


# --- the meeting -------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Notice(Given):
    do: Literal["notice"] = "notice"


@dataclass(frozen=True, slots=True)
class Call(Given):
    do: Literal["call"] = "call"


@dataclass(frozen=True, slots=True)
class Arrive(Given):
    """`member` when chair or keeper enters somebody; else whoever gives the command."""

    member: str | None = None
    do: Literal["arrive"] = "arrive"


@dataclass(frozen=True, slots=True)
class Leave(Given):
    member: str | None = None
    do: Literal["leave"] = "leave"


@dataclass(frozen=True, slots=True)
class Open(Given):
    do: Literal["open"] = "open"


@dataclass(frozen=True, slots=True)
class Resume(Given):
    do: Literal["resume"] = "resume"


@dataclass(frozen=True, slots=True)
class Close(Given):
    """The chair declares the meeting adjourned when there is nothing left, or no quorum came."""

    do: Literal["close"] = "close"


@dataclass(frozen=True, slots=True)
class ApproveMinutes(Given):
    do: Literal["approve_minutes"] = "approve_minutes"


@dataclass(frozen=True, slots=True)
class HandOver(Given):
    to: str
    do: Literal["hand_over"] = "hand_over"


@dataclass(frozen=True, slots=True)
class Recuse(Given):
    """A conflict of interest: `item` is an item of the agenda or the number of a main motion."""

    item: str
    member: str | None = None
    do: Literal["recuse"] = "recuse"


@dataclass(frozen=True, slots=True)
class SetAside(Given):
    """The pending matter has no quorum because of recusals: it goes to the next meeting."""

    do: Literal["set_aside"] = "set_aside"


@dataclass(frozen=True, slots=True)
class Dispose(Given):
    """What becomes of an item that nobody moved on: the chair says it and why.

    `on`: deferred to this day, or the day on which `body` reports.
    """

    item: str
    outcome: Outcome
    reason: str
    on: date | None = None
    body: str | None = None
    do: Literal["dispose"] = "dispose"


@dataclass(frozen=True, slots=True)
class Tick(Given):
    """Nothing but time passes. `by` may be empty."""

    do: Literal["tick"] = "tick"


# --- motions -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Move(Given):
    kind: Kind
    terms: Terms = Terms()
    item: str | None = None
    do: Literal["move"] = "move"


@dataclass(frozen=True, slots=True)
class Second(Given):
    do: Literal["second"] = "second"


@dataclass(frozen=True, slots=True)
class Object(Given):
    """To a withdrawal: then it is voted on."""

    do: Literal["object"] = "object"


@dataclass(frozen=True, slots=True)
class Rule(Given):
    """The chair decides a point of order or a question of privilege."""

    upheld: bool
    do: Literal["rule"] = "rule"


# --- speaking ----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Ask(Given):
    """`member`: who raised a hand in the room; chair or keeper say it for them."""

    side: Side = Side.NEUTRAL
    member: str | None = None
    do: Literal["ask"] = "ask"


@dataclass(frozen=True, slots=True)
class StepBack(Given):
    """Somebody in the queue does not want to speak any more; chair or keeper may say it for them."""

    member: str | None = None
    do: Literal["step_back"] = "step_back"


@dataclass(frozen=True, slots=True)
class Recognise(Given):
    """The chair gives the floor. Without `member`: to whoever is next."""

    member: str | None = None
    do: Literal["recognise"] = "recognise"


@dataclass(frozen=True, slots=True)
class EndSpeech(Given):
    do: Literal["end_speech"] = "end_speech"


# --- voting ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Put(Given):
    method: Method | None = None
    do: Literal["put"] = "put"


@dataclass(frozen=True, slots=True)
class Cast(Given):
    choice: Choice
    do: Literal["cast"] = "cast"


@dataclass(frozen=True, slots=True)
class Count(Given):
    """The chair counted raised hands; nobody's single vote is known then."""

    yes: int
    no: int
    abstain: int = 0
    do: Literal["count"] = "count"


@dataclass(frozen=True, slots=True)
class Announce(Given):
    """The chair announces the result; only now it has effect."""

    do: Literal["announce"] = "announce"


Command = (
    Notice
    | Call
    | Arrive
    | Leave
    | Open
    | Resume
    | Close
    | ApproveMinutes
    | HandOver
    | Recuse
    | SetAside
    | Dispose
    | Tick
    | Move
    | Second
    | Object
    | Rule
    | Ask
    | StepBack
    | Recognise
    | EndSpeech
    | Put
    | Cast
    | Count
    | Announce
)
