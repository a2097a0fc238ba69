"""What people do in a meeting of stages, beside the steps that both kinds of meeting share."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from linli.deliberation.floor.commands import (
    ApproveMinutes,
    Arrive,
    Ask,
    Call,
    Close,
    Dispose,
    EndSpeech,
    Given,
    HandOver,
    Leave,
    Notice,
    Open,
    Recognise,
    Recuse,
    StepBack,
    Tick,
)


@dataclass(frozen=True, slots=True)
class NextStage(Given):
    do: Literal["next_stage"] = "next_stage"


@dataclass(frozen=True, slots=True)
class Extend(Given):
    """The chair gives the stage more time."""

    minutes: int
    do: Literal["extend"] = "extend"


@dataclass(frozen=True, slots=True)
class Excuse(Given):
    """The chair lets a report fall: who should give it is not here, or has nothing."""

    member: str
    do: Literal["excuse"] = "excuse"


@dataclass(frozen=True, slots=True)
class Question(Given):
    """`to`: a reporter, or anybody present."""

    text: str
    to: str
    do: Literal["question"] = "question"


@dataclass(frozen=True, slots=True)
class Answer(Given):
    """Who was asked has answered: whoever asked, or the chair, says so."""

    question: str
    do: Literal["answer"] = "answer"


@dataclass(frozen=True, slots=True)
class AddTask(Given):
    """Who does what by when; a task may be what an open question comes to."""

    text: str
    who: str
    due: date
    question: str | None = None
    #: the item of the agenda that it carries out
    item: str | None = None
    do: Literal["add_task"] = "add_task"


@dataclass(frozen=True, slots=True)
class AcceptTask(Given):
    task: str
    do: Literal["accept_task"] = "accept_task"


@dataclass(frozen=True, slots=True)
class DropTask(Given):
    """Declined by whoever should do it, or taken off by the chair."""

    task: str
    do: Literal["drop_task"] = "drop_task"


Step = (
    Notice
    | Call
    | Arrive
    | Leave
    | Open
    | HandOver
    | Close
    | ApproveMinutes
    | Tick
    | Ask
    | StepBack
    | Recognise
    | Recuse
    | EndSpeech
    | NextStage
    | Extend
    | Excuse
    | Question
    | Answer
    | AddTask
    | AcceptTask
    | DropTask
    | Dispose
)
