"""The life of a wish. Pure: this table draws the line, the buttons and the property test."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    #: Staff look at it; nobody else sees it.
    REVIEW = "review"
    #: Back with the wisher, with a reason.
    RETURNED = "returned"
    OPEN = "open"
    CLAIMED = "claimed"
    #: The helpers say so; the wisher has not yet.
    DONE = "done"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """On whose side somebody must stand."""

    WISHER = "wisher"
    REVIEWER = "reviewer"
    NEIGHBOUR = "neighbour"
    CLAIMER = "claimer"
    CLOCK = "clock"


class Verb(StrEnum):
    SEND = "send"
    APPROVE = "approve"
    RETURN = "return"
    CLAIM = "claim"
    JOIN = "join"
    LEAVE = "leave"
    RELEASE = "release"
    PROVE = "prove"
    MISSING = "missing"
    CONFIRM = "confirm"
    THANK = "thank"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    """`words`: whether a text must be given."""

    verb: Verb
    sources: frozenset[State]
    target: State
    side: Side
    words: bool = False


#: The way of a wish that goes well.
LINE = (State.REVIEW, State.OPEN, State.CLAIMED, State.DONE, State.CONFIRMED)
#: Nothing happens any more.
OVER = frozenset({State.CONFIRMED, State.WITHDRAWN})
#: Somebody is on it: a claim is active in these states and in no other.
TAKEN = frozenset({State.CLAIMED, State.DONE})

_ONLY = {state: frozenset({state}) for state in State}

TRANSITIONS = {
    each.verb: each
    for each in (
        Transition(Verb.SEND, _ONLY[State.RETURNED], State.REVIEW, Side.WISHER, words=True),
        Transition(Verb.APPROVE, _ONLY[State.REVIEW], State.OPEN, Side.REVIEWER),
        Transition(
            Verb.RETURN, frozenset({State.REVIEW, State.OPEN}), State.RETURNED, Side.REVIEWER
        ),
        Transition(Verb.CLAIM, _ONLY[State.OPEN], State.CLAIMED, Side.NEIGHBOUR),
        Transition(Verb.JOIN, _ONLY[State.CLAIMED], State.CLAIMED, Side.NEIGHBOUR),
        # one of a team leaves the others on it; the last one, or the leader, opens it again
        Transition(Verb.LEAVE, _ONLY[State.CLAIMED], State.OPEN, Side.CLAIMER),
        Transition(Verb.RELEASE, _ONLY[State.CLAIMED], State.OPEN, Side.CLOCK),
        Transition(Verb.PROVE, _ONLY[State.CLAIMED], State.DONE, Side.CLAIMER, words=True),
        Transition(Verb.MISSING, _ONLY[State.DONE], State.CLAIMED, Side.WISHER, words=True),
        # a wisher who was helped need not wait for the helpers' report
        Transition(Verb.CONFIRM, TAKEN, State.CONFIRMED, Side.WISHER),
        Transition(Verb.THANK, _ONLY[State.CONFIRMED], State.CONFIRMED, Side.WISHER, words=True),
        Transition(
            Verb.WITHDRAW,
            frozenset({State.REVIEW, State.RETURNED, State.OPEN, State.CLAIMED}),
            State.WITHDRAWN,
            Side.WISHER,
        ),
    )
}


def allowed_verbs(state: State) -> list[Verb]:
    """What can be done in a state, by whichever side."""
    return [verb for verb, each in TRANSITIONS.items() if state in each.sources]
