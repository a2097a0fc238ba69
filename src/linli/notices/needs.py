"""Unread notices among what waits for a person. One query."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel.actor import Actor
from linli.kernel.needs import Need
from linli.notices import queries


def personal(actor: Actor) -> Iterable[Need]:
    if actor.person is not None:
        count = queries.unread(actor.person)
        yield Need(_("Unread notices"), reverse("inbox"), icon="bell", count=count)
