"""Resolutions among what waits for people, for owners, and for the desk."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.resolutions import queries
from linli.resolutions.states import State


def _end(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None


def personal(actor: Actor) -> Iterator[Need]:
    """Who raised it says whether it is done, and later whether it holds. One query."""
    if actor.person is None:
        return
    done = Q(state=State.REPORTED, affirmed_by=None)
    again = Q(state=State.REVIEW, held_by=None)
    found = queries.of_my_demands(actor.person).aggregate(
        done=Count("pk", filter=done, distinct=True),
        done_due=Min("due_on", filter=done),
        again=Count("pk", filter=again, distinct=True),
        again_due=Min("due_on", filter=again),
    )
    page = reverse("my_resolutions")
    yield Need(
        _("What was decided on your demand is done: is it?"),
        page,
        icon="circle-check",
        count=found["done"],
        due=_end(found["done_due"]),
    )
    yield Need(
        _("Does it still hold, what was done for you?"),
        page,
        icon="circle-check",
        count=found["again"],
        due=_end(found["again_due"]),
    )


def official(actor: Actor) -> Iterator[Need]:
    """What my office owes or was asked; what waits for an owner, for confirmation. One query."""
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return
    own = queries.mine(actor)
    parts = {
        "asked": own & Q(state=State.GIVEN),
        "owed": own & Q(state=State.WORKING),
        "give": Q(state=State.TO_GIVE),
        "confirm": Q(state=State.REPORTED, confirmed_by=None) & ~Q(owner_body=actor.organisation),
        "late": Q(due_on__lt=clock.today()) & ~Q(state=State.CONFIRMED),
    }
    values = {name: Count("pk", filter=wanted) for name, wanted in parts.items()}
    days = {f"{name}_due": Min("due_on", filter=wanted) for name, wanted in parts.items()}
    found = queries.reached(actor).select_related(None).aggregate(**values, **days)
    page = reverse("resolution_desk")
    titles = [
        ("asked", "mine", _("You are asked to carry out a resolution")),
        ("owed", "mine", _("Resolutions that my office carries out")),
        ("confirm", "confirm", _("Resolutions to confirm for another organisation")),
    ]
    if actor.capacity is Capacity.STAFF:
        titles.insert(0, ("give", "give", _("Resolutions that wait for an owner")))
        titles.append(("late", "late", _("Resolutions that are overdue")))
    for name, tab, title in titles:
        yield Need(
            title,
            f"{page}?tab={tab}",
            icon="list-checks",
            count=found[name],
            due=_end(found[f"{name}_due"]),
        )
