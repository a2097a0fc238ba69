"""The life of an owners' assembly. Pure: this table draws the line, the buttons and the test."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    #: Every unit was told what will be decided, and when.
    NOTICED = "noticed"
    OPEN = "open"
    CLOSED = "closed"
    TALLIED = "tallied"
    #: By every teller and scrutineer.
    SIGNED = "signed"
    PUBLISHED = "published"
    #: Waits for a body or a threshold that is not there yet.
    PARKED = "parked"
    #: By a court's or an authority's decision, and by nothing else.
    VOID = "void"


class Side(StrEnum):
    """On whose side somebody must stand."""

    CONVENER = "convener"
    TELLER = "teller"
    AUTHORITY = "authority"


class Verb(StrEnum):
    NOTICE = "notice"
    FREEZE = "freeze"
    OPEN = "open"
    CLOSE = "close"
    TALLY = "tally"
    SIGN = "sign"
    PUBLISH = "publish"
    PARK = "park"
    RESUME = "resume"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Transition:
    """`target` None: the state stays, or moves only when the last signature is there."""

    verb: Verb
    sources: frozenset[State]
    target: State | None
    side: Side


#: The way of an assembly that goes well.
LINE = (
    State.DRAFT,
    State.NOTICED,
    State.OPEN,
    State.CLOSED,
    State.TALLIED,
    State.SIGNED,
    State.PUBLISHED,
)
#: A decision of a court or an authority may strike at any of these.
STANDING = frozenset(LINE) - {State.DRAFT}
#: Matters, dates, convener and mode may still be changed.
EDITABLE = frozenset({State.DRAFT})
#: Objections to the roll are taken.
ROLL_OPEN = frozenset({State.DRAFT, State.NOTICED})
#: Tellers and scrutineers come and go; from the close on nobody chooses who counts.
TELLERS_OPEN = frozenset({State.DRAFT, State.PARKED, State.NOTICED, State.OPEN})
#: Nobody may know which way it goes.
SECRET = frozenset({State.DRAFT, State.NOTICED, State.OPEN, State.PARKED})
#: Everybody may read the result.
PUBLIC_RESULT = frozenset({State.PUBLISHED, State.VOID})

_ONLY = {state: frozenset({state}) for state in State}

TRANSITIONS = {
    each.verb: each
    for each in (
        Transition(Verb.NOTICE, _ONLY[State.DRAFT], State.NOTICED, Side.CONVENER),
        Transition(Verb.FREEZE, _ONLY[State.NOTICED], None, Side.CONVENER),
        Transition(Verb.OPEN, _ONLY[State.NOTICED], State.OPEN, Side.CONVENER),
        Transition(Verb.CLOSE, _ONLY[State.OPEN], State.CLOSED, Side.CONVENER),
        Transition(Verb.TALLY, _ONLY[State.CLOSED], State.TALLIED, Side.TELLER),
        Transition(Verb.SIGN, _ONLY[State.TALLIED], None, Side.TELLER),
        Transition(Verb.PUBLISH, _ONLY[State.SIGNED], State.PUBLISHED, Side.CONVENER),
        Transition(Verb.PARK, _ONLY[State.DRAFT], State.PARKED, Side.CONVENER),
        Transition(Verb.RESUME, _ONLY[State.PARKED], State.DRAFT, Side.CONVENER),
        Transition(Verb.VOID, STANDING, State.VOID, Side.AUTHORITY),
    )
}


def allowed_verbs(state: State) -> list[Verb]:
    """What can be done in a state, by whichever side."""
    return [verb for verb, each in TRANSITIONS.items() if state in each.sources]
