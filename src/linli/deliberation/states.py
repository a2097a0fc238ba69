"""The life of a topic. Pure: this table draws the line, the buttons and the property test.

No topic is ever without a next day or an end: the ends are `ENDS`, and everything else is due.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    #: The desk that the charter names looks it over.
    RAISED = "raised"
    #: Back with its raiser, who is asked for more.
    RETURNED = "returned"
    #: Taken up: who has the power to act is found.
    ACCEPTED = "accepted"
    #: Done at once: a duty with an owner and a day.
    IN_WORK = "in_work"
    #: Waits for a proposal, then for a meeting.
    PREPARING = "preparing"
    READY = "ready"
    #: With the owners' assembly, with the residents' assembly.
    OWNERS = "owners"
    RESIDENTS = "residents"
    #: Nobody at the table has the power: it waits for an outside body, with path and day.
    PARKED = "parked"
    DEFERRED = "deferred"
    REFERRED = "referred"
    #: Said to be done; who raised it has not said so.
    DONE = "done"
    RESOLVED = "resolved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Side(StrEnum):
    """On whose side somebody must stand."""

    RAISER = "raiser"
    DESK = "desk"
    NEIGHBOUR = "neighbour"
    CONFIRMER = "confirmer"
    CLOCK = "clock"
    #: What was decided, and whoever carries it out: other modules tell by facts.
    DECISION = "decision"


class Way(StrEnum):
    """What the check of competence leads to."""

    DAILY = "daily"
    MEETING = "meeting"
    OWNERS = "owners"
    RESIDENTS = "residents"
    OUTSIDE = "outside"


class Verb(StrEnum):
    ACCEPT = "accept"
    ASK = "ask"
    SEND = "send"
    REJECT = "reject"
    MERGE = "merge"
    DO = "do"
    TO_MEETING = "to_meeting"
    TO_OWNERS = "to_owners"
    TO_RESIDENTS = "to_residents"
    PARK = "park"
    PROPOSE = "propose"
    DEFER = "defer"
    REFER = "refer"
    BACK = "back"
    COME_BACK = "come_back"
    RETURN = "return"
    REPORT = "report"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    ADOPT = "adopt"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Transition:
    """`words`: whether a text must be given; `day`: whether a day must be."""

    verb: Verb
    sources: frozenset[State]
    target: State
    side: Side
    words: bool = False
    day: bool = False


#: The way of a topic that a meeting decides.
LINE = (
    State.RAISED,
    State.ACCEPTED,
    State.PREPARING,
    State.READY,
    State.IN_WORK,
    State.DONE,
    State.RESOLVED,
)
#: Its disposition is final: no day any more.
ENDS = frozenset({State.RESOLVED, State.REJECTED, State.WITHDRAWN, State.MERGED})
#: Waits for a day, with a reason that everybody reads.
WAITING = frozenset({State.PARKED, State.DEFERRED, State.REFERRED})
#: What can still be raised by others in other words, and supported.
OPEN = frozenset(State) - ENDS - {State.DONE}
#: The check of competence leads here.
TARGETS = {
    Way.DAILY: Verb.DO,
    Way.MEETING: Verb.TO_MEETING,
    Way.OWNERS: Verb.TO_OWNERS,
    Way.RESIDENTS: Verb.TO_RESIDENTS,
    Way.OUTSIDE: Verb.PARK,
}

_S = State
_AT_TABLE = frozenset({_S.PREPARING, _S.READY, _S.OWNERS, _S.RESIDENTS})
_NEW = frozenset({_S.RAISED, _S.RETURNED, _S.ACCEPTED})
_DESK = Side.DESK


def _only(*states: State) -> frozenset[State]:
    return frozenset(states)


TRANSITIONS = {
    each.verb: each
    for each in (
        Transition(Verb.ACCEPT, _only(_S.RAISED), _S.ACCEPTED, _DESK, words=True),
        Transition(Verb.ASK, _only(_S.RAISED), _S.RETURNED, _DESK, words=True),
        Transition(Verb.SEND, _only(_S.RETURNED), _S.RAISED, Side.RAISER, words=True),
        Transition(
            Verb.REJECT,
            _NEW | {_S.READY, _S.OWNERS, _S.RESIDENTS, _S.REFERRED},
            _S.REJECTED,
            _DESK,
            words=True,
        ),
        Transition(Verb.MERGE, _NEW, _S.MERGED, _DESK),
        Transition(Verb.DO, _only(_S.ACCEPTED), _S.IN_WORK, _DESK, words=True, day=True),
        Transition(Verb.TO_MEETING, _only(_S.ACCEPTED), _S.PREPARING, _DESK, words=True),
        Transition(Verb.TO_OWNERS, _only(_S.ACCEPTED), _S.OWNERS, _DESK, words=True, day=True),
        Transition(
            Verb.TO_RESIDENTS, _only(_S.ACCEPTED), _S.RESIDENTS, _DESK, words=True, day=True
        ),
        Transition(Verb.PARK, _only(_S.ACCEPTED), _S.PARKED, _DESK, words=True, day=True),
        Transition(Verb.PROPOSE, _only(_S.PREPARING), _S.READY, Side.NEIGHBOUR),
        Transition(
            Verb.DEFER,
            _AT_TABLE | {_S.ACCEPTED, _S.PARKED},
            _S.DEFERRED,
            _DESK,
            words=True,
            day=True,
        ),
        Transition(
            Verb.REFER,
            _AT_TABLE | {_S.ACCEPTED, _S.PARKED},
            _S.REFERRED,
            _DESK,
            words=True,
            day=True,
        ),
        # looked at anew: a refused duty, an answer that came, power that changed hands
        Transition(Verb.BACK, _AT_TABLE | WAITING | {_S.IN_WORK}, _S.ACCEPTED, _DESK, words=True),
        Transition(Verb.COME_BACK, _only(_S.DEFERRED), _S.ACCEPTED, Side.CLOCK),
        # what a meeting put off or referred is before the next one by itself; an emergency takes up
        # whatever is open
        Transition(
            Verb.RETURN,
            _only(_S.DEFERRED, _S.REFERRED, _S.PARKED, _S.ACCEPTED, _S.PREPARING),
            _S.READY,
            Side.CLOCK,
        ),
        Transition(
            Verb.REPORT,
            _only(_S.IN_WORK, _S.OWNERS, _S.RESIDENTS, _S.PARKED, _S.REFERRED, _S.READY),
            _S.DONE,
            _DESK,
            words=True,
        ),
        Transition(Verb.CONFIRM, _only(_S.DONE), _S.RESOLVED, Side.CONFIRMER),
        Transition(Verb.REOPEN, _only(_S.DONE, _S.RESOLVED), _S.ACCEPTED, Side.RAISER, words=True),
        Transition(
            Verb.WITHDRAW,
            _NEW | _AT_TABLE | WAITING,
            _S.WITHDRAWN,
            Side.RAISER,
        ),
        # a meeting, the owners or the residents adopted it: a resolution carries it from now on
        Transition(
            Verb.ADOPT,
            _only(_S.READY, _S.OWNERS, _S.RESIDENTS),
            _S.IN_WORK,
            Side.DECISION,
            words=True,
        ),
        # it was said to be done, and is not: its resolution goes on
        Transition(Verb.RESUME, _only(_S.DONE, _S.RESOLVED), _S.IN_WORK, Side.DECISION, words=True),
    )
}
#: A resolution carries the topic: these happen to the resolution, and the topic follows.
CARRIED = frozenset({Verb.BACK, Verb.REPORT, Verb.CONFIRM, Verb.REOPEN})


def allowed_verbs(state: State) -> list[Verb]:
    """What can be done in a state, by whichever side."""
    return [verb for verb, each in TRANSITIONS.items() if state in each.sources]
