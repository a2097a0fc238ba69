"""What somebody who only watches knows: the state of a meeting as a situation for the oracle.

Whether the chair has just ruled, and whether on conduct, the witness remembers alone; what an amendment
changes and what an appeal interrupts follows from the place in the pile.
"""

from dataclasses import dataclass, replace

from linli.deliberation.floor.commands import (
    Arrive,
    Ask,
    Command,
    Leave,
    Move,
    Recuse,
    Rule,
    StepBack,
    Tick,
)
from linli.deliberation.floor.kinds import HouseRule, Kind, MotionState
from linli.deliberation.floor.state import Floor, Motion
from linli.deliberation.tests.floor_oracle import Matter, Situation, brings_back, is_privileged
from linli.deliberation.tests.floor_oracle_votes import Waits, smallest_quorum, speaks_next


@dataclass(frozen=True, slots=True)
class Witness:
    """None: no ruling was just made. Else whether it was on somebody's conduct."""

    ruling: bool | None = None
    #: the appeals from a ruling on conduct
    on_conduct: frozenset[str] = frozenset()

    def after(self, before: Floor, command: Command, now: Floor) -> "Witness":
        """`command` was accepted."""
        if isinstance(command, Rule):
            return replace(self, ruling=bool(before.stack[-1].terms.decorum))
        if isinstance(command, Move) and command.kind is Kind.APPEAL and self.ruling:
            return Witness(None, self.on_conduct | {now.stack[-1].id})
        if isinstance(command, Arrive | Leave | Recuse | Tick | Ask | StepBack):
            return self
        return replace(self, ruling=None)

    def situation(self, state: Floor) -> Situation:
        return Situation(
            meeting=state.meeting,
            quorate=has_quorum(state),
            voting=state.vote is not None,
            ruling=self.ruling is not None,
            pile=self.pile(state),
            degrees=state.rules.amendment_degrees,
        )

    def pile(self, state: Floor) -> tuple[Matter, ...]:
        matters: list[Matter] = []
        for motion in state.stack:
            matters.append(
                Matter(
                    kind=motion.kind,
                    made=motion.state is MotionState.MADE,
                    closed=motion.closed,
                    decorum=motion.id in self.on_conduct,
                    on=upon(motion.kind, matters),
                )
            )
        return tuple(matters)


def upon(kind: str, beneath: list[Matter]) -> Matter | None:
    if kind == "amend":
        under = [matter for matter in beneath if matter.kind != "postpone_indefinitely"]
        return under[-1]
    if kind == "appeal":
        return beneath[-1] if beneath else None
    # a vote on a main motion, or one that took it off the floor: all of these are debated
    return Matter("main") if kind == "reconsider" else None


def about_the_main_matter(pile: tuple[Matter, ...]) -> bool:
    """Recusal covers the main motion and what is applied to it; not privileged motions, points of order."""
    if not pile or not (pile[0].kind == "main" or brings_back(pile[0].kind)):
        return False
    top: Matter | None = pile[-1]
    while top is not None and top.kind == "amend":
        top = top.on
    return top is not None and not is_privileged(top.kind) and top.kind != "point_of_order"


def recused(state: Floor) -> set[str]:
    """Who has no part in what is pending now."""
    if not about_the_main_matter(Witness().pile(state)):
        return set()
    bottom = state.stack[0]
    names = {bottom.id, bottom.item}
    for main in (*(s.main for s in state.settled), *(rest.main for rest in state.waiting)):
        # reconsidering, and taking from the table, are about the matter that they bring back
        if brings_back(bottom.kind) and bottom.item in (main.id, main.item):
            names |= {main.id, main.item}
    return {member for member, item in state.recused if item in names}


def quorum_figures(state: Floor) -> tuple[int, int]:
    rules = state.rules
    out = recused(state)
    base = set(state.members) if rules.recused_stay_in_base else set(state.members) - out
    need = smallest_quorum(
        len(base),
        rules.quorum_num,
        rules.quorum_den,
        strict=rules.quorum_strict,
        least=rules.quorum_least,
    )
    return len(set(state.present) - out), need


def has_quorum(state: Floor) -> bool:
    have, need = quorum_figures(state)
    return have >= need


def may_still_speak(state: Floor, motion: Motion, member: str) -> bool:
    if HouseRule.SPEECH_COUNT in state.suspended:
        return True
    usual = (
        state.rules.appeal_speeches_each
        if motion.kind is Kind.APPEAL
        else state.rules.speeches_each
    )
    limit = motion.speeches if motion.speeches is not None else usual
    return dict(motion.spoken).get(member, 0) < limit


def who_speaks_next(state: Floor) -> str | None:
    """Of those who asked to speak on the immediately pending motion."""
    motion = state.pending
    if motion is None or motion.closed:
        return None
    queue = [
        Waits(asked.member, asked.side, interrupted=asked.left is not None)
        for asked in motion.queue
        if asked.left is not None or may_still_speak(state, motion, asked.member)
    ]
    return speaks_next(
        queue,
        dict(motion.spoken),
        motion.last_side,
        order_suspended=HouseRule.SPEAKING_ORDER in state.suspended,
    )
