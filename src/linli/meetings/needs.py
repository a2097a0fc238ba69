"""Meetings among what waits for people and for the desk."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.meetings.hours import WAITING, passed_before
from linli.meetings.models import Meeting
from linli.meetings.parameters import SOON
from linli.meetings.queries import near


def personal(actor: Actor) -> Iterator[Need]:
    """Where one sits. One query."""
    if actor.person is None:
        return
    rows, _key = near(actor, "mine")
    rows = rows.exclude(state__in=WAITING, starts_at__lt=passed_before(clock.now()))
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
    """What is to be noticed soon, and what was not opened on its day. One query."""
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return
    now = clock.now()
    soon = Q(state="draft", starts_at__lte=now + timedelta(days=SOON))
    passed = Q(state__in=WAITING, starts_at__lt=passed_before(now))
    found = Meeting.objects.reached_by(actor).aggregate(
        n=Count("pk", filter=soon),
        first=Min("starts_at", filter=soon),
        late=Count("pk", filter=passed),
        since=Min("starts_at", filter=passed),
    )
    yield Need(
        _("Meetings that were not opened on their day"),
        reverse("meeting_desk"),
        _("Set another time, or call them off: people were told."),
        "calendar",
        found["late"],
        found["since"],
    )
    yield Need(
        _("Meetings to give notice of"),
        reverse("meeting_desk"),
        _("Look the agenda over, see who sits where, tell them."),
        "calendar",
        found["n"],
        found["first"],
    )
