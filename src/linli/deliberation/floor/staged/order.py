"""What is in order in a meeting of stages: the same questions for every step."""

from collections.abc import Callable

from linli.deliberation.floor.kinds import MeetingState, Outcome
from linli.deliberation.floor.refusals import Code, Refusal, refusal
from linli.deliberation.floor.staged.planning import of_item
from linli.deliberation.floor.staged.state import STAGE_NAMES, Course, Stage, StageRules, Why
from linli.deliberation.floor.staged.table import TABLE, Act, Row

Question = Callable[[Course, Act, Row], Refusal | None]


def rules_now(state: Course) -> StageRules:
    rules: dict[Stage | None, StageRules] = {
        Stage.SHARE: state.rules.share,
        Stage.REPORT: state.rules.report,
        Stage.ANSWER: state.rules.answer,
        Stage.PLAN: state.rules.plan,
    }
    return rules[state.stage]


def times(state: Course, member: str) -> int:
    return dict(state.spoken).get(member, 0)


def next_speaker(state: Course) -> str | None:
    """Reports in their order; else who has not spoken in this stage, then who asked first."""
    if state.stage is Stage.REPORT:
        due = (name for name in state.reporters if name not in state.reported)
        return next((name for name in due if name in state.present), None)
    return min(state.queue, key=lambda member: times(state, member) > 0, default=None)


def _session(state: Course, _: Act, __: Row) -> Refusal | None:
    return None if state.meeting is MeetingState.IN_SESSION else refusal(Code.NOT_IN_SESSION)


def _stage(state: Course, _: Act, says: Row) -> Refusal | None:
    if state.stage is None or state.stage in says.stages:
        return None
    chinese, english = STAGE_NAMES[state.stage]
    return refusal(Code.WRONG_STAGE, stage=english, stage_zh=chinese)


def _quiet(state: Course, _: Act, says: Row) -> Refusal | None:
    if says.quiet and state.speech:
        return refusal(Code.SPEECH_UNDER_WAY, member=state.speech.member)
    return None


def _in_time(state: Course, _: Act, says: Row) -> Refusal | None:
    late = state.stage_until is not None and state.clock >= state.stage_until
    return refusal(Code.STAGE_TIME_OVER) if says.in_time and late else None


def _somebody(state: Course, act: Act, _: Row) -> Refusal | None:
    nobody = act is Act.RECOGNISE and next_speaker(state) is None
    return refusal(Code.NOBODY_WAITS) if nobody else None


def _reports(state: Course, act: Act, _: Row) -> Refusal | None:
    """The reports are heard, or excused, before the stage is left."""
    missing = [name for name in state.reporters if name not in state.reported]
    if act is Act.NEXT_STAGE and state.stage is Stage.REPORT and missing:
        return refusal(Code.REPORT_MISSING, member=missing[0])
    return None


def _questions(state: Course, act: Act, _: Row) -> Refusal | None:
    left = [asked.id for asked in state.questions if asked.state is Why.OPEN]
    if act is Act.CLOSE and left:
        return refusal(Code.QUESTION_OPEN, question=left[0])
    return None


def _tasks(state: Course, act: Act, _: Row) -> Refusal | None:
    """It ends in a list of tasks, each accepted by whoever does it."""
    if act is not Act.CLOSE:
        return None
    if not state.tasks:
        return refusal(Code.NO_TASKS)
    left = [task.id for task in state.tasks if not task.accepted]
    return refusal(Code.TASK_NOT_ACCEPTED, task=left[0]) if left else None


def _items(state: Course, act: Act, _: Row) -> Refusal | None:
    """Nothing that was on the agenda just stays there."""
    done = {
        each.item
        for each in state.disposed
        if each.outcome is not Outcome.ADOPTED or of_item(state, each.item)
    }
    left = [item for item in state.agenda if item not in done]
    return refusal(Code.ITEM_OPEN, item=left[0]) if act is Act.CLOSE and left else None


QUESTIONS: tuple[Question, ...] = (
    _session,
    _stage,
    _quiet,
    _in_time,
    _somebody,
    _reports,
    _questions,
    _tasks,
    _items,
)


def against(state: Course, act: Act) -> Refusal | None:
    answers = (question(state, act, TABLE[act]) for question in QUESTIONS)
    return next((answer for answer in answers if answer), None)
