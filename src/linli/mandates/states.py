"""The course of a mandate. Pure."""

from enum import StrEnum


class State(StrEnum):
    OFFERED = "offered"
    ENTERED = "entered"
    ACTIVE = "active"
    ENDED = "ended"


#: State -> where it may go. What has ended stays ended; a new mandate is a new row.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.OFFERED: frozenset({State.ACTIVE, State.ENDED}),
    State.ENTERED: frozenset({State.ACTIVE, State.ENDED}),
    State.ACTIVE: frozenset({State.ENDED}),
    State.ENDED: frozenset(),
}


def may_follow(now: str, then: State) -> bool:
    return then in TRANSITIONS[State(now)]
