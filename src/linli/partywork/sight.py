"""Which matters somebody sees."""

from django.db.models import Q

from linli.kernel.actor import Actor, Capacity
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.kinds import Kind
from linli.partywork.models import Affair

WHY = "residents see what the party organisations of their communities put to them"
#: The party organisations that decide here.
PARTY = frozenset({Kind.PARTY_COMMITTEE.value, Kind.PARTY_BRANCH.value})
READERS = frozenset(
    {
        Capacity.RESIDENT,
        Capacity.STAFF,
        Capacity.OFFICER,
        Capacity.AUDITOR,
        Capacity.DISTRICT_ADMIN,
    }
)


def is_party(actor: Actor) -> bool:
    """In an office of a party organisation."""
    in_office = actor.capacity is Capacity.OFFICER and actor.organisation is not None
    return in_office and actor.body in PARTY


def visible_to(actor: Actor) -> ScopedQuerySet[Affair]:
    """Of one's communities, from the first asking on; its own, the party organisation from the start."""
    rows = Affair.objects.reached_by(actor)
    if actor.person is None or actor.capacity not in READERS:
        return rows.none()
    if actor.is_official and not actor.second_factor:
        return rows.none()
    public = Q(round__gt=0)
    own = Q(organisation=actor.organisation) if is_party(actor) else Q()
    return rows.filter(public | own if own else public)
