"""Who speaks, who waits, and for how long."""

from dataclasses import replace
from datetime import timedelta

from linli.deliberation.floor.commands import Ask, EndSpeech, Recognise, StepBack
from linli.deliberation.floor.kinds import HouseRule, Kind, MotionState, Side
from linli.deliberation.floor.people import (
    business,
    chair_presides,
    in_session,
    member_acts,
    oneself_or_officer,
)
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.stack import changed, halt, note
from linli.deliberation.floor.state import Asked, Floor, Motion, Speech, What

SIDES = (Side.FOR, Side.AGAINST)


def times(motion: Motion, member: str) -> int:
    return dict(motion.spoken).get(member, 0)


def most_times(state: Floor, motion: Motion) -> int | None:
    """How often each may speak on it; none: as often as they like."""
    if HouseRule.SPEECH_COUNT in state.suspended:
        return None
    usual = state.rules.speeches_each
    if motion.kind is Kind.APPEAL:
        usual = state.rules.appeal_speeches_each
    return motion.speeches or usual


def seconds(state: Floor, motion: Motion) -> int | None:
    if HouseRule.SPEECH_TIME in state.suspended:
        return None
    return motion.seconds or state.rules.speech_seconds


def may_speak(state: Floor, motion: Motion, asked: Asked) -> bool:
    most = most_times(state, motion)
    return asked.left is not None or most is None or times(motion, asked.member) < most


def next_speaker(state: Floor) -> Asked | None:
    """Who was interrupted; who has not spoken; the other side; who asked first."""
    motion = state.pending
    if motion is None or not motion.debatable or motion.closed:
        return None

    def key(asked: Asked) -> tuple[bool, bool, bool]:
        again = motion.last_side in SIDES and asked.side is motion.last_side
        return asked.left is None, times(motion, asked.member) > 0, again

    waiting = [asked for asked in motion.queue if may_speak(state, motion, asked)]
    return min(waiting, key=key, default=None)


def debated(state: Floor) -> Motion:
    """The immediately pending motion, which can be spoken on now."""
    motion = state.pending
    if state.vote:
        halt(Code.VOTING)
    if motion is None:
        halt(Code.NOTHING_PENDING)
    if motion.state is MotionState.MADE:
        halt(Code.AWAITING_SECOND)
    if not motion.debatable:
        halt(Code.NOT_DEBATABLE)
    if motion.closed:
        halt(Code.DEBATE_CLOSED)
    return motion


def ask(state: Floor, command: Ask) -> Floor:
    business(state)
    motion = debated(state)
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    member_acts(state, member, motion)
    if any(asked.member == member for asked in motion.queue):
        halt(Code.ALREADY_ASKED, member=member)
    asked = Asked(member, command.side)
    if not may_speak(state, motion, asked):
        halt(Code.SPOKEN_ENOUGH, member=member, times=times(motion, member))
    return changed(state, motion.id, queue=(*motion.queue, asked))


def step_back(state: Floor, command: StepBack) -> Floor:
    in_session(state)
    motion = state.pending
    member = command.member or command.by
    oneself_or_officer(state, command.by, member)
    if motion is None or all(asked.member != member for asked in motion.queue):
        halt(Code.NOT_ASKED, member=member)
    return changed(state, motion.id, queue=_without(motion, member))


def recognise(state: Floor, command: Recognise) -> Floor:
    business(state)
    chair_presides(state, command.by)
    motion = debated(state)
    if state.speech:
        halt(Code.SPEECH_UNDER_WAY, member=state.speech.member)
    first = next_speaker(state)
    if first is None:
        halt(Code.NOBODY_WAITS)
    chosen = first
    if command.member is not None and command.member != first.member:
        found = [asked for asked in motion.queue if asked.member == command.member]
        if not found:
            halt(Code.NOT_ASKED, member=command.member)
        if not may_speak(state, motion, found[0]):
            halt(Code.SPOKEN_ENOUGH, member=command.member, times=times(motion, command.member))
        if HouseRule.SPEAKING_ORDER not in state.suspended:
            halt(Code.NOT_NEXT, next=first.member)
        chosen = found[0]
    return _given(state, motion, chosen)


def _given(state: Floor, motion: Motion, asked: Asked) -> Floor:
    limit = seconds(state, motion) if asked.left is None else asked.left or None
    until = state.clock + timedelta(seconds=limit) if limit else None
    spoken = dict(motion.spoken)
    if asked.left is None:
        spoken[asked.member] = spoken.get(asked.member, 0) + 1
    state = changed(
        state,
        motion.id,
        state=MotionState.DEBATE,
        spoken=tuple(spoken.items()),
        last_side=asked.side,
        queue=_without(motion, asked.member),
    )
    state = replace(state, speech=Speech(asked.member, motion.id, asked.side, state.clock, until))
    if motion.state is not MotionState.DEBATE:
        state = note(state, What.MOTION, motion=motion.id, member=asked.member, state="debate")
    return note(state, What.SPEAKS, motion=motion.id, member=asked.member, state=asked.side.value)


def end_speech(state: Floor, command: EndSpeech) -> Floor:
    in_session(state)
    if state.speech is None:
        halt(Code.NO_SPEECH)
    if command.by not in (state.speech.member, state.presiding, state.keeper):
        halt(Code.NOT_THE_CHAIR)
    return stop(state)


def stop(state: Floor, what: What = What.SPEECH_ENDED) -> Floor:
    speech = state.speech
    if speech is None:
        return state
    state = replace(state, speech=None)
    return note(state, what, motion=speech.motion, member=speech.member)


def interrupt(state: Floor) -> Floor:
    """A speech gives way to a question of order, and goes on afterwards with what was left."""
    speech, motion = state.speech, state.pending
    if speech is None or motion is None:
        return state
    left = int((speech.until - state.clock).total_seconds()) if speech.until else 0
    queue = (Asked(speech.member, speech.side, left), *_without(motion, speech.member))
    # less than a second is no speech; nought would mean "without a limit"
    resumes = left > 0 or speech.until is None
    return stop(changed(state, motion.id, queue=queue) if resumes else state)


def silenced(state: Floor, member: str, motions: tuple[Motion, ...] | None = None) -> Floor:
    """Somebody has no voice any more: out of the queues, and off the floor."""
    for motion in state.stack if motions is None else motions:
        if any(asked.member == member for asked in motion.queue):
            state = changed(state, motion.id, queue=_without(motion, member))
    speech = state.speech
    touched = motions is None or (speech and any(m.id == speech.motion for m in motions))
    return stop(state) if speech and speech.member == member and touched else state


def _without(motion: Motion, member: str) -> tuple[Asked, ...]:
    return tuple(asked for asked in motion.queue if asked.member != member)
