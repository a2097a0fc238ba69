"""Who is here, who may act, and whether there are enough."""

from typing import Protocol

from linli.deliberation.floor.kinds import Kind, MeetingState
from linli.deliberation.floor.refusals import Code, Refusal, refusal
from linli.deliberation.floor.stack import find, halt, is_privileged, row
from linli.deliberation.floor.state import Floor, Motion
from linli.deliberation.floor.table import Family


class Gathered(Protocol):
    """Any meeting: who belongs to it, who is here, who presides."""

    @property
    def members(self) -> tuple[str, ...]: ...
    @property
    def present(self) -> tuple[str, ...]: ...
    @property
    def presiding(self) -> str: ...
    @property
    def keeper(self) -> str | None: ...


def keys(motion: Motion) -> tuple[str, ...]:
    """By what a recusal may name this matter: its item, its number."""
    return tuple(key for key in (motion.item, motion.id) if key)


def on_item(state: Floor, motion: Motion) -> bool:
    """Whether a motion on the stack is about the main matter: recusals hold for it."""
    if motion.kind is Kind.POINT_OF_ORDER or is_privileged(state, motion):
        return False
    return row(state.stack[0]).family in (Family.MAIN, Family.RESTORING)


def recused(state: Floor, motion: Motion | None) -> frozenset[str]:
    """Who has no part in a pending motion."""
    if motion is None or not state.recused or not on_item(state, motion):
        return frozenset()
    named = matter(state)
    return frozenset(member for member, item in state.recused if item in named)


def matter(state: Floor) -> tuple[str, ...]:
    """By what a recusal may name what is on the floor, or what is to be brought back to it."""
    bottom = state.stack[0]
    if row(bottom).family is not Family.RESTORING:
        return keys(bottom)
    decided = [each.main for each in state.settled if bottom.target in (each.by, each.main.id)]
    rests = [each.main for each in state.waiting if bottom.target == each.main.id]
    return tuple(key for main in (*decided, *rests, bottom) for key in keys(main))


def quorum(state: Floor) -> tuple[int, int]:
    """How many count, and how many are needed: for the pending motion, else for the meeting."""
    return quorum_without(state, recused(state, state.pending))


def quorum_without(state: Floor, out: frozenset[str]) -> tuple[int, int]:
    rules = state.rules
    have = len([member for member in state.present if member not in out])
    of = len(state.members)
    if not rules.recused_stay_in_base:
        of -= len(out.intersection(state.members))
    whole, rest = divmod(rules.quorum_num * of, rules.quorum_den)
    need = whole + 1 if rules.quorum_strict or rest else whole
    return have, max(need, rules.quorum_least)


def enough(state: Floor) -> bool:
    have, need = quorum(state)
    return have >= need


def lacking(state: Floor) -> Refusal | None:
    have, need = quorum(state)
    return None if have >= need else refusal(Code.NO_QUORUM, have=have, need=need)


def goes_on_without(state: Floor) -> bool:
    """Recess, adjourning or fixing its time is on the floor: that business needs no quorum."""
    return any(row(motion).without_quorum for motion in state.stack)


def in_session(state: Floor) -> None:
    if state.meeting is not MeetingState.IN_SESSION:
        halt(Code.NOT_IN_SESSION)


def business(state: Floor) -> None:
    """In session, with enough people for what is on the floor."""
    in_session(state)
    if not goes_on_without(state) and not enough(state):
        have, need = quorum(state)
        halt(Code.NO_QUORUM, have=have, need=need)


def known(state: Gathered, member: str) -> None:
    if member not in state.members:
        halt(Code.NOT_A_MEMBER, member=member)


def here(state: Gathered, member: str) -> None:
    known(state, member)
    if member not in state.present:
        halt(Code.NOT_PRESENT, member=member)


def member_acts(state: Floor, member: str, motion: Motion | None) -> None:
    """A member acts on the floor; `motion` is what they act on."""
    here(state, member)
    if member == state.presiding:
        halt(Code.CHAIR_IS_NEUTRAL)
    not_recused(state, member, motion)


def not_recused(state: Floor, member: str, motion: Motion | None) -> None:
    if member in recused(state, motion):
        halt(Code.RECUSED, member=member)


def chair_acts(state: Gathered, member: str) -> None:
    """The chair's step of a meeting, before or after the session too."""
    if member != state.presiding:
        halt(Code.NOT_THE_CHAIR)


def chair_presides(state: Floor, member: str) -> None:
    """The chair's step on the floor."""
    in_session(state)
    chair_acts(state, member)
    here(state, member)
    if member in recused(state, state.pending):
        halt(Code.CHAIR_RECUSED)


def oneself_or_officer(state: Gathered, by: str, member: str) -> None:
    """People enter and leave by themselves, or are entered by chair or keeper."""
    if by not in (member, state.presiding, state.keeper):
        halt(Code.NOT_THE_CHAIR)
    known(state, member)


def matter_exists(state: Floor, item: str) -> bool:
    waiting = any(item in keys(each.main) for each in state.waiting)
    agenda = any(item == each.id for each in state.agenda)
    return waiting or agenda or find(state.stack, item) is not None
