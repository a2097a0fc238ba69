"""`apply(state, step)` for a meeting of stages: the next state, or why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import MeetingState, names
from linli.deliberation.floor.people import chair_acts, here, known, oneself_or_officer
from linli.deliberation.floor.refusals import Code, Refusal, refusal
from linli.deliberation.floor.stack import Halt, halt
from linli.deliberation.floor.staged import planning, steps
from linli.deliberation.floor.staged.order import against, next_speaker, rules_now, times
from linli.deliberation.floor.staged.state import ORDER, Course, Speaking, Stage
from linli.deliberation.floor.staged.table import TABLE, Act

ROOM = (MeetingState.CALLED, MeetingState.IN_SESSION)


def apply(state: Course, step: steps.Step) -> Course | Refusal:
    if step.at.tzinfo is None or step.at < state.clock:
        return refusal(Code.TIME_GOES_BACK)
    now = passed(state, step.at)
    try:
        _allowed(now, step)
        return STEPS[type(step)](now, step)
    except Halt as halted:
        return halted.answer


def in_order(state: Course) -> dict[Act, Refusal | None]:
    return {act: against(state, act) for act in Act}


def _allowed(state: Course, step: steps.Step) -> None:
    """Who acts, then what the table says of the step."""
    if step.do not in set(Act):
        return
    act = Act(step.do)
    closes_early = act is Act.CLOSE and state.meeting is MeetingState.CALLED
    if TABLE[act].chair:
        chair_acts(state, step.by)
    if not closes_early:
        answer = against(state, act)
        if answer:
            raise Halt(answer)
        here(state, _whose(step))


def _whose(step: steps.Step) -> str:
    """Who must be there: of a raised hand whoever raised it, not who noted it."""
    raised = step.member if isinstance(step, given.Ask | given.StepBack) else None
    return raised or step.by


def passed(state: Course, at: datetime) -> Course:
    speech = state.speech
    over = speech is not None and at >= speech.until
    return replace(state, clock=at, speech=None if over else speech)


def _must_be(state: Course, *allowed: MeetingState) -> None:
    if state.meeting not in allowed:
        chinese, english, _ = names(state.meeting)
        halt(Code.WRONG_MEETING_STATE, state=english, state_zh=chinese)


# --- the meeting -------------------------------------------------------------------------------
def _chairs(before: MeetingState, after: MeetingState) -> Callable[[Course, given.Given], Course]:
    def step(state: Course, command: given.Given) -> Course:
        _must_be(state, before)
        chair_acts(state, command.by)
        return replace(state, meeting=after)

    return step


def _arrive(state: Course, command: given.Arrive) -> Course:
    _must_be(state, *ROOM)
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    if member in state.present:
        halt(Code.ALREADY_PRESENT, member=member)
    return replace(state, present=(*state.present, member))


def _leave(state: Course, command: given.Leave) -> Course:
    _must_be(state, *ROOM)
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    here(state, member)
    if member == state.presiding and state.meeting is MeetingState.IN_SESSION:
        halt(Code.CHAIR_MUST_HAND_OVER)
    speaks = state.speech is not None and state.speech.member == member
    return replace(
        state,
        present=tuple(each for each in state.present if each != member),
        queue=tuple(each for each in state.queue if each != member),
        speech=None if speaks else state.speech,
    )


def _open(state: Course, command: given.Open) -> Course:
    _must_be(state, MeetingState.CALLED)
    chair_acts(state, command.by)
    here(state, command.by)
    have, need = len(state.present), state.rules.present_least
    if have < need:
        halt(Code.NO_QUORUM, have=have, need=need)
    return _entered(replace(state, meeting=MeetingState.IN_SESSION), ORDER[0])


def _hand_over(state: Course, command: given.HandOver) -> Course:
    _must_be(state, MeetingState.NOTICED, *ROOM)
    chair_acts(state, command.by)
    (here if state.meeting is MeetingState.IN_SESSION else known)(state, command.to)
    queue = tuple(each for each in state.queue if each != command.to)
    speaks = state.speech is not None and state.speech.member == command.to
    speech = None if speaks else state.speech
    return replace(state, presiding=command.to, queue=queue, speech=speech)


def _recuse(state: Course, command: given.Recuse) -> Course:
    """From the notice to the end, by themselves or by who keeps the meeting."""
    _must_be(state, MeetingState.NOTICED, *ROOM)
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    if command.item not in state.agenda:
        halt(Code.UNKNOWN_ITEM, item=command.item)
    if (member, command.item) in state.recused:
        halt(Code.ALREADY_RECUSED, member=member)
    return replace(state, recused=(*state.recused, (member, command.item)))


def _close(state: Course, _: given.Close) -> Course:
    return replace(state, meeting=MeetingState.ADJOURNED, queue=(), stage_until=None)


# --- stages and speeches -------------------------------------------------------------------------
def _entered(state: Course, stage: Stage) -> Course:
    state = replace(state, stage=stage, queue=(), spoken=(), extended=0)
    until = state.clock + timedelta(minutes=rules_now(state).minutes)
    return replace(state, stage_until=until)


def _next_stage(state: Course, _: steps.NextStage) -> Course:
    stage = state.stage or ORDER[0]
    return _entered(state, ORDER[ORDER.index(stage) + 1])


def _extend(state: Course, command: steps.Extend) -> Course:
    extended = state.extended + command.minutes
    if command.minutes < 1 or extended > state.rules.extend_minutes_most:
        halt(Code.TERMS_WRONG, field="minutes")
    until = max(state.stage_until or state.clock, state.clock)
    more = timedelta(minutes=command.minutes)
    return replace(state, extended=extended, stage_until=until + more)


def _excuse(state: Course, command: steps.Excuse) -> Course:
    if command.member not in state.reporters or command.member in state.reported:
        halt(Code.NOT_A_REPORTER, member=command.member)
    return replace(state, reported=(*state.reported, command.member))


def _ask(state: Course, command: given.Ask) -> Course:
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    if member == state.presiding:
        halt(Code.CHAIR_IS_NEUTRAL)
    if state.stage is Stage.REPORT:
        halt(Code.NOT_A_REPORTER, member=member)
    if member in state.queue:
        halt(Code.ALREADY_ASKED, member=member)
    spoken = times(state, member)
    if spoken >= rules_now(state).speeches_each:
        halt(Code.SPOKEN_ENOUGH, member=member, times=spoken)
    return replace(state, queue=(*state.queue, member))


def _step_back(state: Course, command: given.StepBack) -> Course:
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    if member not in state.queue:
        halt(Code.NOT_ASKED, member=member)
    return replace(state, queue=tuple(each for each in state.queue if each != member))


def _recognise(state: Course, command: given.Recognise) -> Course:
    first = next_speaker(state) or halt(Code.NOBODY_WAITS)
    if command.member not in (None, first):
        halt(Code.NOT_NEXT, next=first)
    spoken = dict(state.spoken) | {first: times(state, first) + 1}
    limit = timedelta(seconds=rules_now(state).speech_seconds)
    reported = state.reported
    if state.stage is Stage.REPORT:
        reported = (*reported, first)
    return replace(
        state,
        speech=Speaking(first, state.clock, state.clock + limit),
        queue=tuple(each for each in state.queue if each != first),
        spoken=tuple(spoken.items()),
        reported=reported,
    )


def _end_speech(state: Course, command: given.EndSpeech) -> Course:
    if state.speech is None:
        halt(Code.NO_SPEECH)
    if command.by not in (state.speech.member, state.presiding, state.keeper):
        halt(Code.NOT_THE_CHAIR)
    return replace(state, speech=None)


M = MeetingState
STEPS: dict[type[given.Given], Callable[[Course, Any], Course]] = {
    given.Notice: _chairs(M.DRAFT, M.NOTICED),
    given.Call: _chairs(M.NOTICED, M.CALLED),
    given.Arrive: _arrive,
    given.Leave: _leave,
    given.Open: _open,
    given.HandOver: _hand_over,
    given.Recuse: _recuse,
    given.Close: _close,
    given.ApproveMinutes: _chairs(M.ADJOURNED, M.MINUTES_APPROVED),
    given.Tick: lambda state, _: state,
    given.Ask: _ask,
    given.StepBack: _step_back,
    given.Recognise: _recognise,
    given.EndSpeech: _end_speech,
    steps.NextStage: _next_stage,
    steps.Extend: _extend,
    steps.Excuse: _excuse,
    steps.Question: planning.question,
    steps.Answer: planning.answer,
    steps.AddTask: planning.add_task,
    steps.AcceptTask: planning.accept_task,
    steps.DropTask: planning.drop_task,
    given.Dispose: planning.dispose,
}
