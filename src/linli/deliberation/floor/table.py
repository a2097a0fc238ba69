"""The table of motions: what Robert's Rules say of each kind, as data.

Read a row from left to right: rank, second, debate, amendment, vote, what adoption means; then when
there is an occasion for it, and what it must and may say. `order.py` asks the same questions of
every row; no kind is treated by name there.
"""

from dataclasses import dataclass
from enum import Enum, auto

from linli.deliberation.floor.kinds import Kind


class Family(Enum):
    PRIVILEGED = auto()
    SUBSIDIARY = auto()
    MAIN = auto()
    INCIDENTAL = auto()
    RESTORING = auto()


class Debate(Enum):
    NO = auto()
    YES = auto()
    AS_TARGET = auto()
    APPEAL = auto()  #: unless on decorum, or an undebatable motion pends


class By(Enum):
    """Who or what decides."""

    MAJORITY = auto()
    TWO_THIRDS = auto()
    CHARTER = auto()  #: a majority, or what charter or law ask
    CHAIR = auto()
    DEMAND = auto()  #: adopted by being moved
    CONSENT = auto()  #: nobody objects, else a majority


class Effect(Enum):
    CONTINUE = auto()
    ADJOURN = auto()
    RECESS = auto()
    NONE = auto()
    TABLE = auto()
    CLOSE_DEBATE = auto()
    LIMIT = auto()
    POSTPONE = auto()
    REFER = auto()
    CHANGE = auto()
    KILL = auto()
    ADOPT = auto()
    OVERRULE = auto()
    SUSPEND = auto()
    VOTE_SO = auto()
    WITHDRAW = auto()
    TAKE_BACK = auto()
    UNDO = auto()


class Occasion(Enum):
    ALWAYS = auto()
    FLOOR_FREE = auto()
    PENDING = auto()  #: something is pending that it applies to
    RULING = auto()  #: the chair has just ruled


class Again(Enum):
    """Whether one may be moved while another of its kind is pending (ranked ones cannot)."""

    BY_RANK = auto()
    NOT_ON_ITSELF = auto()
    ONCE = auto()


@dataclass(frozen=True, slots=True)
class Row:
    family: Family
    rank: int | None
    second: bool
    debate: Debate
    amend: bool
    by: By
    effect: Effect
    occasion: Occasion = Occasion.ALWAYS
    again: Again = Again.BY_RANK
    must: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    #: may be moved while somebody else speaks
    interrupts: bool = False
    #: in order without a quorum
    without_quorum: bool = False
    #: in order while the last motion waits for its second
    before_second: bool = False
    #: in order although debate was ended on the pending motion
    after_debate: bool = True
    #: concerns a main matter: cannot be applied above incidental or restoring motions
    of_main: bool = False
    #: needs an immediately pending motion with something to end or to limit
    of_debate: bool = False
    #: a vote on it that took a main motion off the floor can be reconsidered
    undone: bool = False


_P, _S, _M, _I, _R = (
    Family.PRIVILEGED,
    Family.SUBSIDIARY,
    Family.MAIN,
    Family.INCIDENTAL,
    Family.RESTORING,
)
Y, N = True, False
#: what an amendment may say: words of a text, or the fields of a motion without one
_EDITS: tuple[str, ...] = (
    "text",
    "strike",
    "insert",
    "after",
    "minutes",
    "until",
    "on",
    "body",
    "report_on",
    "seconds",
    "speeches",
    "method",
)

