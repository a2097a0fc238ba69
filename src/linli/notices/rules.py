"""Who may write a notice, and who reads which."""

from typing import Any

from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.notices.models import Notice

READERS = frozenset({Capacity.STAFF, Capacity.AUDITOR})


def may_issue(actor: Actor, *, community: int, **_: Any) -> Decision:
    """Staff, to people of their communities."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.STAFF:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def may_post(actor: Actor, *, notice: int, **_: Any) -> Decision:
    """Staff, a written notice of their communities."""
    row = written_in_reach(actor).filter(pk=notice).values_list("community", flat=True).first()
    return may_issue(actor, community=row) if row is not None else _nothing(actor)


def _nothing(actor: Actor) -> Decision:
    return denied("kernel.sign_in_first" if actor.person is None else "kernel.not_found")


def oneself(actor: Actor, **_: Any) -> Decision:
    return ALLOWED if actor.person is not None else denied("kernel.sign_in_first")


def written_in_reach(actor: Actor) -> ScopedQuerySet[Notice]:
    """Written notices of an official's communities; nobody else sees figures."""
    rows = Notice.objects.reached_by(actor).filter(kind=Notice.WRITTEN)
    seen = actor.capacity in READERS and actor.second_factor
    return rows if seen else rows.none()


def is_a_gateway(actor: Actor, **_: Any) -> Decision:
    """A call whose signature was checked at the edge; it acts as the system."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")
