"""Who reads which figures."""

from typing import Any

from linli.insight.models import Coverage, Participation
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet

READERS = frozenset({Capacity.STAFF, Capacity.AUDITOR, Capacity.DISTRICT_ADMIN})


def may_read(actor: Actor, *, community: int, **_: Any) -> Decision:
    """Officials with two factors, of the communities that they reach."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in READERS:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def visible_to(actor: Actor) -> ScopedQuerySet[Coverage]:
    return Coverage.objects.reached_by(actor)


def participation_visible_to(actor: Actor) -> ScopedQuerySet[Participation]:
    return Participation.objects.reached_by(actor)
