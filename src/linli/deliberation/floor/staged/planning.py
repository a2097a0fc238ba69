"""Questions, and what they come to: an answer or a task that somebody accepts."""

from dataclasses import replace

from linli.deliberation.floor.commands import Dispose
from linli.deliberation.floor.disposing import said
from linli.deliberation.floor.kinds import Outcome
from linli.deliberation.floor.people import known
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.saying import near
from linli.deliberation.floor.stack import halt
from linli.deliberation.floor.staged.state import Asked, Course, Task, Why
from linli.deliberation.floor.staged.steps import (
    AcceptTask,
    AddTask,
    Answer,
    DropTask,
    Question,
)


def question(state: Course, step: Question) -> Course:
    if step.by == state.presiding:
        halt(Code.CHAIR_IS_NEUTRAL)
    if not step.text.strip():
        halt(Code.TERMS_MISSING, field="text")
    known(state, step.to)
    asked = Asked(f"q{state.next_number}", step.text, step.by, step.to)
    return replace(state, questions=(*state.questions, asked), next_number=state.next_number + 1)


def _item(state: Course, item: str) -> None:
    if item not in state.agenda:
        halt(Code.UNKNOWN_ITEM, item=item)


def of_item(state: Course, item: str) -> tuple[Task, ...]:
    """What carries an item out. Where there is only one, every task does."""
    alone = len(state.agenda) == 1
    return tuple(task for task in state.tasks if task.item == item or alone)


def recused(state: Course, item: str) -> frozenset[str]:
    """Who has no part in deciding on an item: they neither dispose of it nor plan for it."""
    return frozenset(member for member, about in state.recused if about == item)


def _carried(state: Course, item: str | None) -> str | None:
    """The item that a task carries out: the one it names, or the only one that there is."""
    return item or (state.agenda[0] if len(state.agenda) == 1 else None)


def _plans(state: Course, member: str, item: str | None) -> None:
    """Whoever plans for an item decides on it: not who is recused. Raises Halt."""
    about = _carried(state, item)
    if about is not None and member in recused(state, about):
        halt(Code.CHAIR_RECUSED) if member == state.presiding else halt(Code.RECUSED, member=member)


def _decided_by_enough(state: Course, step: Dispose) -> None:
    """Those recused do not count: with too few others it is put off. Raises Halt."""
    out = recused(state, step.item)
    have = len([member for member in state.present if member not in out])
    need = state.rules.present_least
    if out and have < need and step.outcome is not Outcome.DEFERRED:
        halt(Code.NO_QUORUM, have=have, need=need)


def dispose(state: Course, step: Dispose) -> Course:
    """Adopted is what somebody has accepted to do."""
    _item(state, step.item)
    if step.by in recused(state, step.item):
        halt(Code.CHAIR_RECUSED)
    _decided_by_enough(state, step)
    if step.outcome is Outcome.ADOPTED and not of_item(state, step.item):
        halt(Code.NO_TASKS)
    others = tuple(each for each in state.disposed if each.item != step.item)
    return replace(state, disposed=(*others, said(step, state.day)))


def _question(state: Course, number: str) -> Asked:
    found = next((asked for asked in state.questions if asked.id == number), None)
    return found or halt(Code.UNKNOWN_QUESTION, question=number)


def _into(state: Course, number: str, why: Why) -> Course:
    changed = tuple(
        replace(asked, state=why) if asked.id == number else asked for asked in state.questions
    )
    return replace(state, questions=changed)


def answer(state: Course, step: Answer) -> Course:
    """Not by who was asked: an answer is one when whoever asked, or the chair, says so."""
    asked = _question(state, step.question)
    if step.by not in (asked.by, state.presiding):
        halt(Code.NOT_THE_CHAIR)
    if asked.state is not Why.OPEN:
        halt(Code.UNKNOWN_QUESTION, question=step.question)
    return _into(state, asked.id, Why.ANSWERED)


def add_task(state: Course, step: AddTask) -> Course:
    if not step.text.strip():
        halt(Code.TERMS_MISSING, field="text")
    known(state, step.who)
    if step.due <= state.day:
        halt(Code.DATE_NOT_LATER)
    near(state.day, step.due, "due")
    if step.item is not None:
        _item(state, step.item)
    _plans(state, step.by, step.item)
    if step.question is not None:
        if _question(state, step.question).state is not Why.OPEN:
            halt(Code.UNKNOWN_QUESTION, question=step.question)
        state = _into(state, step.question, Why.TASK)
    task = Task(
        f"t{state.next_number}",
        step.text,
        step.who,
        step.due,
        step.by,
        step.question,
        accepted=step.by == step.who,
        item=step.item,
    )
    return replace(state, tasks=(*state.tasks, task), next_number=state.next_number + 1)


def _task(state: Course, number: str) -> Task:
    found = next((task for task in state.tasks if task.id == number), None)
    return found or halt(Code.UNKNOWN_TASK, task=number)


def accept_task(state: Course, step: AcceptTask) -> Course:
    task = _task(state, step.task)
    if step.by != task.who:
        halt(Code.NOT_YOUR_TASK, member=task.who)
    tasks = tuple(replace(t, accepted=True) if t.id == task.id else t for t in state.tasks)
    return replace(state, tasks=tasks)


def drop_task(state: Course, step: DropTask) -> Course:
    """The question behind it is open again: it does not vanish with the task."""
    task = _task(state, step.task)
    if step.by not in (task.who, state.presiding):
        halt(Code.NOT_YOUR_TASK, member=task.who)
    if step.by != task.who:
        _plans(state, step.by, task.item)
    if task.question is not None:
        state = _into(state, task.question, Why.OPEN)
    return replace(state, tasks=tuple(t for t in state.tasks if t.id != task.id))
