"""Who agrees with another district, who reads what stands between the two, who takes messages."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.timebank import scope_districts
from linli.timebank.models import DistrictAgreement
from linli.timebank.rules import office

WRITERS = (Capacity.STAFF, Capacity.DISTRICT_ADMIN)
READERS = (*WRITERS, Capacity.AUDITOR)


def _whole(actor: Actor, *capacities: Capacity) -> Decision:
    """An office for the whole district: a community's own does not bind the others."""
    may = office(actor, *capacities)
    if not may:
        return may
    return ALLOWED if scope_districts.is_whole(actor) else denied("timebank.whole_district")


def may_read(actor: Actor, **_: Any) -> Decision:
    return _whole(actor, *READERS)


def may_agree(actor: Actor, **_: Any) -> Decision:
    return _whole(actor, *WRITERS)


def may_accept(actor: Actor, *, agreement: int, **_: Any) -> Decision:
    """Another person than who wrote it down."""
    may = may_agree(actor)
    if not may:
        return may
    row = DistrictAgreement.objects.filter(pk=agreement).first()
    if row is None:
        return denied("kernel.not_found")
    own = row.proposed_by_id in records_of(actor.person or 0)
    return denied("adopting.own_proposal") if own else ALLOWED


def may_end(actor: Actor, *, agreement: int, **_: Any) -> Decision:
    may = may_agree(actor)
    if not may:
        return may
    found = DistrictAgreement.objects.filter(pk=agreement).exists()
    return ALLOWED if found else denied("kernel.not_found")


def by_protocol(actor: Actor, **_: Any) -> Decision:
    """What a signed message or the clock does; no person's hand."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_found")
