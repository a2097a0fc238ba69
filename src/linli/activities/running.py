"""Who runs an activity: a question of rules, lists and pages alike."""

from django.db.models import Q

from linli.activities.models import Activity
from linli.activities.states import State
from linli.kernel.actor import Actor, Capacity

IN_OFFICE = frozenset({Capacity.STAFF, Capacity.OFFICER})
#: A proposal that was refused was never there for others.
SHOWN = (State.OPEN, State.CANCELLED)


def in_office(actor: Actor) -> bool:
    """In an office whose activities need nobody's approval."""
    return actor.capacity in IN_OFFICE and actor.second_factor


def runs(actor: Actor, row: Activity) -> bool:
    """The organiser, whoever holds an office of the same body there, and the staff.

    Never by a helper: at the desk one sees who came.
    """
    if actor.person is None or actor.helper is not None:
        return False
    if row.organiser_id == actor.person:
        return True
    if not in_office(actor) or not actor.reaches(row.community):
        return False
    same = row.organisation_id is not None and row.organisation_id == actor.organisation
    return same or actor.capacity == Capacity.STAFF


def run_by(actor: Actor) -> Q:
    """The same as a condition on activities."""
    if actor.person is None or actor.helper is not None:
        return Q(pk__in=[])
    found = Q(organiser=actor.person)
    if in_office(actor):
        near = Q(community__in=actor.reach)
        if actor.capacity == Capacity.STAFF:
            return found | near
        found |= near & Q(organisation=actor.organisation, organisation__isnull=False)
    return found
