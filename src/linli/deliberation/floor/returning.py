"""What waits for another time, and how it comes back."""

from dataclasses import replace
from datetime import date, datetime

from linli.deliberation.floor.charter import FloorRules
from linli.deliberation.floor.kinds import MeetingState, MotionState, names
from linli.deliberation.floor.refusals import Code, Refusal, refusal
from linli.deliberation.floor.stack import adhering, note
from linli.deliberation.floor.state import Floor, How, Item, Motion, Waiting, What


def as_it_stood(state: Floor, motion: Motion) -> Motion:
    """Back on the floor in the same meeting; who left meanwhile does not wait to speak any more."""
    queue = tuple(asked for asked in motion.queue if asked.member in state.present)
    queue = tuple(asked for asked in queue if asked.member != state.presiding)
    into = MotionState.DEBATE if motion.spoken else MotionState.STATED
    return replace(motion, state=into, queue=queue)


def fresh(motion: Motion) -> Motion:
    """On the floor of another meeting: everybody's right to speak is new, no limit is left."""
    return replace(
        motion,
        state=MotionState.STATED,
        spoken=(),
        last_side=None,
        queue=(),
        closed=False,
        seconds=None,
        speeches=None,
        method=None,
    )


def returned(state: Floor, waits: Waiting) -> Floor:
    if waits.since == state.number:
        stack = tuple(as_it_stood(state, motion) for motion in waits.stack)
    else:
        stack = tuple(fresh(motion) for motion in adhering(waits.stack))
    waiting = tuple(each for each in state.waiting if each is not waits)
    state = replace(state, stack=stack, waiting=waiting)
    return note(state, What.RETURNED, motion=waits.main.id, state=waits.how.value)


def return_due(state: Floor) -> Floor:
    """The floor is free: the next matter whose time has come is pending again, by itself."""
    if state.meeting is not MeetingState.IN_SESSION or state.stack:
        return state
    due = [
        each
        for each in state.waiting
        if each.how is not How.TABLED
        and each.since < state.number
        and (each.due is None or each.due <= state.day)
    ]
    first = min(due, key=lambda each: (each.due is not None, each.due or state.day), default=None)
    return returned(state, first) if first else state


def meeting(  # noqa: PLR0913 (a meeting is made of these)
    rules: FloorRules,
    *,
    number: int,
    day: date,
    members: tuple[str, ...],
    chair: str,
    at: datetime,
    agenda: tuple[Item, ...] = (),
    keeper: str | None = None,
) -> Floor:
    """A meeting in draft."""
    return Floor(
        rules=rules,
        number=number,
        day=day,
        members=tuple(dict.fromkeys(members)),
        chair=chair,
        presiding=chair,
        clock=at,
        agenda=agenda,
        keeper=keeper,
    )


def carry_over(  # noqa: PLR0913 (what may be other than last time)
    state: Floor,
    *,
    day: date,
    at: datetime,
    agenda: tuple[Item, ...] = (),
    members: tuple[str, ...] | None = None,
    chair: str | None = None,
    rules: FloorRules | None = None,
) -> Floor | Refusal:
    """The next meeting in draft, with everything that waits.

    Held at the time that this meeting fixed, it is the same meeting going on: what was decided is
    not renewed.
    """
    if state.meeting not in (MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED):
        chinese, english, _ = names(state.meeting)
        return refusal(Code.WRONG_MEETING_STATE, state=english, state_zh=chinese)
    after = meeting(
        rules or state.rules,
        number=state.number + 1,
        day=day,
        members=state.members if members is None else members,
        chair=chair or state.chair,
        at=at,
        agenda=agenda,
        keeper=state.keeper,
    )
    goes_on = state.continues_at is not None and state.continues_at.date() == day
    settled = tuple(replace(each, before=()) for each in state.settled) if goes_on else ()
    return replace(after, waiting=state.waiting, next_number=state.next_number, settled=settled)
