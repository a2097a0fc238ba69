"""Who enters the settlement of an agreement that is over, and who answers for the other side."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.timebank import scope_clearing
from linli.timebank.models import Agreement, Settlement
from linli.timebank.rules import office


def settlements_of(actor: Actor) -> ScopedQuerySet[Settlement]:
    rows = Settlement.objects.across_communities(scope_clearing.BOTH)
    return rows.filter(agreement__in=scope_clearing.agreements_of(actor))


def side_of(actor: Actor, row: Agreement) -> int:
    """For which of the two communities somebody at the desk speaks."""
    return row.community if actor.reaches(row.community) else row.other


def may_settle(actor: Actor, *, agreement: int, **_: Any) -> Decision:
    """Staff of either side."""
    may = office(actor, Capacity.STAFF)
    if not may:
        return may
    rows = scope_clearing.agreements_of(actor).filter(pk=agreement)
    return ALLOWED if rows.exists() else denied("kernel.not_found")


def may_answer(actor: Actor, *, settlement: int, **_: Any) -> Decision:
    """Staff of the other community, and another person than who entered it."""
    may = office(actor, Capacity.STAFF)
    if not may:
        return may
    row = settlements_of(actor).filter(pk=settlement).first()
    if row is None or not actor.reaches(row.other):
        return denied("kernel.not_found")
    own = row.by_id in records_of(actor.person or 0)
    return denied("adopting.own_proposal") if own else ALLOWED
