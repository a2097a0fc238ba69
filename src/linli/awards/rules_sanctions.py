"""Who proposes a sanction, who answers, who decides. Nobody about themselves or their household.

Three steps, three people: who proposed does not decide, and an appeal is decided by neither.
"""

from typing import Any

from linli.awards.models import Sanction
from linli.awards.rules import staff
from linli.awards.sanction_states import SPOKEN, State
from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.residence.queries import live_together

#: Bodies outside the administration whose officers may propose.
COMMITTEES = frozenset({"owners_committee"})
NOTHING = denied("kernel.not_found")


def proposes(actor: Actor) -> bool:
    """As staff, or as an officer of an owners' committee."""
    return actor.capacity == Capacity.STAFF or (
        actor.capacity == Capacity.OFFICER and actor.body in COMMITTEES
    )


def may_propose(actor: Actor, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if not proposes(actor):
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def one_household(actor: Actor, person: int) -> bool:
    """Whether they belong to a home together today. One query, and two."""
    return live_together(actor.person or 0, person)


def may_speak(actor: Actor, *, sanction: int, **_: Any) -> Decision:
    """Answering and appealing: whom it is about."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    rows = Sanction.objects.across_communities("people see what is said about them")
    mine = rows.filter(pk=sanction, person__in=records_of(actor.person)).exists()
    return ALLOWED if mine else NOTHING


def may_decide(actor: Actor, *, sanction: int, **_: Any) -> Decision:
    """Staff who had no hand in it before."""
    may = staff(actor)
    if not may:
        return may
    row = Sanction.objects.reached_by(actor).filter(pk=sanction).first()
    if row is None:
        return NOTHING
    code = _hand_in(actor, row)
    return denied(code) if code else ALLOWED


def _hand_in(actor: Actor, row: Sanction) -> str:
    """Why somebody does not decide it; empty when nothing stands against it."""
    own = records_of(actor.person or 0)
    before = {row.proposed_by_id} | ({row.decided_by_id} if row.state == State.APPEALED else set())
    if row.person_id in own:
        return "awards.own_deed"
    if before & own:
        return "awards.another_decides"
    if row.steps.filter(helper__in=own, verb__in=SPOKEN).exists():
        return "awards.spoke_for_them"
    return "awards.own_household" if one_household(actor, row.person_id) else ""
