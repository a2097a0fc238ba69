"""A meeting of stages: what a member and the chair may do now."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import MeetingState, Outcome
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.staged import apply, steps
from linli.deliberation.floor.staged.order import next_speaker
from linli.deliberation.floor.staged.state import ORDER, Course, Stage, Why
from linli.meetings.doing import (
    Button,
    Mine,
    Names,
    Offer,
    hand_raised,
    one_primary,
    taken,
)
from linli.meetings.words_floor import stage_word


def mine(state: Course, seat: str | None, people: Names, items: Names) -> Mine:
    if seat is None:
        return Mine()
    chair = seat == state.presiding
    return Mine(
        role="chair" if chair else "keeper" if seat == state.keeper else "member",
        seat=seat,
        present=seat in state.present,
        place=state.queue.index(seat) + 1 if seat in state.queue else 0,
        speaks=state.speech is not None and state.speech.member == seat,
        recused_from=tuple(
            items.get(item, item) for item in state.agenda if (seat, item) in state.recused
        ),
        buttons=one_primary(
            taken(state, apply, (*_member(state, seat, people), *_hands(state, seat)))
        ),
        chair=one_primary(taken(state, apply, _chair(state, seat, people))) if chair else (),
    )


def _hands(state: Course, seat: str) -> Iterable[Offer]:
    if seat not in (state.presiding, state.keeper):
        return ()
    return hand_raised(state, apply, lambda member: given.Ask(state.clock, seat, member=member))


def _member(state: Course, seat: str, people: Names) -> Iterator[Offer]:
    at = state.clock
    here = _("I am here")
    yield Button("arrive", here, "primary", "user-round-check"), given.Arrive(at, seat)
    if state.speech and state.speech.member == seat:
        done = _("I have finished")
        yield Button("end_speech", done, "primary", "check"), given.EndSpeech(at, seat)
    yield Button("ask", _("I want to speak"), "default", "megaphone"), given.Ask(at, seat)
    if state.speech and seat == state.keeper:
        yield _stop(state.speech.member, people), given.EndSpeech(at, seat)
    back = _("Leave the queue")
    yield Button("step_back", back, "default", "undo-2"), given.StepBack(at, seat)
    other = next((each for each in state.members if each != seat), seat)
    ask = Button("question", _("Ask a question"), "default", "circle-help")
    yield ask, steps.Question(at, seat, "-", other)
    yield from _tasks(state, seat)
    later = state.day.replace(year=state.day.year + 1, day=1)
    if state.members:
        task_of = Button("add_task", _("Add a task"), "default", "list-checks")
        yield task_of, steps.AddTask(at, seat, "-", state.members[0], later)


def _stop(member: str, people: Names) -> Button:
    label = _("End the speech of %(name)s") % {"name": people.get(member, "")}
    return Button("end_speech", label, "default", "x")


def _tasks(state: Course, seat: str) -> Iterator[Offer]:
    """What would be mine; whoever does not want it says so, and it is off the list."""
    at = state.clock
    for place, task in enumerate(state.tasks, start=1):
        values = (("task", task.id),)
        if task.who == seat and not task.accepted:
            label = _("I take on task %(number)s") % {"number": place}
            yield (
                Button("accept_task", label, "primary", "check", values),
                steps.AcceptTask(at, seat, task.id),
            )
            label = _("I cannot do task %(number)s") % {"number": place}
            yield (
                Button("drop_task", label, "default", "x", values),
                steps.DropTask(at, seat, task.id),
            )


def _chair(state: Course, seat: str, people: Names) -> Iterator[Offer]:
    at = state.clock
    yield Button("call", _("Open the doors"), "primary", "door-open"), given.Call(at, seat)
    yield Button("open", _("Open the meeting"), "primary", "gavel"), given.Open(at, seat)
    yield from _speaking(state, seat, people)
    yield from _stages(state, seat)
    other = next((each for each in state.present if each != seat), None)
    if other and state.meeting is MeetingState.IN_SESSION:
        button = Button("hand_over", _("Hand over the chair"), "default", "arrow-left-right")
        yield button, given.HandOver(at, seat, other)
    close = _("Close the meeting")
    yield Button("close", close, "warn", "door-open"), given.Close(at, seat)


def _speaking(state: Course, seat: str, people: Names) -> Iterator[Offer]:
    at = state.clock
    if state.speech:
        yield _stop(state.speech.member, people), given.EndSpeech(at, seat)
    first = next_speaker(state) if state.stage else None
    if first:
        label = _("Give the floor to %(name)s") % {"name": people.get(first, "")}
        button = Button("recognise", label, "primary", "megaphone", (("member", first),))
        yield button, given.Recognise(at, seat, first)
    if state.stage is Stage.REPORT:
        for member in state.reporters:
            label = _("Without the report of %(name)s") % {"name": people.get(member, "")}
            button = Button("excuse", label, "default", "x", (("member", member),))
            yield button, steps.Excuse(at, seat, member)


def _stages(state: Course, seat: str) -> Iterator[Offer]:
    at = state.clock
    if state.stage and state.stage is not ORDER[-1]:
        onward = ORDER[ORDER.index(state.stage) + 1]
        label = _("Go on to: %(stage)s") % {"stage": stage_word(onward)}
        yield Button("next_stage", label, "primary", "arrow-right"), steps.NextStage(at, seat)
    if state.stage:
        more = Button("extend", _("More time"), "default", "clock")
        yield more, steps.Extend(at, seat, 1)
    for asked in state.questions:
        if asked.state is Why.OPEN:
            label = _("Question %(number)s is answered") % {"number": asked.id.removeprefix("q")}
            button = Button("answer", label, "default", "check", (("question", asked.id),))
            yield button, steps.Answer(at, seat, asked.id)
    for item in state.agenda if state.stage else ():
        # whatever else: it can be put off, unless whoever presides is recused from it
        step = given.Dispose(at, seat, item, Outcome.DEFERRED, "-", state.day + timedelta(days=1))
        if not isinstance(apply(state, step), Refusal):
            yield Button("dispose", _("Dispose of an item"), "default", "inbox"), step
            break
