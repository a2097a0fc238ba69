"""The life of a resolution. Pure: this table draws the line, the buttons and the property test.

What was adopted is owed by somebody who accepted it, until a day, and is over only when others say
so. Every resolution has a next day or an end.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    #: Adopted; nobody owes it yet.
    TO_GIVE = "to_give"
    #: Somebody in an office was asked.
    GIVEN = "given"
    #: They accepted.
    WORKING = "working"
    #: They say that it is done.
    REPORTED = "reported"
    #: Another organisation and who raised it say so too; its review is ahead.
    CONFIRMED = "confirmed"
    #: The day of the review has come.
    REVIEW = "review"
    #: It still held.
    KEPT = "kept"
    #: What it rests on was declared void.
    VOID = "void"


class Side(StrEnum):
    """On whose side somebody must stand."""

    GIVER = "giver"
    OWNER = "owner"
    #: An official of another organisation than the owner's.
    OFFICIAL = "official"
    RAISER = "raiser"
    SUPERVISOR = "supervisor"
    #: Any of the three before.
    LOOKER = "looker"
    CLOCK = "clock"


class Verb(StrEnum):
    GIVE = "give"
    ACCEPT = "accept"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"
    REACH = "reach"
    REPORT = "report"
    CONFIRM = "confirm"
    AFFIRM = "affirm"
    REOPEN = "reopen"
    COME_BACK = "come_back"
    HOLD = "hold"
    #: The supervision mark.
    PRAISE = "praise"
    SEND_BACK = "send_back"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Transition:
    """`words`: whether a text must be given; `day`: whether a day must be.

    `target` None: it stays where it is. `half`: two must say so; until the second does, it stays.
    """

    verb: Verb
    sources: frozenset[State]
    target: State | None
    side: Side
    words: bool = False
    day: bool = False
    half: bool = False


#: The way of a resolution that goes well.
LINE = (
    State.TO_GIVE,
    State.GIVEN,
    State.WORKING,
    State.REPORTED,
    State.CONFIRMED,
    State.REVIEW,
    State.KEPT,
)
ENDS = frozenset({State.KEPT, State.VOID})
#: Somebody owes it.
OWNED = frozenset(State) - {State.TO_GIVE, State.VOID}
#: The owner still has to do the thing: it can be overdue as theirs.
OWED = frozenset({State.GIVEN, State.WORKING})
#: Others said that it is done: it counts as carried out.
DONE = frozenset({State.CONFIRMED, State.REVIEW, State.KEPT})
SAID_DONE = DONE | {State.REPORTED}

_S = State


def _only(*states: State) -> frozenset[State]:
    return frozenset(states)


TRANSITIONS = {
    each.verb: each
    for each in (
        Transition(Verb.GIVE, _only(_S.TO_GIVE), _S.GIVEN, Side.GIVER, day=True),
        Transition(Verb.ACCEPT, _only(_S.GIVEN), _S.WORKING, Side.OWNER),
        Transition(Verb.REFUSE, OWED, _S.TO_GIVE, Side.OWNER, words=True),
        Transition(Verb.TAKE_BACK, OWED, _S.TO_GIVE, Side.GIVER, words=True),
        Transition(Verb.REACH, _only(_S.WORKING), _S.WORKING, Side.OWNER, words=True),
        Transition(Verb.REPORT, _only(_S.WORKING), _S.REPORTED, Side.OWNER, words=True),
        Transition(Verb.CONFIRM, _only(_S.REPORTED), _S.CONFIRMED, Side.OFFICIAL, half=True),
        Transition(Verb.AFFIRM, _only(_S.REPORTED), _S.CONFIRMED, Side.RAISER, half=True),
        Transition(
            Verb.REOPEN,
            _only(_S.REPORTED, _S.CONFIRMED, _S.REVIEW),
            _S.WORKING,
            Side.LOOKER,
            words=True,
        ),
        Transition(Verb.COME_BACK, _only(_S.CONFIRMED), _S.REVIEW, Side.CLOCK),
        Transition(Verb.HOLD, _only(_S.REVIEW), _S.KEPT, Side.LOOKER, half=True),
        Transition(Verb.PRAISE, DONE, None, Side.SUPERVISOR, words=True),
        Transition(
            Verb.SEND_BACK,
            _only(_S.CONFIRMED, _S.REVIEW),
            _S.WORKING,
            Side.SUPERVISOR,
            words=True,
        ),
        Transition(Verb.VOID, frozenset(State) - ENDS, _S.VOID, Side.CLOCK, words=True),
    )
}
#: Whatever was said of its being done is said anew.
AGAIN = frozenset({Verb.REOPEN, Verb.SEND_BACK})


def allowed_verbs(state: State) -> list[Verb]:
    """What can be done in a state, by whichever side."""
    return [verb for verb, each in TRANSITIONS.items() if state in each.sources]
