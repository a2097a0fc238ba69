"""The machine: `apply(state, command)` is the next state, or why not. Docs: docs/floor.md."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from linli.deliberation.floor import commands as given
from linli.deliberation.floor import disposing, gathering, motions, speaking, voting
from linli.deliberation.floor.effects import popped
from linli.deliberation.floor.kinds import MeetingState, MotionState
from linli.deliberation.floor.people import enough, goes_on_without
from linli.deliberation.floor.refusals import Code, Refusal, refusal
from linli.deliberation.floor.returning import return_due
from linli.deliberation.floor.stack import Halt, changed, gone, main_of, note
from linli.deliberation.floor.state import Floor, What

#: what may lie between a ruling and an appeal from it: nothing that is debate or business
BESIDE = (given.Tick, given.Arrive, given.Leave, given.Recuse, given.Ask, given.StepBack)

STEPS: dict[type[given.Given], Callable[[Floor, Any], Floor]] = {
    given.Notice: gathering.notice,
    given.Call: gathering.call,
    given.Arrive: gathering.arrive,
    given.Leave: gathering.leave,
    given.Open: gathering.open_session,
    given.Resume: gathering.resume,
    given.Close: gathering.close,
    given.ApproveMinutes: gathering.approve_minutes,
    given.HandOver: gathering.hand_over,
    given.Recuse: gathering.recuse,
    given.SetAside: gathering.set_aside,
    given.Dispose: disposing.dispose,
    given.Tick: gathering.tick,
    given.Move: motions.move,
    given.Second: motions.second,
    given.Object: motions.object_to,
    given.Rule: motions.rule,
    given.Ask: speaking.ask,
    given.StepBack: speaking.step_back,
    given.Recognise: speaking.recognise,
    given.EndSpeech: speaking.end_speech,
    given.Put: voting.put,
    given.Cast: voting.cast,
    given.Count: voting.count,
    given.Announce: voting.announce,
}


def apply(state: Floor, command: given.Command) -> Floor | Refusal:
    if command.at.tzinfo is None or command.at < state.clock:
        return refusal(Code.TIME_GOES_BACK)
    now = passed(replace(state, happened=()), command.at)
    try:
        after = STEPS[type(command)](now, command)
    except Halt as halted:
        return halted.answer
    if after.ruling is now.ruling and not isinstance(command, BESIDE):
        after = replace(after, ruling=None)
    return tidied(now, counted_again(now, after))


def passed(state: Floor, at: datetime) -> Floor:
    """Time goes by: a speech ends at its limit, a motion without a second dies after its time."""
    state = replace(state, clock=at)
    if state.speech and state.speech.until and at >= state.speech.until:
        state = speaking.stop(state, What.TIME_UP)
    top = state.pending
    if top and top.state is MotionState.MADE and top.second_until and at > top.second_until:
        state = return_due(gone(popped(state), top, MotionState.DIED))
    return state


def counted_again(before: Floor, after: Floor) -> Floor:
    """Without a quorum nobody speaks on, and no vote counts."""
    if after.meeting is not MeetingState.IN_SESSION or goes_on_without(after):
        return after
    if enough(after):
        back = before.meeting is MeetingState.IN_SESSION and not enough(before)
        return note(after, What.QUORUM_BACK) if back else after
    after = speaking.stop(after)
    if after.vote:
        motion = after.vote.motion
        spoken = after.stack[-1].spoken
        into = MotionState.DEBATE if spoken else MotionState.STATED
        after = changed(replace(after, vote=None), motion, state=into)
        after = note(after, What.VOTE_VOID, motion=motion)
    lost = before.meeting is not MeetingState.IN_SESSION or enough(before)
    return note(after, What.QUORUM_LOST) if lost else after


def tidied(before: Floor, after: Floor) -> Floor:
    """The main matter is off the floor: suspended rules are in force again, the next may come."""
    main, still = main_of(before), main_of(after)
    if main and (still is None or still.id != main.id):
        after = replace(after, suspended=(), handed_over_on=None)
    return return_due(after)
