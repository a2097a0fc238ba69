"""The state of a meeting of stages, and its charter's numbers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field, TypeAdapter

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.floor.staged.steps import Step
from linli.deliberation.floor.state import Disposed


class Stage(StrEnum):
    SHARE = "share"
    REPORT = "report"
    ANSWER = "answer"
    PLAN = "plan"


#: (Chinese, English)
STAGE_NAMES: dict[Stage, tuple[str, str]] = {
    Stage.SHARE: ("分享", "share"),
    Stage.REPORT: ("汇报", "report"),
    Stage.ANSWER: ("答疑", "answer"),
    Stage.PLAN: ("规划", "plan"),
}
ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True)
class StageRules:
    """For one stage: how long it lasts, how long a speech, how many each."""

    minutes: int
    speech_seconds: int
    speeches_each: int


@dataclass(frozen=True, slots=True)
class CourseRules:
    share: StageRules = StageRules(20, 180, 1)
    report: StageRules = StageRules(30, 300, 1)
    answer: StageRules = StageRules(30, 120, 5)
    plan: StageRules = StageRules(20, 120, 2)
    #: fewer present: the meeting is not opened
    present_least: int = 2
    #: how much longer than planned the chair may make a stage, in all
    extend_minutes_most: int = 15


class Why(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    TASK = "task"  #: it became a task


@dataclass(frozen=True, slots=True)
class Asked:
    id: str
    text: str
    by: str
    to: str
    state: Why = Why.OPEN


@dataclass(frozen=True, slots=True)
class Task:
    id: str
    text: str
    who: str
    due: date
    by: str
    question: str | None = None
    accepted: bool = False
    #: the item of the agenda that it carries out
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Speaking:
    member: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Course:
    rules: CourseRules
    number: int
    day: date
    members: tuple[str, ...]
    chair: str
    clock: datetime
    presiding: str = ""
    keeper: str | None = None
    #: who gives a report, in this order
    reporters: tuple[str, ...] = ()
    #: items that it ends with a disposition of
    agenda: tuple[str, ...] = ()
    disposed: tuple[Disposed, ...] = ()
    meeting: MeetingState = MeetingState.DRAFT
    stage: Stage | None = None
    stage_until: datetime | None = None
    extended: int = 0
    present: tuple[str, ...] = ()
    queue: tuple[str, ...] = ()
    speech: Speaking | None = None
    #: who has spoken in this stage how often
    spoken: tuple[tuple[str, int], ...] = ()
    #: reporters who have reported or were excused
    reported: tuple[str, ...] = ()
    questions: tuple[Asked, ...] = ()
    tasks: tuple[Task, ...] = ()
    next_number: int = 1
    #: who has no part in deciding on an item
    recused: tuple[tuple[str, str], ...] = ()


def meeting(  # noqa: PLR0913 (a meeting is made of these)
    rules: CourseRules,
    *,
    number: int,
    day: date,
    members: tuple[str, ...],
    chair: str,
    at: datetime,
    reporters: tuple[str, ...] = (),
    keeper: str | None = None,
    agenda: tuple[str, ...] = (),
) -> Course:
    """A meeting of stages in draft."""
    return Course(
        rules=rules,
        number=number,
        day=day,
        members=tuple(dict.fromkeys(members)),
        chair=chair,
        presiding=chair,
        clock=at,
        reporters=reporters,
        keeper=keeper,
        agenda=agenda,
    )


_course: TypeAdapter[Course] = TypeAdapter(Course)
_step: TypeAdapter[Step] = TypeAdapter(Annotated[Step, Field(discriminator="do")])


def pack(state: Course) -> str:
    return _course.dump_json(state).decode()


def unpack(text: str) -> Course:
    return _course.validate_json(text)


def pack_step(step: Step) -> str:
    return _step.dump_json(step, exclude_none=True).decode()


def unpack_step(text: str) -> Step:
    return _step.validate_json(text)
