"""Making motions: move, second, object, rule."""

from dataclasses import replace
from datetime import datetime, timedelta

from linli.deliberation.floor.charter import Threshold
from linli.deliberation.floor.commands import Move, Object, Rule, Second
from linli.deliberation.floor.content import Prepared, prepared
from linli.deliberation.floor.effects import popped, withdrawn
from linli.deliberation.floor.kinds import Kind, MotionState
from linli.deliberation.floor.order import against
from linli.deliberation.floor.people import (
    business,
    chair_presides,
    in_session,
    member_acts,
)
from linli.deliberation.floor.refusals import Code, Refusal
from linli.deliberation.floor.speaking import interrupt, stop
from linli.deliberation.floor.stack import Halt, amendment_target, changed, gone, halt, note, row
from linli.deliberation.floor.state import Floor, Motion, Ruling, What
from linli.deliberation.floor.table import TABLE, By, Debate, Family


def against_moving(state: Floor, member: str, kind: Kind) -> Refusal | None:
    """What speaks against this member moving this now, before they have said what exactly."""
    try:
        _may_move(state, member, kind)
    except Halt as halted:
        return halted.answer
    return None


def _may_move(state: Floor, member: str, kind: Kind) -> None:
    in_session(state)
    member_acts(state, member, _acts_on(state, kind))
    answer = against(state, kind)
    if answer:
        raise Halt(answer)
    speech = state.speech
    if speech and speech.member != member and not TABLE[kind].interrupts:
        halt(Code.SPEECH_UNDER_WAY, member=speech.member)


def move(state: Floor, command: Move) -> Floor:
    _may_move(state, command.by, command.kind)
    says, speech = TABLE[command.kind], state.speech
    content = prepared(state, command)
    if (
        command.kind is Kind.WITHDRAW
        and content.target
        and content.target.state is MotionState.MADE
    ):
        return withdrawn(state, content.target)
    if speech:
        state = stop(state) if speech.member == command.by else interrupt(state)
    motion = _made(state, command, content)
    state = replace(
        state, stack=(*state.stack, motion), next_number=state.next_number + 1, ruling=None
    )
    state = note(
        state, What.MOTION, motion=motion.id, member=motion.mover, state=motion.state.value
    )
    if says.by is By.DEMAND:
        return gone(popped(state), motion, MotionState.ADOPTED)
    return state


def _acts_on(state: Floor, kind: Kind) -> Motion | None:
    """Of which motion a recusal keeps the mover away; privileged ones and points of order of none."""
    if TABLE[kind].family is Family.PRIVILEGED or kind is Kind.POINT_OF_ORDER:
        return None
    return amendment_target(state) if kind is Kind.AMEND else state.pending


def _made(state: Floor, command: Move, content: Prepared) -> Motion:
    says = TABLE[command.kind]
    return Motion(
        id=f"m{state.next_number}",
        kind=command.kind,
        mover=command.by,
        state=MotionState.MADE if says.second else MotionState.STATED,
        terms=content.terms,
        made_at=command.at,
        target=content.target.id if content.target else None,
        degree=content.degree,
        item=content.item,
        debatable=_debatable(state, says.debate, content),
        second_until=_until(state, command.at) if says.second else None,
        threshold=_threshold(state, says.by, content.item),
    )


def _until(state: Floor, at: datetime) -> datetime:
    return at + timedelta(seconds=state.rules.second_within_seconds)


def _debatable(state: Floor, debate: Debate, content: Prepared) -> bool:
    if debate is Debate.AS_TARGET:
        return bool(content.target and content.target.debatable)
    if debate is Debate.APPEAL:
        pends = state.pending
        free = pends is None or (pends.debatable and not pends.closed)
        return free and not content.terms.decorum
    return debate is Debate.YES


def _threshold(state: Floor, by: By, item: str | None) -> Threshold:
    rules = state.rules
    if by is By.CHARTER:
        own = next((each.threshold for each in state.agenda if each.id == item), None)
        return own or rules.main_threshold
    return rules.two_thirds if by is By.TWO_THIRDS else rules.majority


def second(state: Floor, command: Second) -> Floor:
    business(state)
    top = state.pending
    if top is None or top.state is not MotionState.MADE:
        halt(Code.NOTHING_TO_SECOND)
    member_acts(state, command.by, top)
    if command.by == top.mover:
        halt(Code.OWN_MOTION)
    state = changed(state, top.id, state=MotionState.STATED, seconder=command.by, second_until=None)
    return note(state, What.MOTION, motion=top.id, member=command.by, state="stated")


def object_to(state: Floor, command: Object) -> Floor:
    business(state)
    top = state.pending
    if top is None or row(top).by is not By.CONSENT or top.objected or state.vote:
        halt(Code.NOTHING_TO_OBJECT)
    member_acts(state, command.by, top)
    return changed(state, top.id, objected=True)


def rule(state: Floor, command: Rule) -> Floor:
    in_session(state)
    top = state.pending
    if top is None or row(top).by is not By.CHAIR:
        chair_presides(state, command.by)
        halt(Code.NOTHING_TO_RULE)
    chair_presides(state, command.by)
    decorum = bool(top.terms.decorum)
    state = popped(state)
    below = state.pending
    if below and decorum and command.upheld:  # who was out of order does not simply go on
        queue = tuple(asked for asked in below.queue if asked.left is None)
        state = changed(state, below.id, queue=queue)
    state = gone(state, top, MotionState.ADOPTED if command.upheld else MotionState.LOST)
    state = note(state, What.RULED, motion=top.id, state="upheld" if command.upheld else "denied")
    return replace(state, ruling=Ruling(top.id, command.upheld, decorum))
