"""What is in order now: the same questions for every kind, answered from the table."""

from collections.abc import Callable

from linli.deliberation.floor.kinds import Kind, MeetingState, MotionState, names
from linli.deliberation.floor.people import lacking
from linli.deliberation.floor.refusals import Code, Refusal, refusal
from linli.deliberation.floor.stack import amendable, amendment_target, row, standing
from linli.deliberation.floor.state import Floor
from linli.deliberation.floor.table import TABLE, Again, By, Effect, Family, Occasion, Row

#: a question: nothing, if it does not speak against this kind of motion
Question = Callable[[Floor, Kind, Row], Refusal | None]


def _against(code: Code, state: Floor) -> Refusal:
    top = state.pending
    if top is None:
        return refusal(code)
    chinese, english, _ = names(top.kind)
    return refusal(code, pending=english, pending_zh=chinese)


def session(state: Floor, _: Kind, __: Row) -> Refusal | None:
    return None if state.meeting is MeetingState.IN_SESSION else refusal(Code.NOT_IN_SESSION)


def vote(state: Floor, _: Kind, __: Row) -> Refusal | None:
    return refusal(Code.VOTING) if state.vote else None


def quorum(state: Floor, _: Kind, says: Row) -> Refusal | None:
    return None if says.without_quorum else lacking(state)


def second(state: Floor, _: Kind, says: Row) -> Refusal | None:
    top = state.pending
    waits = top is not None and top.state is MotionState.MADE
    return refusal(Code.AWAITING_SECOND) if waits and not says.before_second else None


def occasion(state: Floor, _: Kind, says: Row) -> Refusal | None:
    if says.occasion is Occasion.FLOOR_FREE and state.stack:
        return _against(Code.SOMETHING_PENDING, state)
    if says.occasion is Occasion.PENDING and not state.stack:
        return refusal(Code.NOTHING_PENDING)
    if says.occasion is Occasion.RULING and state.ruling is None:
        return refusal(Code.NO_RULING)
    return None


def votable(state: Floor, _: Kind, says: Row) -> Refusal | None:
    """A way of voting is for what is voted on."""
    top = state.pending
    if says.effect is Effect.VOTE_SO and top and row(top).by is By.CHAIR:
        return _against(Code.NOT_APPLICABLE, state)
    return None


def again(state: Floor, kind: Kind, says: Row) -> Refusal | None:
    on_itself = bool(state.stack) and state.stack[-1].kind is kind
    somewhere = any(motion.kind is kind for motion in state.stack)
    if (says.again is Again.NOT_ON_ITSELF and on_itself) or (
        says.again is Again.ONCE and somewhere
    ):
        return refusal(Code.ALREADY_PENDING)
    return None


def amendment(state: Floor, _: Kind, says: Row) -> Refusal | None:
    """Applied to the immediately pending motion, an amendment needs no rank."""
    if says.effect is not Effect.CHANGE:
        return None
    if state.stack[-1].closed:
        return refusal(Code.DEBATE_CLOSED)
    return None if amendment_target(state) else _against(Code.NOT_AMENDABLE, state)


def rank(state: Floor, _: Kind, says: Row) -> Refusal | None:
    if says.rank is None or says.effect is Effect.CHANGE:
        return None
    highest = max((standing(state.stack, motion) for motion in state.stack), default=0)
    return None if says.rank > highest else _against(Code.OUTRANKED, state)


def debate_open(state: Floor, _: Kind, says: Row) -> Refusal | None:
    closed = bool(state.stack) and state.stack[-1].closed
    return refusal(Code.DEBATE_CLOSED) if closed and not says.after_debate else None


def main_matter(state: Floor, _: Kind, says: Row) -> Refusal | None:
    beside = (Family.INCIDENTAL, Family.RESTORING)
    if says.of_main and any(row(motion).family in beside for motion in state.stack):
        return _against(Code.NOT_APPLICABLE, state)
    return None


def something_to_debate(state: Floor, _: Kind, says: Row) -> Refusal | None:
    top = state.pending
    if not says.of_debate or top is None or top.debatable:
        return None
    if says.effect is Effect.CLOSE_DEBATE and amendable(state, top):
        return None
    return _against(Code.NOT_APPLICABLE, state)


QUESTIONS: tuple[Question, ...] = (
    session,
    vote,
    quorum,
    second,
    occasion,
    votable,
    again,
    amendment,
    rank,
    debate_open,
    main_matter,
    something_to_debate,
)


def against(state: Floor, kind: Kind) -> Refusal | None:
    """What speaks against moving this now; the first answer counts."""
    says = TABLE[kind]
    for question in QUESTIONS:
        answer = question(state, kind, says)
        if answer:
            return answer
    return None


def in_order(state: Floor) -> dict[Kind, Refusal | None]:
    return {kind: against(state, kind) for kind in Kind}
