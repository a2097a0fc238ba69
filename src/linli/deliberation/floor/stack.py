"""What can be asked of the stack of pending motions, and the small steps on a state."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NoReturn

from linli.deliberation.floor.kinds import Kind, MotionState
from linli.deliberation.floor.refusals import Code, Refusal, refusal
from linli.deliberation.floor.state import Floor, Happened, Motion, What
from linli.deliberation.floor.table import TABLE, Family, Row


class Halt(Exception):
    """Ends a step inside of the machine; `apply` answers with its refusal."""

    def __init__(self, answer: Refusal) -> None:
        super().__init__(answer.code)
        self.answer = answer


def halt(code: Code, **facts: object) -> NoReturn:
    raise Halt(refusal(code, **facts))


def row(motion: Motion) -> Row:
    return TABLE[motion.kind]


def find(stack: Sequence[Motion], number: str | None) -> Motion | None:
    return next((motion for motion in stack if motion.id == number), None)


def root(stack: Sequence[Motion], motion: Motion) -> Motion:
    """What an amendment amends in the end; any other motion itself."""
    while motion.kind is Kind.AMEND:
        below = find(stack, motion.target)
        if below is None:
            break
        motion = below
    return motion


def standing(stack: Sequence[Motion], motion: Motion) -> int:
    """Its rank; an amendment's is that of what it amends, if higher. Nought: it has none."""
    return max(row(motion).rank or 0, row(root(stack, motion)).rank or 0)


def amendable(state: Floor, motion: Motion) -> bool:
    return row(motion).amend and motion.degree < state.rules.amendment_degrees


def amendment_target(state: Floor) -> Motion | None:
    """What an amendment would amend now."""
    top = state.pending
    if top is None:
        return None
    if amendable(state, top):
        return top
    if top.kind is Kind.POSTPONE_INDEFINITELY:  # it opens the main motion, to amendment too
        main = find(state.stack, top.target)
        return main if main and amendable(state, main) else None
    return None


def main_of(state: Floor) -> Motion | None:
    """The main motion on the floor."""
    return state.stack[0] if state.stack and state.stack[0].kind is Kind.MAIN else None


def adhering(stack: Sequence[Motion]) -> tuple[Motion, ...]:
    """The main motion and what stays with it until another meeting."""
    kept: list[Motion] = []
    for motion in stack:
        base = root(kept, motion).kind if motion.kind is Kind.AMEND else motion.kind
        stays = base in {Kind.MAIN, Kind.POSTPONE_INDEFINITELY, Kind.REFER, Kind.POSTPONE}
        if not stays or motion.state is MotionState.MADE:
            break
        kept.append(motion)
    return tuple(kept)


def note(state: Floor, what: What, /, **about: Any) -> Floor:
    return replace(state, happened=(*state.happened, Happened(what, **about)))


def changed(state: Floor, number: str, /, **fields: Any) -> Floor:
    """One motion of the stack with other fields."""
    stack = tuple(replace(m, **fields) if m.id == number else m for m in state.stack)
    return replace(state, stack=stack)


def gone(state: Floor, motion: Motion, into: MotionState, /, **about: Any) -> Floor:
    return note(
        state, What.MOTION, motion=motion.id, member=motion.mover, state=into.value, **about
    )


def is_privileged(state: Floor, motion: Motion) -> bool:
    return row(root(state.stack, motion)).family is Family.PRIVILEGED
