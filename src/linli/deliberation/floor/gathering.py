"""The meeting itself: calling it, coming and going, chair, recusals, recess and end."""

from dataclasses import replace

from linli.deliberation.floor.commands import (
    ApproveMinutes,
    Arrive,
    Call,
    Close,
    Given,
    HandOver,
    Leave,
    Notice,
    Open,
    Recuse,
    Resume,
    SetAside,
    Tick,
)
from linli.deliberation.floor.content import due_item
from linli.deliberation.floor.effects import adjourn, settle
from linli.deliberation.floor.kinds import MeetingState, MotionState, names
from linli.deliberation.floor.people import (
    chair_acts,
    chair_presides,
    enough,
    here,
    keys,
    known,
    matter_exists,
    not_recused,
    oneself_or_officer,
    quorum,
    quorum_without,
    recused,
)
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.speaking import silenced, stop
from linli.deliberation.floor.stack import adhering, gone, halt, main_of, note
from linli.deliberation.floor.state import Floor, How, Waiting, What

ROOM = (MeetingState.CALLED, MeetingState.IN_SESSION, MeetingState.RECESS)
GATHERED = (MeetingState.IN_SESSION, MeetingState.RECESS)
ENDED = (MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED)


def must_be(state: Floor, *allowed: MeetingState) -> None:
    if state.meeting not in allowed:
        chinese, english, _ = names(state.meeting)
        halt(Code.WRONG_MEETING_STATE, state=english, state_zh=chinese)


def into(state: Floor, meeting: MeetingState) -> Floor:
    return note(replace(state, meeting=meeting), What.MEETING, state=meeting.value)


def notice(state: Floor, command: Notice) -> Floor:
    must_be(state, MeetingState.DRAFT)
    chair_acts(state, command.by)
    return into(state, MeetingState.NOTICED)


def call(state: Floor, command: Call) -> Floor:
    must_be(state, MeetingState.NOTICED)
    chair_acts(state, command.by)
    return into(state, MeetingState.CALLED)


def arrive(state: Floor, command: Arrive) -> Floor:
    must_be(state, *ROOM)
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    if member in state.present:
        halt(Code.ALREADY_PRESENT, member=member)
    return replace(state, present=(*state.present, member))


def leave(state: Floor, command: Leave) -> Floor:
    must_be(state, *ROOM)
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    here(state, member)
    if member == state.presiding and state.meeting in GATHERED:
        halt(Code.CHAIR_MUST_HAND_OVER)
    state = _unvoted(silenced(state, member), member)
    return replace(state, present=tuple(each for each in state.present if each != member))


def _unvoted(state: Floor, member: str) -> Floor:
    if state.vote is None:
        return state
    cast = tuple(each for each in state.vote.cast if each[0] != member)
    return replace(state, vote=replace(state.vote, cast=cast))


def open_session(state: Floor, command: Open) -> Floor:
    must_be(state, MeetingState.CALLED)
    chair_acts(state, command.by)
    here(state, command.by)
    if not state.rules.open_without_quorum and not enough(state):
        have, need = quorum(state)
        halt(Code.NO_QUORUM, have=have, need=need)
    return into(state, MeetingState.IN_SESSION)


def resume(state: Floor, command: Resume) -> Floor:
    must_be(state, MeetingState.RECESS)
    chair_acts(state, command.by)
    here(state, command.by)
    if state.recess_until and state.clock < state.recess_until:
        halt(Code.RECESS_NOT_OVER, until=state.recess_until.strftime("%H:%M"))
    return into(replace(state, recess_until=None), MeetingState.IN_SESSION)


def close(state: Floor, command: Close) -> Floor:
    must_be(state, MeetingState.CALLED, MeetingState.IN_SESSION)
    chair_acts(state, command.by)
    if state.meeting is MeetingState.IN_SESSION and (
        state.stack or (due_item(state) is not None and enough(state))
    ):
        halt(Code.BUSINESS_LEFT)
    return adjourn(state)


def approve_minutes(state: Floor, command: ApproveMinutes) -> Floor:
    must_be(state, MeetingState.ADJOURNED)
    chair_acts(state, command.by)
    return into(state, MeetingState.MINUTES_APPROVED)


def hand_over(state: Floor, command: HandOver) -> Floor:
    must_be(state, MeetingState.NOTICED, *ROOM)
    chair_acts(state, command.by)
    if state.vote:
        halt(Code.VOTING)
    if state.meeting in GATHERED:
        here(state, command.to)
    else:
        known(state, command.to)
    not_recused(state, command.to, state.pending)
    main = main_of(state)
    returns = command.to == state.chair != command.by
    if returns and state.handed_over_on and state.rules.chair_returns_after_main:
        halt(Code.CHAIR_RETURNS_LATER)
    state = silenced(state, command.to)
    away = main.id if main and command.by == state.chair else state.handed_over_on
    return replace(state, presiding=command.to, handed_over_on=away)


def recuse(state: Floor, command: Recuse) -> Floor:
    if state.meeting in ENDED:
        must_be(state, MeetingState.IN_SESSION)
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    if not matter_exists(state, command.item):
        halt(Code.UNKNOWN_ITEM, item=command.item)
    if (member, command.item) in state.recused:
        halt(Code.ALREADY_RECUSED, member=member)
    state = replace(state, recused=(*state.recused, (member, command.item)))
    if not state.stack or command.item not in keys(state.stack[0]):
        return state
    about = tuple(motion for motion in state.stack if _concerned(state, motion.id, member))
    state = silenced(state, member, about)
    vote = state.vote
    return _unvoted(state, member) if vote and any(m.id == vote.motion for m in about) else state


def _concerned(state: Floor, number: str, member: str) -> bool:
    return any(m.id == number and member in recused(state, m) for m in state.stack)


def set_aside(state: Floor, command: SetAside) -> Floor:
    chair_presides(state, command.by)
    main = main_of(state)
    if main is None:
        halt(Code.NOTHING_PENDING)
    if enough(state):
        halt(Code.HAS_QUORUM)
    have, need = quorum_without(state, frozenset())
    if have < need:
        halt(Code.NO_QUORUM, have=have, need=need)
    if state.vote:  # it goes on without a quorum while a recess, say, is on the floor
        halt(Code.VOTING)
    if main.state is MotionState.MADE:
        halt(Code.AWAITING_SECOND)
    kept = adhering(state.stack)
    for motion in reversed(state.stack[len(kept) :]):
        state = gone(state, motion, MotionState.DIED)
    waits = Waiting(How.PENDING, state.number, kept)
    state = replace(state, stack=(), waiting=(*state.waiting, waits))
    return settle(stop(state), main, MotionState.POSTPONED)


def tick(state: Floor, _: Tick | Given) -> Floor:
    return state
