"""Who shows what, who honours whom. Nobody honours, objects about or settles for themselves."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.recognition import scope
from linli.recognition.models import Honour

#: Bodies outside the administration whose officers may propose an honour.
COMMITTEES = frozenset({"owners_committee"})
NOTHING = denied("kernel.not_found")


def is_oneself(actor: Actor, **_: Any) -> Decision:
    """Anybody about their own record."""
    return ALLOWED if actor.person is not None else denied("kernel.sign_in_first")


def works_on_badges(actor: Actor, *, community: int, **_: Any) -> Decision:
    may = staff_of(actor)
    return (ALLOWED if actor.reaches(community) else NOTHING) if may else may


def staff_of(actor: Actor) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.STAFF:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def proposes_honours(actor: Actor) -> bool:
    """As staff, or as an officer of an owners' committee."""
    return actor.capacity == Capacity.STAFF or (
        actor.capacity == Capacity.OFFICER and actor.body in COMMITTEES
    )


def may_propose(actor: Actor, *, community: int, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if not proposes_honours(actor):
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if actor.reaches(community) else NOTHING


def may_answer(actor: Actor, *, honour: int, **_: Any) -> Decision:
    """Whom it would honour."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    mine = scope.honours_of_person(actor.person).filter(pk=honour).exists()
    return ALLOWED if mine else NOTHING


def may_object(actor: Actor, *, honour: int, **_: Any) -> Decision:
    """Neighbours, while it is public; not about oneself."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.RESIDENT:
        return denied("kernel.not_for_you")
    row = scope.honours_here(actor).filter(pk=honour).first()
    if row is None:
        return NOTHING
    own = row.person_id in records_of(actor.person)
    return denied("recognition.about_oneself") if own else ALLOWED


def may_settle(actor: Actor, *, honour: int, **_: Any) -> Decision:
    """Staff other than who proposed it, and not whom it honours."""
    may = staff_of(actor)
    if not may:
        return may
    row = Honour.objects.reached_by(actor).filter(pk=honour).first()
    if row is None:
        return NOTHING
    own = {row.person_id, row.proposed_by_id} & records_of(actor.person or 0)
    return denied("recognition.another_settles") if own else ALLOWED
