"""The life of a duty. Pure: this table draws the line, the buttons and the property test."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    GIVEN = "given"
    ACCEPTED = "accepted"
    #: Back with the giver.
    REFUSED = "refused"
    #: The owner says so; nobody else has yet.
    DONE = "done"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """On whose side somebody must stand."""

    OWNER = "owner"
    GIVER = "giver"
    CONFIRMER = "confirmer"


class Verb(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    HAND_ON = "hand_on"
    NOTE = "note"
    REACH = "reach"
    REPORT = "report"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    """`words`: whether a text must be given. `again`: the clocks of the ladder start anew."""

    verb: Verb
    sources: frozenset[State]
    target: State
    side: Side
    words: bool = False
    again: bool = False


OPEN = frozenset({State.GIVEN, State.ACCEPTED, State.REFUSED, State.DONE})
#: Somebody still has to do the thing: it can be overdue.
OWED = frozenset({State.GIVEN, State.ACCEPTED, State.REFUSED})
#: The way of a duty that goes well.
LINE = (State.GIVEN, State.ACCEPTED, State.DONE, State.CONFIRMED)

_ONLY = {state: frozenset({state}) for state in State}

TRANSITIONS = {
    each.verb: each
    for each in (
        Transition(Verb.ACCEPT, _ONLY[State.GIVEN], State.ACCEPTED, Side.OWNER),
        Transition(
            Verb.REFUSE,
            frozenset({State.GIVEN, State.ACCEPTED}),
            State.REFUSED,
            Side.OWNER,
            words=True,
        ),
        Transition(Verb.HAND_ON, _ONLY[State.REFUSED], State.GIVEN, Side.GIVER, again=True),
        Transition(Verb.NOTE, _ONLY[State.ACCEPTED], State.ACCEPTED, Side.OWNER, words=True),
        Transition(Verb.REACH, _ONLY[State.ACCEPTED], State.ACCEPTED, Side.OWNER),
        Transition(Verb.REPORT, _ONLY[State.ACCEPTED], State.DONE, Side.OWNER, words=True),
        Transition(Verb.CONFIRM, _ONLY[State.DONE], State.CONFIRMED, Side.CONFIRMER),
        Transition(
            Verb.REOPEN,
            frozenset({State.DONE, State.CONFIRMED}),
            State.ACCEPTED,
            Side.CONFIRMER,
            words=True,
            again=True,
        ),
        Transition(Verb.WITHDRAW, OPEN, State.WITHDRAWN, Side.GIVER, words=True),
    )
}


def allowed_verbs(state: State) -> list[Verb]:
    """What can be done in a state, by whichever side."""
    return [verb for verb, each in TRANSITIONS.items() if state in each.sources]
