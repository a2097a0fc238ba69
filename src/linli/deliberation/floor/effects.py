"""What it means when a motion is adopted, by the table's column of effects."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from linli.deliberation.floor.amending import amended
from linli.deliberation.floor.kinds import Kind, MeetingState, MotionState, Scope
from linli.deliberation.floor.returning import as_it_stood, returned
from linli.deliberation.floor.stack import adhering, changed, find, gone, main_of, note
from linli.deliberation.floor.state import Floor, How, Motion, Settled, Waiting, What
from linli.deliberation.floor.table import Effect


def popped(state: Floor) -> Floor:
    """The next motion below is pending again; if it waits for a second, its time begins anew."""
    stack = state.stack[:-1]
    if stack and stack[-1].state is MotionState.MADE:
        until = state.clock + timedelta(seconds=state.rules.second_within_seconds)
        stack = (*stack[:-1], replace(stack[-1], second_until=until))
    return replace(state, stack=stack, vote=None)


def settle(state: Floor, main: Motion, into: MotionState) -> Floor:
    """A main motion leaves the floor. Its queue is of no use any more."""
    main = replace(main, state=into, queue=())
    done = Settled(main, by=main.id, kind=main.kind, adopted=into is MotionState.ADOPTED)
    return gone(replace(state, settled=(*state.settled, done)), main, into)


def withdrawn(state: Floor, target: Motion) -> Floor:
    """The motion and everything that is pending on it."""
    while find(state.stack, target.id):
        motion = state.stack[-1]
        state = popped(state)
        if motion.kind is Kind.MAIN:
            state = settle(state, motion, MotionState.WITHDRAWN)
        else:
            state = gone(state, motion, MotionState.WITHDRAWN)
    return state


def rest(
    state: Floor, how: How, into: MotionState, due: date | None = None, body: str | None = None
) -> Floor:
    """The main motion with all that is pending on it waits outside of the stack."""
    main = state.stack[0]
    kept = [replace(main, state=into), *state.stack[1:]]
    if how is How.REFERRED:
        kept = [m for m in kept if m.kind is not Kind.POSTPONE_INDEFINITELY]
    waiting = Waiting(how, state.number, tuple(kept), due, body)
    state = replace(state, stack=(), waiting=(*state.waiting, waiting))
    return settle(state, main, into)


def adjourn(state: Floor) -> Floor:
    """The meeting ends; pending matters go to the next, what lay on the table too long is dead."""
    kept = adhering(state.stack)
    for motion in reversed(state.stack[len(kept) :]):
        state = gone(state, motion, MotionState.DIED)
    waiting = list(state.waiting)
    if kept:
        waiting.append(Waiting(How.PENDING, state.number, kept))
    lives = state.rules.table_lives_meetings
    dead = [w for w in waiting if w.how is How.TABLED and state.number - w.since >= lives]
    state = replace(
        state,
        meeting=MeetingState.ADJOURNED,
        stack=(),
        speech=None,
        vote=None,
        ruling=None,
        suspended=(),
        recess_until=None,
        handed_over_on=None,
        waiting=tuple(w for w in waiting if w not in dead),
    )
    for each in dead:
        state = settle(state, each.main, MotionState.DIED)
    return note(state, What.MEETING, state=MeetingState.ADJOURNED.value)


# --- one function for each effect; the motion itself is off the stack already ------------------------
def _continue(state: Floor, motion: Motion) -> Floor:
    return replace(state, continues_at=motion.terms.until)


def _adjourn(state: Floor, _: Motion) -> Floor:
    return adjourn(state)


def _recess(state: Floor, motion: Motion) -> Floor:
    until = state.clock + timedelta(minutes=motion.terms.minutes or 0)
    state = replace(state, meeting=MeetingState.RECESS, recess_until=until)
    return note(state, What.MEETING, state=MeetingState.RECESS.value)


def _none(state: Floor, _: Motion) -> Floor:
    return state


def _table(state: Floor, _: Motion) -> Floor:
    return rest(state, How.TABLED, MotionState.TABLED)


def _postpone(state: Floor, motion: Motion) -> Floor:
    return rest(state, How.POSTPONED, MotionState.POSTPONED, due=motion.terms.on)


def _refer(state: Floor, motion: Motion) -> Floor:
    terms = motion.terms
    return rest(state, How.REFERRED, MotionState.REFERRED, due=terms.report_on, body=terms.body)


def _in_scope(state: Floor, motion: Motion) -> tuple[Motion, ...]:
    return state.stack if motion.terms.scope is Scope.ALL else state.stack[-1:]


def _close(state: Floor, motion: Motion) -> Floor:
    for each in _in_scope(state, motion):
        state = changed(state, each.id, closed=True)
    return state


def _limit(state: Floor, motion: Motion) -> Floor:
    terms = motion.terms
    for each in _in_scope(state, motion):
        if each.debatable:
            state = changed(
                state,
                each.id,
                seconds=terms.seconds or each.seconds,
                speeches=terms.speeches or each.speeches,
            )
    return state


def _change(state: Floor, motion: Motion) -> Floor:
    target = find(state.stack, motion.target)
    return (
        changed(state, target.id, terms=amended(state, target, motion.terms)) if target else state
    )


def _kill(state: Floor, _: Motion) -> Floor:
    main = main_of(state)
    return settle(replace(state, stack=()), main, MotionState.KILLED) if main else state


def _adopt(state: Floor, motion: Motion) -> Floor:
    return settle(state, motion, MotionState.ADOPTED)


def _overrule(state: Floor, motion: Motion) -> Floor:
    return note(state, What.RULING_CHANGED, motion=motion.terms.motion)


def _suspend(state: Floor, motion: Motion) -> Floor:
    rule = motion.terms.rule
    if rule is None or rule in state.suspended:
        return state
    state = replace(state, suspended=(*state.suspended, rule))
    return note(state, What.SUSPENDED, motion=motion.id, state=rule.value)


def _vote_so(state: Floor, motion: Motion) -> Floor:
    return changed(state, motion.target or "", method=motion.terms.method)


def _withdraw(state: Floor, motion: Motion) -> Floor:
    target = find(state.stack, motion.target)
    return withdrawn(state, target) if target else state


def _take_back(state: Floor, motion: Motion) -> Floor:
    waits = next(each for each in state.waiting if each.main.id == motion.target)
    return returned(state, waits)


def _undo(state: Floor, motion: Motion) -> Floor:
    """Everything stands as when that vote was put; debate on it is open again."""
    vote = next(s for s in reversed(state.settled) if s.before and s.before[-1].id == motion.target)
    top = vote.before[-1]
    top = replace(top, closed=False, reconsidered=top.reconsidered + 1)
    state = replace(
        state,
        stack=tuple(as_it_stood(state, each) for each in (*vote.before[:-1], top)),
        settled=tuple(s for s in state.settled if s is not vote),
        waiting=tuple(w for w in state.waiting if w.main.id != vote.main.id),
    )
    return note(state, What.UNDONE, motion=top.id)


EFFECTS: dict[Effect, Callable[[Floor, Motion], Floor]] = {
    Effect.CONTINUE: _continue,
    Effect.ADJOURN: _adjourn,
    Effect.RECESS: _recess,
    Effect.NONE: _none,
    Effect.TABLE: _table,
    Effect.CLOSE_DEBATE: _close,
    Effect.LIMIT: _limit,
    Effect.POSTPONE: _postpone,
    Effect.REFER: _refer,
    Effect.CHANGE: _change,
    Effect.KILL: _kill,
    Effect.ADOPT: _adopt,
    Effect.OVERRULE: _overrule,
    Effect.SUSPEND: _suspend,
    Effect.VOTE_SO: _vote_so,
    Effect.WITHDRAW: _withdraw,
    Effect.TAKE_BACK: _take_back,
    Effect.UNDO: _undo,
}
