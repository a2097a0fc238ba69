"""The way of a deed that earned, did not, or is in doubt. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    AWARDED = "awarded"
    NOTHING = "nothing"
    #: Somebody has to look at it.
    QUARANTINED = "quarantined"
    REFUSED = "refused"
    APPEALED = "appealed"
    #: It earned nothing, and its person asks to have that checked.
    ASKED = "asked"
    #: Refused for good, by another person.
    UPHELD = "upheld"
    TAKEN_BACK = "taken_back"


class Verb(StrEnum):
    RELEASE = "release"
    REFUSE = "refuse"
    APPEAL = "appeal"
    GRANT = "grant"
    UPHOLD = "uphold"
    TAKE_BACK = "take_back"
    ASK = "ask"
    #: It should have earned something, and does now.
    CORRECT = "correct"
    #: It stays at nothing, with an answer.
    EXPLAIN = "explain"


#: What the person says; the rest is decided by staff.
SPOKEN = frozenset({Verb.APPEAL, Verb.ASK})


@dataclass(frozen=True, slots=True)
class Transition:
    sources: frozenset[State]
    target: State


TRANSITIONS: dict[Verb, Transition] = {
    Verb.RELEASE: Transition(frozenset({State.QUARANTINED}), State.AWARDED),
    Verb.REFUSE: Transition(frozenset({State.QUARANTINED}), State.REFUSED),
    Verb.APPEAL: Transition(frozenset({State.REFUSED, State.TAKEN_BACK}), State.APPEALED),
    Verb.GRANT: Transition(frozenset({State.APPEALED}), State.AWARDED),
    Verb.UPHOLD: Transition(frozenset({State.APPEALED}), State.UPHELD),
    Verb.TAKE_BACK: Transition(frozenset({State.AWARDED}), State.TAKEN_BACK),
    Verb.ASK: Transition(frozenset({State.NOTHING}), State.ASKED),
    Verb.CORRECT: Transition(frozenset({State.ASKED}), State.AWARDED),
    Verb.EXPLAIN: Transition(frozenset({State.ASKED}), State.NOTHING),
}
