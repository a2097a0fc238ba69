"""A meeting of stages as people see it: the stage and its time, who speaks, questions, tasks. No database."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.floor.staged.order import rules_now, times
from linli.deliberation.floor.staged.state import ORDER, Course, Stage, Why
from linli.kernel.process import Mark
from linli.meetings.doing import Names
from linli.meetings.shown_floor import TONES, Queued, Speaker
from linli.meetings.words_floor import headline, stage_word


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    number: str
    text: str
    by: str
    to: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class ShownTask:
    """`mine` is asked in the template: `who_key` is the seat."""

    id: str
    number: str
    text: str
    who: str
    who_key: str
    due: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class CourseScene:
    state: str
    state_word: str
    tone: str
    presiding: str
    keeper: str
    have: int
    need: int
    members: int
    present: int
    stage: str
    stage_word: str
    stage_until: datetime | None
    stage_over: bool
    stages: tuple[Mark, ...]
    speaker: Speaker | None
    queue: tuple[Queued, ...]
    questions: tuple[ShownQuestion, ...]
    tasks: tuple[ShownTask, ...]
    speaking_rule: str
    ends: datetime | None
    recused: tuple[tuple[str, str], ...] = ()

    @property
    def quorate(self) -> bool:
        return self.have >= self.need


def scene(state: Course, people: Names, items: Names) -> CourseScene:
    """`people`: seat -> the name that its holder shows; `items`: item -> title."""
    over = stage_over(state)
    return CourseScene(
        state=state.meeting.value,
        state_word=headline(state.meeting),
        tone=TONES.get(state.meeting, "plain"),
        presiding=people.get(state.presiding, ""),
        keeper=people.get(state.keeper or "", ""),
        have=len(state.present),
        need=state.rules.present_least,
        members=len(state.members),
        present=len(state.present),
        stage=state.stage.value if state.stage else "",
        stage_word=stage_word(state.stage) if state.stage else "",
        stage_until=state.stage_until if not over else None,
        stage_over=over,
        stages=_stages(state),
        speaker=_speaker(state, people),
        queue=_queue(state, people),
        questions=_questions(state, people),
        tasks=_tasks(state, people),
        speaking_rule=_speaking_rule(state),
        ends=ends(state),
        recused=_recused(state, people, items),
    )


def _recused(state: Course, people: Names, items: Names) -> tuple[tuple[str, str], ...]:
    """Titles of items in the agenda's order, and who decides nothing on each."""
    found = []
    for item in state.agenda:
        out = [people.get(who, "") for who, about in state.recused if about == item]
        if out:
            found.append((items.get(item, item), _(", ").join(out)))
    return tuple(found)


def stage_over(state: Course) -> bool:
    return bool(state.stage_until and state.clock >= state.stage_until)


def ends(state: Course) -> datetime | None:
    """When time alone changes what is shown."""
    speech = state.speech.until if state.speech else None
    later = [each for each in (speech, state.stage_until) if each and each > state.clock]
    return min(later, default=None)


def _stages(state: Course) -> tuple[Mark, ...]:
    """Its line: after the meeting all of them are done."""
    before = (MeetingState.DRAFT, MeetingState.NOTICED, MeetingState.CALLED)
    at = ORDER.index(state.stage) if state.stage else -1
    if state.meeting in before:
        at = -1
    elif state.meeting is not MeetingState.IN_SESSION:
        at = len(ORDER)
    marks = []
    for place, stage in enumerate(ORDER):
        mark = "done" if place < at else "now" if place == at else "todo"
        marks.append(Mark(stage_word(stage), mark))
    return tuple(marks)


def _speaker(state: Course, people: Names) -> Speaker | None:
    speech = state.speech
    if speech is None:
        return None
    limit = int((speech.until - speech.since).total_seconds())
    name = people.get(speech.member, "")
    return Speaker(speech.member, name, "", "", speech.since, speech.until, limit)


def _queue(state: Course, people: Names) -> tuple[Queued, ...]:
    """In report the reports that are due, in their order; else who asked."""
    if state.meeting is not MeetingState.IN_SESSION:
        return ()
    if state.stage is Stage.REPORT:
        line = [each for each in state.reporters if each not in state.reported]
        away = _("not here")
        notes = {each: "" if each in state.present else away for each in line}
    else:
        line = sorted(state.queue, key=lambda each: times(state, each) > 0)
        spoken = _("has spoken in this stage")
        notes = {each: spoken if times(state, each) else "" for each in line}
    return tuple(
        Queued(place, each, people.get(each, ""), "", "", notes[each])
        for place, each in enumerate(line, start=1)
    )


def _questions(state: Course, people: Names) -> tuple[ShownQuestion, ...]:
    said = {
        Why.OPEN: (pgettext("question", "open"), "wait"),
        Why.ANSWERED: (_("answered"), "ok"),
        Why.TASK: (_("became a task"), "ok"),
    }
    return tuple(
        ShownQuestion(
            each.id.removeprefix("q"),
            each.text,
            people.get(each.by, ""),
            people.get(each.to, ""),
            *said[each.state],
        )
        for each in state.questions
    )


def _tasks(state: Course, people: Names) -> tuple[ShownTask, ...]:
    return tuple(
        ShownTask(
            each.id,
            str(place),
            each.text,
            people.get(each.who, ""),
            each.who,
            date_format(each.due, "Y-m-d"),
            _("taken on") if each.accepted else _("waits to be taken on"),
            "ok" if each.accepted else "wait",
        )
        for place, each in enumerate(state.tasks, start=1)
    )


def _speaking_rule(state: Course) -> str:
    if state.stage is None:
        return ""
    rules = rules_now(state)
    seconds, times_each = rules.speech_seconds, rules.speeches_each
    parts = (
        ngettext("at most %(n)s second", "at most %(n)s seconds", seconds) % {"n": seconds},
        ngettext("%(n)s time each", "%(n)s times each", times_each) % {"n": times_each},
    )
    return _(", ").join(parts)
