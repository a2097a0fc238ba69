"""A small meeting and sound motions for it: whatever is in order can be moved with `sound_terms`."""

from datetime import UTC, date, datetime, timedelta

from linli.deliberation.floor import apply, meeting
from linli.deliberation.floor.charter import FloorRules
from linli.deliberation.floor.commands import Command, Move, Terms
from linli.deliberation.floor.kinds import HouseRule, Kind, Method, MotionState, Scope
from linli.deliberation.floor.refusals import Code, Refusal
from linli.deliberation.floor.state import Floor, Item, Motion

CHAIR, MEMBERS = "chair", ("chair", "ann", "bo", "cai", "dan", "eve", "fu")
DAY = date(2026, 3, 7)
START = datetime(2026, 3, 7, 1, 0, tzinfo=UTC)

#: why something is not in order; what else refuses a motion are persons and words
OF_THE_ORDER = frozenset(
    {
        *(Code.NOT_IN_SESSION, Code.VOTING, Code.NO_QUORUM, Code.AWAITING_SECOND),
        *(Code.NOTHING_PENDING, Code.SOMETHING_PENDING, Code.OUTRANKED, Code.NOT_AMENDABLE),
        *(Code.DEBATE_CLOSED, Code.NOT_APPLICABLE, Code.ALREADY_PENDING, Code.NO_RULING),
    }
)


def usual_terms(state: Floor, kind: Kind) -> Terms:
    number = state.next_number
    later = DAY + timedelta(days=30 + number)
    if kind is Kind.FIX_TIME:
        return Terms(until=state.clock + timedelta(days=1))
    if kind is Kind.POSTPONE:
        return Terms(on=later)
    if kind is Kind.REFER:
        return Terms(body="楼组", report_on=later)
    if kind is Kind.MAIN:
        return Terms(text=f"修第{number}号凉亭")
    return OF_ALL_TIMES.get(kind, Terms())


OF_ALL_TIMES = {
    Kind.RECESS: Terms(minutes=10),
    Kind.PREVIOUS_QUESTION: Terms(scope=Scope.ONE),
    Kind.LIMIT_DEBATE: Terms(seconds=30),
    Kind.SUSPEND_RULES: Terms(rule=HouseRule.SPEECH_TIME),
    Kind.VOTE_METHOD: Terms(method=Method.HANDS),
}


def sound_terms(state: Floor, kind: Kind) -> Terms:
    if kind is Kind.AMEND and state.pending is not None:
        return amendment_terms(state, state.pending)
    if kind is Kind.TAKE_FROM_TABLE:
        tabled = [rest.main.id for rest in state.waiting if rest.how == "tabled"]
        return Terms(motion=tabled[-1] if tabled else None)
    if kind is Kind.RECONSIDER:
        return Terms(motion=state.settled[-1].by if state.settled else None)
    return usual_terms(state, kind)


def amendment_terms(state: Floor, pending: Motion) -> Terms:
    number = state.next_number
    target, said = pending, pending.terms
    while target.kind is Kind.AMEND:
        target = next(motion for motion in state.stack if motion.id == target.target)
    other = next(method for method in Method if method != said.method)
    return {
        Kind.VOTE_METHOD: Terms(method=other),
        Kind.RECESS: Terms(minutes=(said.minutes or 0) % 100 + 1),
        Kind.LIMIT_DEBATE: Terms(seconds=(said.seconds or 0) + 1),
        Kind.FIX_TIME: Terms(until=(said.until or state.clock) + timedelta(minutes=number)),
        Kind.POSTPONE: Terms(on=(said.on or DAY) + timedelta(days=1)),
        Kind.REFER: Terms(body=f"{said.body}{number}"),
    }.get(target.kind, Terms(insert=f"，外加第{number}号灯"))


def sound_move(state: Floor, kind: Kind, by: str) -> Move:
    return Move(at=state.clock, by=by, kind=kind, terms=sound_terms(state, kind))


def waits_for_second(state: Floor) -> bool:
    return bool(state.stack) and state.stack[-1].state is MotionState.MADE


def fresh_meeting(*, agenda: tuple[str, ...] = (), **rules: object) -> Floor:
    return meeting(
        rules=FloorRules(**rules),  # type: ignore[arg-type]
        number=1,
        day=DAY,
        members=MEMBERS,
        chair=CHAIR,
        at=START,
        agenda=tuple(Item(item) for item in agenda),
    )


def played(state: Floor, *commands: Command) -> Floor:
    """All of them accepted."""
    for command in commands:
        then = apply(state, command)
        assert not isinstance(then, Refusal), (command, then)
        state = then
    return state
