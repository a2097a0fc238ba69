"""Deeds in doubt among what waits for an office. One query."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.awards import queries
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need


def official(actor: Actor) -> Iterable[Need]:
    if actor.capacity != Capacity.STAFF:
        return
    count = queries.in_doubt(actor).count()
    yield Need(_("Awards in doubt"), reverse("award_desk"), icon="hand-heart", count=count)
