"""Who agrees on clearing, who moves hours, who reads the settlement."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.ledger.models import Account, Ledger
from linli.timebank import scope_clearing
from linli.timebank.models import Agreement
from linli.timebank.rules import office


def visible_to(actor: Actor) -> ScopedQuerySet[Agreement]:
    return scope_clearing.agreements_of(actor)


def may_accept(actor: Actor, *, agreement: int, **_: Any) -> Decision:
    """Staff of the community that was asked, and another person than who asked."""
    may = office(actor, Capacity.STAFF)
    if not may:
        return may
    row = visible_to(actor).filter(pk=agreement).first()
    if row is None or not actor.reaches(row.other):
        return denied("kernel.not_found")
    own = row.proposed_by_id in records_of(actor.person or 0)
    return denied("adopting.own_proposal") if own else ALLOWED


def may_end(actor: Actor, *, agreement: int, **_: Any) -> Decision:
    """Staff of either side."""
    may = office(actor, Capacity.STAFF)
    if not may:
        return may
    return (
        ALLOWED if visible_to(actor).filter(pk=agreement).exists() else denied("kernel.not_found")
    )


def may_move(actor: Actor, *, community: int, **_: Any) -> Decision:
    """Residents, out of an account of their own."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("timebank.as_resident")
    mine = Account.objects.within(community).filter(
        kind=Account.Kind.RESIDENT,
        person__in=records_of(actor.person),
        ledger__unit=Ledger.Unit.MINUTES,
    )
    return ALLOWED if mine.exists() else denied("kernel.not_found")
