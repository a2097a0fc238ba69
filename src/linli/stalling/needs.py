"""Rungs among what waits for people and for the desk."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.stalling import queries
from linli.stalling.course import Phase
from linli.stalling.models import Rung, Stall


def _end(day: date | None) -> datetime | None:
    return datetime.combine(day, time(23, 59), clock.LOCAL) if day else None


def personal(actor: Actor) -> Iterator[Need]:
    """Rungs that wait for whoever raised the matter. Two queries."""
    if actor.person is None:
        return
    rungs = queries.open_rungs_of(actor.person)
    yield Need(
        _("What you raised stalls: you can do something now"),
        reverse("my_stalls"),
        icon="gavel",
        count=len(rungs),
        due=_end(rungs[0].due_on if rungs else None),
    )


def official(actor: Actor) -> Iterator[Need]:
    """What a second person decides, and ladders at their end. Rungs of an office are its duties. One query."""
    if actor.capacity is not Capacity.STAFF:
        return
    skips = Q(rungs__state=Rung.State.OPEN, rungs__skip_by__isnull=False)
    others = ~Q(rungs__skip_by=actor.person)
    found = (
        Stall.objects.reached_by(actor)
        .filter(ended_at__isnull=True)
        .aggregate(
            skips=Count("pk", filter=skips & others),
            climbed=Count("pk", filter=Q(phase=Phase.CLIMBED.value), distinct=True),
        )
    )
    page = reverse("stall_desk")
    yield Need(
        _("Rungs to be passed over: a second person decides"),
        page,
        icon="gavel",
        count=found["skips"],
    )
    yield Need(
        _("Ladders that are climbed to the end"),
        page,
        _("Find another way: look at the matter anew."),
        "gavel",
        found["climbed"],
    )
