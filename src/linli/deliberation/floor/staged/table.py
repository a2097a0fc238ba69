"""Which step belongs to which stage, who takes it, and what must not be under way: as data."""

from dataclasses import dataclass
from enum import StrEnum

from linli.deliberation.floor.staged.state import ORDER, Stage


class Act(StrEnum):
    """Steps of the stages; coming, going and opening have their own states of the meeting."""

    ASK = "ask"
    RECOGNISE = "recognise"
    NEXT_STAGE = "next_stage"
    EXTEND = "extend"
    EXCUSE = "excuse"
    QUESTION = "question"
    ANSWER = "answer"
    ADD_TASK = "add_task"
    ACCEPT_TASK = "accept_task"
    DROP_TASK = "drop_task"
    DISPOSE = "dispose"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Row:
    stages: tuple[Stage, ...] = ORDER
    chair: bool = False
    #: not while somebody speaks
    quiet: bool = False
    #: not after the stage's time
    in_time: bool = False


TABLE: dict[Act, Row] = {
    #                    stages                          chair        quiet       in time
    Act.ASK: Row(in_time=True),
    Act.RECOGNISE: Row(chair=True, quiet=True, in_time=True),
    Act.NEXT_STAGE: Row(ORDER[:-1], chair=True, quiet=True),
    Act.EXTEND: Row(chair=True),
    Act.EXCUSE: Row((Stage.REPORT,), chair=True),
    Act.QUESTION: Row((Stage.REPORT, Stage.ANSWER), in_time=True),
    Act.ANSWER: Row((Stage.ANSWER, Stage.PLAN)),
    Act.ADD_TASK: Row((Stage.ANSWER, Stage.PLAN)),
    Act.ACCEPT_TASK: Row((Stage.ANSWER, Stage.PLAN)),
    Act.DROP_TASK: Row((Stage.ANSWER, Stage.PLAN)),
    Act.DISPOSE: Row((Stage.ANSWER, Stage.PLAN), chair=True),
    Act.CLOSE: Row((Stage.PLAN,), chair=True, quiet=True),
}
