"""Reported posts among what waits for an office."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.threads.queries import count_reported


def official(actor: Actor) -> Iterator[Need]:
    """Staff moderate; one query."""
    if actor.capacity is not Capacity.STAFF:
        return
    count = count_reported(actor)
    if count:
        yield Need(
            _("Reported posts"),
            reverse("moderation"),
            _("Look, and hide or keep them with a reason."),
            "flag",
            count,
        )
