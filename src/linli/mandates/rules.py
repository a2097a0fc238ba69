"""Who may give, take, see and end a mandate."""

from typing import Any

from linli.identity.models import Person
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.mandates.models import Mandate, of_person

NOTHING = denied("kernel.not_found")


def oneself(actor: Actor, *_: Any, **__: Any) -> Decision:
    """As a resident: nobody gives or takes a mandate in an office."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.RESIDENT:
        return denied("mandates.as_resident")
    return ALLOWED


def is_side(actor: Actor, *, mandate: int, **_: Any) -> Decision:
    """Either side, about a mandate between both."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    return ALLOWED if of_person(actor.person).filter(pk=mandate).exists() else NOTHING


def is_helper(actor: Actor, *, mandate: int, **_: Any) -> Decision:
    """The helper, as a resident."""
    first = oneself(actor)
    if not first:
        return first
    mine = of_person(actor.person or 0).filter(pk=mandate, helper=actor.person)
    return ALLOWED if mine.exists() else NOTHING


def at_desk(actor: Actor, **_: Any) -> Decision:
    """Staff with two factors."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.STAFF:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def enters(actor: Actor, *, principal: str, helper: str, **_: Any) -> Decision:
    """Staff, for somebody of their communities; neither of both is the member of staff."""
    first = at_desk(actor)
    if not first:
        return first
    home = Person.objects.filter(public_id=principal).values_list("community", flat=True).first()
    if not actor.reaches(home):
        return denied("mandates.no_such_person")
    own = Person.objects.filter(pk=actor.person or 0, public_id__in=[principal, helper])
    return denied("mandates.not_your_own") if own.exists() else ALLOWED


def handles(actor: Actor, *, mandate: int, **_: Any) -> Decision:
    """Staff, on a mandate in their communities in which they have no part."""
    first = at_desk(actor)
    if not first:
        return first
    row = visible_at_desk(actor).filter(pk=mandate).first()
    if row is None:
        return NOTHING
    if actor.person in {row.principal_id, row.helper_id}:
        return denied("mandates.not_your_own")
    return ALLOWED


def confirms(actor: Actor, *, mandate: int, **_: Any) -> Decision:
    """A second member of staff."""
    first = handles(actor, mandate=mandate)
    if not first:
        return first
    own = visible_at_desk(actor).filter(pk=mandate, entered_by=actor.person)
    return denied("mandates.second_person") if own.exists() else ALLOWED


def visible_at_desk(actor: Actor) -> ScopedQuerySet[Mandate]:
    """For staff, the mandates of people of their communities as they live today."""
    rows = Mandate.objects.reached_by(actor)
    return rows.filter(principal__community__in=actor.reach) if at_desk(actor) else rows.none()


def reads_paper(actor: Actor, mandate: int) -> Decision:
    """The signed sheet: both sides for themselves, and staff who handle it."""
    if actor.helper is None and is_side(actor, mandate=mandate):
        return ALLOWED
    return ALLOWED if handles(actor, mandate=mandate) else NOTHING
