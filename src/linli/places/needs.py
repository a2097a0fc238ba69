"""What waits for staff: disputed units, and corrections for a second person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.places import queries


def official_needs(actor: Actor) -> Iterator[Need]:
    """Three queries."""
    if actor.capacity != Capacity.STAFF:
        return
    count = queries.correction_queue(actor).exclude(proposed_by=actor.person).count()
    if count:
        yield Need(
            _("Corrections that wait"),
            reverse("unit_corrections"),
            _("A second person must look at each."),
            "list-checks",
            count,
        )
    rosters = queries.handed_rosters(actor)
    if rosters:
        yield Need(
            _("Rosters to look at and apply"),
            reverse("roster", args=[rosters[0].pk]),
            _("They change what units have: another person applies them."),
            "file-text",
            len(rosters),
        )
    ripe = queries.ripe_estates(actor)
    if ripe:
        yield Need(
            _("Estates where the first owners' meeting is due"),
            reverse("move_stage", args=[ripe[0].pk]),
            _("Enough floor area is handed over: a preparatory group can be set up."),
            "users",
            len(ripe),
        )
