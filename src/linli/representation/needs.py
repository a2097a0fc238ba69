"""Mandates among what waits for the desk."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.representation import queries_coverage
from linli.representation.rules import COMMITTEE, desk_rows
from linli.representation.states import State


def _end(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None


def official(actor: Actor) -> Iterator[Need]:
    """What the residents' committee recognises and answers, and whose term ends. Two queries."""
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return
    page = reverse("representation_desk")
    ending = Q(state=State.RECOGNISED, until__lte=queries_coverage.soon())
    ripe = Q(state=State.OPEN, open_until__lt=clock.today(), until__gte=clock.today())
    found = desk_rows(actor).aggregate(
        ripe=Count("pk", filter=ripe),
        ending=Count("pk", filter=ending),
        ending_due=Min("until", filter=ending),
    )
    yield Need(
        _("Representatives whose term ends soon"),
        f"{page}?tab=ending",
        _("Ask the homes or the body to choose again."),
        "calendar",
        found["ending"],
        _end(found["ending_due"]),
    )
    if actor.body != COMMITTEE:
        return
    yield Need(
        _("Representatives to recognise"),
        page,
        _("The days for objections are over: look at the evidence."),
        "user-round-check",
        found["ripe"],
    )
    said = queries_coverage.open_objections(actor).aggregate(n=Count("pk"), due=Min("due_on"))
    yield Need(
        _("Objections to representatives"),
        f"{page}?tab=open",
        _("Look into them and answer."),
        "message-square",
        said["n"],
        _end(said["due"]),
    )
