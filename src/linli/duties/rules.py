"""Who may see, give, do and confirm. A duty out of sight is answered like one that is not there."""

from typing import Any

from django.db.models import Q

from linli.duties import parties
from linli.duties.kinds import kind_of
from linli.duties.models import Duty
from linli.duties.states import TRANSITIONS, Side, State, Verb
from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet

READERS = frozenset({Capacity.STAFF, Capacity.AUDITOR})


def visible_to(actor: Actor) -> ScopedQuerySet[Duty]:
    """Own duties, those that one gave as a person, and as an official those in one's reach."""
    if actor.person is None:
        return Duty.objects.reached_by(actor).none()
    mine = Q(owner_person=actor.person) | Q(giver=actor.person, giver_organisation__isnull=True)
    if actor.capacity in READERS and actor.second_factor:
        mine |= Q(community__in=actor.reach)
    return Duty.objects.across_communities("people see their own duties").filter(mine)


def may_give(actor: Actor, *, community: int, **_: Any) -> Decision:
    """Staff, within their communities. Features give by operations, by rules of their own."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.STAFF:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def may_see(actor: Actor, *, duty: int, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    return ALLOWED if visible_to(actor).filter(pk=duty).exists() else denied("kernel.not_found")


def may_do(actor: Actor, duty: Duty, verb: Verb) -> Decision:
    """Whether the actor stands on the right side, and whether the duty is where the verb begins."""
    transition = TRANSITIONS[verb]
    sort = kind_of(duty.kind)
    if sort is not None and sort.elsewhere:
        return denied("duties.elsewhere")
    if transition.side == Side.OWNER:
        side = ALLOWED if parties.owns(actor, duty) else denied("duties.owner_only")
    elif transition.side == Side.GIVER:
        side = ALLOWED if parties.gave(actor, duty) else denied("duties.giver_only")
    else:
        side = may_confirm(actor, duty)
    if not side:
        return side
    return ALLOWED if State(duty.state) in transition.sources else denied("duties.not_now")


def may_confirm(actor: Actor, duty: Duty) -> Decision:
    """Another person than any of the owner's side; where set, of another organisation."""
    official = actor.capacity == Capacity.STAFF and actor.second_factor
    if not parties.gave(actor, duty) and not (official and actor.reaches(duty.community)):
        return denied("duties.giver_only")
    own = parties.owners(duty) | {duty.accepted_by_id, duty.reported_by_id}
    if records_of(actor.person or 0) & own:
        return denied("duties.not_your_own")
    if duty.confirm == Duty.Confirm.ORGANISATION:
        # whoever belongs to the owner's organisation in any office does not confirm for another
        every = parties.all_organisations_of(actor)
        if every & parties.owner_organisations(duty) or not parties.organisations_of(actor):
            return denied("duties.another_organisation")
    return ALLOWED


def may_escalate(actor: Actor, **_: Any) -> Decision:
    """The daily job alone."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")
