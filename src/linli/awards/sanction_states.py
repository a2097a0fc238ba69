"""The way of a sanction: told, answered, decided, appealed against. Pure."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    PROPOSED = "proposed"
    ANSWERED = "answered"
    APPLIED = "applied"
    DROPPED = "dropped"
    APPEALED = "appealed"
    #: For good: a third person looked at it.
    UPHELD = "upheld"
    LIFTED = "lifted"


class Verb(StrEnum):
    PROPOSE = "propose"
    ANSWER = "answer"
    APPLY = "apply"
    DROP = "drop"
    APPEAL = "appeal"
    UPHOLD = "uphold"
    LIFT = "lift"


class Transition(NamedTuple):
    sources: frozenset[State]
    target: State


#: Nothing of them remains.
ENDED = frozenset({State.DROPPED, State.LIFTED})
#: Somebody still has to decide.
OPEN = frozenset({State.PROPOSED, State.ANSWERED, State.APPEALED})

TRANSITIONS: dict[Verb, Transition] = {
    Verb.ANSWER: Transition(frozenset({State.PROPOSED}), State.ANSWERED),
    Verb.APPLY: Transition(frozenset({State.PROPOSED, State.ANSWERED}), State.APPLIED),
    Verb.DROP: Transition(frozenset({State.PROPOSED, State.ANSWERED}), State.DROPPED),
    Verb.APPEAL: Transition(frozenset({State.APPLIED}), State.APPEALED),
    Verb.UPHOLD: Transition(frozenset({State.APPEALED}), State.UPHELD),
    Verb.LIFT: Transition(frozenset({State.APPEALED}), State.LIFTED),
}
#: What the person does, what staff decide first, and after an appeal.
SPOKEN = (Verb.ANSWER, Verb.APPEAL)
FIRST = (Verb.APPLY, Verb.DROP)
LAST = (Verb.UPHOLD, Verb.LIFT)
