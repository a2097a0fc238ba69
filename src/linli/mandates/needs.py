"""Mandates among what waits for a person."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.mandates import rules
from linli.mandates.models import of_person
from linli.mandates.states import State


def personal(actor: Actor) -> Iterable[Need]:
    """Somebody asks me to help. One query."""
    waiting = of_person(actor.person or 0).filter(helper=actor.person, state=State.OFFERED)
    count = waiting.count()
    yield Need(_("Somebody asks you to help"), reverse("my_mandates"), icon="users", count=count)


def official(actor: Actor) -> Iterable[Need]:
    """Papers for a second member of staff. One query."""
    if actor.capacity != Capacity.STAFF:
        return
    waiting = rules.visible_at_desk(actor).filter(state=State.ENTERED)
    count = waiting.exclude(entered_by=actor.person).count()
    yield Need(_("Mandates on paper to confirm"), reverse("mandates"), icon="users", count=count)
