"""Meetings among what waits for people and for the desk."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.meetings.models import Meeting
from linli.meetings.parameters import SOON
from linli.meetings.queries import near


def personal(actor: Actor) -> Iterator[Need]:
    """Where one sits. One query."""
    if actor.person is None:
        return
    rows, _key = near(actor, "mine")
    found = rows.aggregate(n=Count("pk"), first=Min("starts_at"))
    yield Need(
        _("You have a seat at a meeting"),
        f"{reverse('meetings')}?tab=mine",
        _("Read the agenda, come on time."),
        icon="calendar",
        count=found["n"],
        due=found["first"],
    )


def official(actor: Actor) -> Iterator[Need]:
    """What is to be noticed soon. One query."""
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return
    rows = Meeting.objects.reached_by(actor).filter(
        state="draft", starts_at__lte=clock.now() + timedelta(days=SOON)
    )
    found = rows.aggregate(n=Count("pk"), first=Min("starts_at"))
    yield Need(
        _("Meetings to give notice of"),
        reverse("meeting_desk"),
        _("Look the agenda over, see who sits where, tell them."),
        "calendar",
        found["n"],
        found["first"],
    )
