"""Which polls somebody sees."""

from linli.kernel.actor import Actor, Capacity
from linli.kernel.scoping import ScopedQuerySet
from linli.polls.models import Poll

WHY = "residents see the polls of their communities"
#: Visitors read the public pages.
READERS = frozenset(
    {
        Capacity.RESIDENT,
        Capacity.STAFF,
        Capacity.OFFICER,
        Capacity.AUDITOR,
        Capacity.DISTRICT_ADMIN,
    }
)


def visible_to(actor: Actor) -> ScopedQuerySet[Poll]:
    """Those of one's communities."""
    rows = Poll.objects.across_communities(WHY)
    if actor.person is None or actor.capacity not in READERS:
        return rows.none()
    if actor.is_official and not actor.second_factor:
        return rows.none()
    return rows.filter(community__in=actor.reach)
