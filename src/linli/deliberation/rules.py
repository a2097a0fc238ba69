"""Who drafts and ratifies charters."""

from typing import Any

from linli.deliberation.models import Charter
from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.organisations.queries import officer_scope
from linli.places.models import Estate
from linli.residence.queries import homes_of


def hands(actor: Actor) -> frozenset[int]:
    """The person, and the hands that act for them, with records that were merged into theirs."""
    people = [each for each in (actor.person, actor.helper) if each is not None]
    return frozenset(record for person in people for record in records_of(person))


def officer_serves(actor: Actor, community: int, estate: int | None) -> bool:
    """Whether an officer of another body serves there: in the estate, or in the whole community."""
    scope = officer_scope(actor)
    if scope.estates:
        return estate in scope.estates and actor.reaches(community)
    return community in scope.communities


def may_draft(actor: Actor, *, community: int, estate: int | None = None, **_: Any) -> Decision:
    """Whoever it will bind: staff, officers of a body that serves there, residents with a home."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if not actor.reaches(community):
        return denied("kernel.not_found")
    if estate is not None and not Estate.objects.within(community).filter(pk=estate).exists():
        return denied("kernel.not_found")
    if actor.capacity is Capacity.RESIDENT:
        return ALLOWED if _at_home(actor, community, estate) else denied("deliberation.home_first")
    return _official(actor, community, estate)


def _at_home(actor: Actor, community: int, estate: int | None) -> bool:
    homes = homes_of(actor.person or 0).filter(community=community)
    return bool((homes.filter(unit__estate=estate) if estate else homes).exists())


def _official(actor: Actor, community: int, estate: int | None) -> Decision:
    """Staff in reach, and officers of a body that serves there."""
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    if actor.capacity is Capacity.OFFICER and not officer_serves(actor, community, estate):
        return denied("deliberation.not_of_your_body")
    return ALLOWED


def may_settle(actor: Actor, *, charter: int, **_: Any) -> Decision:
    """Staff who write down what was decided: never whoever drafted it, by whatever hands."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.STAFF:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    row = Charter.objects.reached_by(actor).filter(pk=charter).first()
    if row is None:
        return denied("kernel.not_found")
    return denied("deliberation.own_charter") if row.initiator_id in hands(actor) else ALLOWED


def may_withdraw(actor: Actor, *, charter: int, **_: Any) -> Decision:
    """The initiator alone."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    row = Charter.objects.reached_by(actor).filter(pk=charter).first()
    if row is None:
        return denied("kernel.not_found")
    own = row.initiator_id in records_of(actor.person)
    return ALLOWED if own else denied("kernel.not_for_you")
