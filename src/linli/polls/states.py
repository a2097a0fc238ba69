"""The course of a poll. Pure: this table draws the line, the buttons and the property test."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    #: Signatures are gathered that ask for it.
    COLLECTING = "collecting"
    #: The committee prepares it.
    PROPOSED = "proposed"
    #: The roll hangs out; people may object.
    POSTED = "posted"
    FROZEN = "frozen"
    OPEN = "open"
    CLOSED = "closed"
    COUNTED = "counted"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


class Order(StrEnum):
    """In which order a list of candidates is published."""

    DRAWN = "drawn"
    STROKES = "strokes"


class Verb(StrEnum):
    SIGN = "sign"
    STUDY = "study"
    POST = "post"
    FREEZE = "freeze"
    #: Of an election: the candidates, and a run-off for the seats that are left.
    LIST = "list"
    OPEN = "open"
    CLOSE = "close"
    COUNT = "count"
    PUBLISH = "publish"
    AGAIN = "again"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    sources: frozenset[State]
    target: State


_S = State
TRANSITIONS = {
    Verb.SIGN: Transition(frozenset({_S.COLLECTING}), _S.PROPOSED),
    Verb.STUDY: Transition(frozenset({_S.PROPOSED}), _S.PROPOSED),
    Verb.POST: Transition(frozenset({_S.PROPOSED}), _S.POSTED),
    Verb.FREEZE: Transition(frozenset({_S.POSTED}), _S.FROZEN),
    Verb.LIST: Transition(frozenset({_S.FROZEN}), _S.FROZEN),
    Verb.OPEN: Transition(frozenset({_S.FROZEN}), _S.OPEN),
    Verb.CLOSE: Transition(frozenset({_S.OPEN}), _S.CLOSED),
    Verb.COUNT: Transition(frozenset({_S.CLOSED}), _S.COUNTED),
    Verb.PUBLISH: Transition(frozenset({_S.COUNTED}), _S.PUBLISHED),
    Verb.AGAIN: Transition(frozenset({_S.PUBLISHED}), _S.PUBLISHED),
    Verb.ARCHIVE: Transition(frozenset({_S.PUBLISHED}), _S.ARCHIVED),
    # nothing is taken back once people vote
    Verb.WITHDRAW: Transition(
        frozenset({_S.COLLECTING, _S.PROPOSED, _S.POSTED, _S.FROZEN}), _S.WITHDRAWN
    ),
}
#: The way of a poll that the committee calls.
LINE = (
    State.PROPOSED,
    State.POSTED,
    State.FROZEN,
    State.OPEN,
    State.CLOSED,
    State.COUNTED,
    State.PUBLISHED,
    State.ARCHIVED,
)
ENDS = frozenset({State.ARCHIVED, State.WITHDRAWN})
#: The roll stands and changes no more.
STANDS = frozenset(
    {State.FROZEN, State.OPEN, State.CLOSED, State.COUNTED, State.PUBLISHED, State.ARCHIVED}
)
#: Everybody may read the result.
SHOWN = frozenset({State.PUBLISHED, State.ARCHIVED})


def allowed_verbs(state: State) -> list[Verb]:
    """What can be done in a state, by whomever."""
    return [verb for verb, each in TRANSITIONS.items() if state in each.sources]
