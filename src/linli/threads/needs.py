"""Reported posts among what waits for an office."""

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.threads.queries import count_reported, open_appeals


def official(actor: Actor) -> Iterator[Need]:
    """Staff moderate; two queries."""
    if actor.capacity is not Capacity.STAFF:
        return
    others = open_appeals(actor).exclude(hidden_by=actor.person).exclude(person=actor.person)
    waiting = others.aggregate(count=Count("pk"), due=Min("due_on"))
    if waiting["count"]:
        yield Need(
            _("Appeals against hidden posts"),
            reverse("appeals"),
            _("Somebody else hid them: look once more, with a reason."),
            "gavel",
            waiting["count"],
            datetime.combine(waiting["due"], time(23, 59), clock.LOCAL),
        )
    count = count_reported(actor)
    if count:
        yield Need(
            _("Reported posts"),
            reverse("moderation"),
            _("Look, and hide or keep them with a reason."),
            "flag",
            count,
        )
