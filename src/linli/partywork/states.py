"""The course of a decision of the party organisation. Pure: this table draws the line and the buttons.

There is no way to a decision that does not lead through the consultation and the publicity.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    #: Being prepared by its party organisation; nobody else sees it.
    DRAFT = "draft"
    STUDIED = "studied"
    #: People say what they think; after the last day their opinions are answered.
    CONSULTING = "consulting"
    #: The text that is to be decided hangs out, with the answers.
    SHOWN = "shown"
    DECIDED = "decided"
    FILED = "filed"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    STUDY = "study"
    CONSULT = "consult"
    SHOW = "show"
    DECIDE = "decide"
    FILE = "file"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    sources: frozenset[State]
    target: State


_S = State
TRANSITIONS = {
    Verb.STUDY: Transition(frozenset({_S.DRAFT}), _S.STUDIED),
    # once more, when the text became another one
    Verb.CONSULT: Transition(frozenset({_S.STUDIED, _S.CONSULTING, _S.SHOWN}), _S.CONSULTING),
    Verb.SHOW: Transition(frozenset({_S.CONSULTING}), _S.SHOWN),
    Verb.DECIDE: Transition(frozenset({_S.SHOWN}), _S.DECIDED),
    Verb.FILE: Transition(frozenset({_S.DECIDED}), _S.FILED),
    # what was decided is not taken back; another decision may change it
    Verb.WITHDRAW: Transition(
        frozenset({_S.DRAFT, _S.STUDIED, _S.CONSULTING, _S.SHOWN}), _S.WITHDRAWN
    ),
}
#: The way of a matter that is decided.
LINE = (_S.DRAFT, _S.STUDIED, _S.CONSULTING, _S.SHOWN, _S.DECIDED, _S.FILED)
ENDS = frozenset({_S.FILED, _S.WITHDRAWN})
#: People were asked.
ASKED = frozenset({_S.CONSULTING, _S.SHOWN, _S.DECIDED, _S.FILED})
#: The text that is decided hung out.
HUNG = frozenset({_S.SHOWN, _S.DECIDED, _S.FILED})
OVER = frozenset({_S.DECIDED, _S.FILED})


def allowed_verbs(state: State) -> list[Verb]:
    """What can be done in a state; whether its days are over, the action asks."""
    return [verb for verb, each in TRANSITIONS.items() if state in each.sources]
