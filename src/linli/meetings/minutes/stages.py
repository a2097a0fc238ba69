"""Minutes of a meeting of stages: what was asked and answered, and the tasks it ends in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import MeetingState, Outcome
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.staged import apply, steps
from linli.deliberation.floor.staged.state import ORDER, Course, Stage, Task
from linli.meetings.minutes.frame import (
    NOTHING,
    Diverged,
    Opening,
    Presence,
    Told,
    agenda_section,
    disposition,
    meeting_section,
    waiting_item,
)
from linli.meetings.minutes.record import (
    Clock,
    Item,
    Line,
    Part,
    Phrase,
    Record,
    Seat,
    Section,
    Setting,
)
from linli.meetings.outcomes import endings, still_open, to_next

OVER = (MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED)


@dataclass
class Passage:
    """One stage: from when to when, what happened, who spoke how often."""

    start: datetime
    end: datetime | None = None
    lines: list[Line] = field(default_factory=list)
    spoke: dict[str, int] = field(default_factory=dict)


@dataclass
class Evening:
    course: Course
    presence: Presence = field(default_factory=Presence)
    passages: dict[Stage, Passage] = field(default_factory=dict)
    handed: list[Line] = field(default_factory=list)
    #: item, and that somebody decides nothing on it
    recused: list[tuple[str, Line]] = field(default_factory=list)
    opening: Opening | None = None
    adjourned_at: datetime | None = None

    def take(self, step: steps.Step, after: Course) -> None:
        before, self.course = self.course, after
        self.presence.look(before.present, after.present, step.at)
        if before.meeting is not after.meeting:
            self._meeting(step, after)
        if before.stage is not after.stage and after.stage:
            if before.stage:
                self.passages[before.stage].end = step.at
            self.passages[after.stage] = Passage(step.at)
        if before.presiding != after.presiding:
            facts = {"from_": Seat(before.presiding), "to": Seat(after.presiding)}
            self.handed.append(Line("handed", {"at": Clock(step.at), **facts}))
        if isinstance(step, given.Recuse):
            who = {"seat": Seat(step.member or step.by)}
            self.recused.append((step.item, Line("recused", {"at": Clock(step.at), **who})))
        if after.stage:
            self._of_step(self.passages[after.stage], before, step, after)

    def _meeting(self, step: steps.Step, after: Course) -> None:
        if after.meeting is MeetingState.IN_SESSION:
            self.opening = Opening(step.at, len(after.present), after.rules.present_least)
            self.presence.opened_at = step.at
        elif after.meeting is MeetingState.ADJOURNED:
            self.adjourned_at = step.at
            if after.stage:
                self.passages[after.stage].end = step.at

    def _of_step(self, passage: Passage, before: Course, step: steps.Step, after: Course) -> None:
        def say(key: str, **facts: object) -> None:
            passage.lines.append(Line(key, {"at": Clock(step.at), **facts}))

        if isinstance(step, given.Recognise) and after.speech:
            member = after.speech.member
            if after.stage is Stage.REPORT:
                say("reported", seat=Seat(member))
            else:
                passage.spoke[member] = passage.spoke.get(member, 0) + 1
        elif isinstance(step, steps.Extend):
            say("extended", minutes=step.minutes)
        elif isinstance(step, steps.Excuse):
            say("excused", seat=Seat(step.member))
        elif isinstance(step, steps.Question):
            asked = after.questions[-1]
            seats = {"seat": Seat(asked.by), "to": Seat(asked.to)}
            say("question", question=asked.id, text=asked.text, **seats)
        elif isinstance(step, steps.Answer):
            say("answered", question=step.question)
        elif isinstance(step, steps.AddTask) and step.question:
            say("to_task", question=step.question, task=after.tasks[-1].id)
        elif isinstance(step, steps.DropTask):
            dropped = next(task for task in before.tasks if task.id == step.task)
            say("dropped", task=dropped.id, text=dropped.text)


def played(start: Course, taken: Iterable[steps.Step]) -> Evening:
    evening = Evening(start)
    for step in taken:
        after = apply(evening.course, step)
        if isinstance(after, Refusal):
            raise Diverged(after.code)
        evening.take(step, after)
    return evening


def written(start: Course, taken: Iterable[steps.Step], setting: Setting) -> Record:
    evening = played(start, taken)
    course = evening.course
    over = course.meeting in OVER
    ends = to_next(course) if over else endings(course)
    sections = [
        meeting_section(_told(evening), setting),
        Section(Phrase("h_attendance"), evening.presence.lines(course.members, setting)),
        agenda_section([(item, None) for item in course.agenda]),
    ]
    if evening.handed:
        sections.append(Section(Phrase("h_course"), tuple(evening.handed)))
    sections += [
        Section(Phrase(f"h_{stage}"), _passage(evening.passages[stage], course))
        for stage in ORDER
        if stage in evening.passages
    ]
    tasks = [_task(task) for task in course.tasks] or [Line("no_tasks", {}, Part.RESOLUTIONS)]
    sections.append(Section(Phrase("h_tasks"), tuple(tasks)))
    for number, item in enumerate(course.agenda, 1):
        ending = ends.get(item)
        done = ending is not None and ending.outcome is Outcome.ADOPTED
        out = [line for about, line in evening.recused if about == item]
        lines = (*out, disposition(ending, setting, tasks=done))
        sections.append(Section(Phrase("h_item", {"number": number, "item": Item(item)}), lines))
    left = still_open(course) if over else ()
    if left:
        waits = [waiting_item(item, setting) for item in left]
        waits += [Line("next_meeting", {"at": setting.next_day})] if setting.next_day else []
        sections.append(Section(Phrase("h_waits"), tuple(waits)))
    title = Phrase("title", {"title": setting.title, "number": course.number})
    return Record(title, tuple(sections))


def _told(evening: Evening) -> Told:
    course = evening.course
    return Told(
        course.day,
        course.chair,
        course.keeper,
        len(course.members),
        evening.opening,
        (len(course.present), course.rules.present_least),
        evening.adjourned_at,
        Phrase("by_chair") if evening.adjourned_at else NOTHING,
    )


def _passage(passage: Passage, course: Course) -> tuple[Line, ...]:
    end = passage.end or course.clock
    lines = [Line("stage", {"start": Clock(passage.start), "end": Clock(end)}), *passage.lines]
    if passage.spoke:
        each = tuple(
            Phrase("spoke_times", {"seat": Seat(member), "times": times})
            for member, times in passage.spoke.items()
        )
        lines.append(Line("spoke", {"each": each}))
    return tuple(lines)


def _task(task: Task) -> Line:
    state = Phrase("accepted" if task.accepted else "unaccepted")
    facts = {"task": task.id, "text": task.text, "who": Seat(task.who), "due": task.due}
    item = Phrase("for_item", {"item": Item(task.item)}) if task.item else NOTHING
    return Line("task", {**facts, "item": item, "state": state}, Part.RESOLUTIONS)