# fmt: off
TABLE: dict[Kind, Row] = {
    #                               family rank 2nd  debate             amend  vote            adopted means
    Kind.FIX_TIME:              Row(_P,   13,   Y,   Debate.NO,         Y,     By.MAJORITY,    Effect.CONTINUE, must=("until",), without_quorum=True),
    Kind.ADJOURN:               Row(_P,   12,   Y,   Debate.NO,         N,     By.MAJORITY,    Effect.ADJOURN, without_quorum=True),
    Kind.RECESS:                Row(_P,   11,   Y,   Debate.NO,         Y,     By.MAJORITY,    Effect.RECESS, must=("minutes",), without_quorum=True),
    Kind.PRIVILEGE:             Row(_P,   10,   N,   Debate.NO,         N,     By.CHAIR,       Effect.NONE, interrupts=True),
    Kind.CALL_AGENDA:           Row(_P,   9,    N,   Debate.NO,         N,     By.DEMAND,      Effect.NONE, interrupts=True),
    Kind.TABLE:                 Row(_S,   8,    Y,   Debate.NO,         N,     By.MAJORITY,    Effect.TABLE, Occasion.PENDING, of_main=True),
    Kind.PREVIOUS_QUESTION:     Row(_S,   7,    Y,   Debate.NO,         N,     By.TWO_THIRDS,  Effect.CLOSE_DEBATE, Occasion.PENDING, may=("scope",), after_debate=False, of_debate=True),
    Kind.LIMIT_DEBATE:          Row(_S,   6,    Y,   Debate.NO,         Y,     By.TWO_THIRDS,  Effect.LIMIT, Occasion.PENDING, may=("seconds", "speeches", "scope"), after_debate=False, of_debate=True),
    Kind.POSTPONE:              Row(_S,   5,    Y,   Debate.YES,        Y,     By.MAJORITY,    Effect.POSTPONE, Occasion.PENDING, must=("on",), after_debate=False, of_main=True, undone=True),
    Kind.REFER:                 Row(_S,   4,    Y,   Debate.YES,        Y,     By.MAJORITY,    Effect.REFER, Occasion.PENDING, must=("body", "report_on"), after_debate=False, of_main=True, undone=True),
    Kind.AMEND:                 Row(_S,   3,    Y,   Debate.AS_TARGET,  Y,     By.MAJORITY,    Effect.CHANGE, Occasion.PENDING, may=_EDITS, after_debate=False),
    Kind.POSTPONE_INDEFINITELY: Row(_S,   2,    Y,   Debate.YES,        N,     By.MAJORITY,    Effect.KILL, Occasion.PENDING, after_debate=False, of_main=True, undone=True),
    Kind.MAIN:                  Row(_M,   1,    Y,   Debate.YES,        Y,     By.CHARTER,     Effect.ADOPT, Occasion.FLOOR_FREE, must=("text",), undone=True),
    Kind.TAKE_FROM_TABLE:       Row(_R,   None, Y,   Debate.NO,         N,     By.MAJORITY,    Effect.TAKE_BACK, Occasion.FLOOR_FREE, may=("motion",)),
    Kind.RECONSIDER:            Row(_R,   None, Y,   Debate.AS_TARGET,  N,     By.MAJORITY,    Effect.UNDO, Occasion.FLOOR_FREE, may=("motion",)),
    Kind.POINT_OF_ORDER:        Row(_I,   None, N,   Debate.NO,         N,     By.CHAIR,       Effect.NONE, Occasion.ALWAYS, Again.NOT_ON_ITSELF, may=("decorum",), interrupts=True, before_second=True),
    Kind.APPEAL:                Row(_I,   None, Y,   Debate.APPEAL,     N,     By.MAJORITY,    Effect.OVERRULE, Occasion.RULING, interrupts=True, before_second=True),
    Kind.SUSPEND_RULES:         Row(_I,   None, Y,   Debate.NO,         N,     By.TWO_THIRDS,  Effect.SUSPEND, Occasion.ALWAYS, Again.NOT_ON_ITSELF, must=("rule",)),
    Kind.VOTE_METHOD:           Row(_I,   None, Y,   Debate.NO,         Y,     By.MAJORITY,    Effect.VOTE_SO, Occasion.PENDING, Again.ONCE, must=("method",)),
    Kind.WITHDRAW:              Row(_I,   None, N,   Debate.NO,         N,     By.CONSENT,     Effect.WITHDRAW, Occasion.PENDING, Again.NOT_ON_ITSELF, may=("motion",), before_second=True),
}
# fmt: on
