"""Topics among what waits for people and for the desk."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.deliberation import queries_topics
from linli.deliberation.states import State
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need


def _end(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None


def personal(actor: Actor) -> Iterator[Need]:
    """What a raiser is asked. One query."""
    if actor.person is None:
        return
    rows, _key = queries_topics.listed(actor, "mine")
    # of what a resolution carries, the resolution itself asks
    done = Q(state=State.DONE, adopted_on=None)
    found = rows.aggregate(
        back=Count("pk", filter=Q(state=State.RETURNED)),
        back_due=Min("due_on", filter=Q(state=State.RETURNED)),
        done=Count("pk", filter=done),
        done_due=Min("due_on", filter=done),
    )
    page = f"{reverse('topics')}?tab=mine"
    yield Need(
        _("Something is asked about your topic"),
        page,
        icon="message-square",
        count=found["back"],
        due=_end(found["back_due"]),
    )
    yield Need(
        _("What you demanded is done: is it?"),
        page,
        icon="circle-check",
        count=found["done"],
        due=_end(found["done_due"]),
    )


def official(actor: Actor) -> Iterator[Need]:
    """What the desk looks over, and what is due. One query."""
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return
    # an officer's list holds what was taken up; whether they are the desk, the step itself asks
    rows = queries_topics.desk(actor, "all")
    today = clock.today()
    found = rows.aggregate(
        triage=Count("pk", filter=Q(state=State.RAISED)),
        triage_due=Min("due_on", filter=Q(state=State.RAISED)),
        check=Count("pk", filter=Q(state=State.ACCEPTED)),
        check_due=Min("due_on", filter=Q(state=State.ACCEPTED)),
        ripe=Count("pk", filter=Q(state__in=queries_topics.DATED, due_on__lte=today)),
        ripe_due=Min("due_on", filter=Q(state__in=queries_topics.DATED, due_on__lte=today)),
    )
    page = reverse("topic_desk")
    if actor.capacity is Capacity.STAFF:
        yield Need(
            _("Topics to look over"),
            f"{page}?tab=triage",
            _("Take them up, ask back, or say why not."),
            "message-square",
            found["triage"],
            _end(found["triage_due"]),
        )
    yield Need(
        _("Topics to find the power for"),
        f"{page}?tab=check",
        _("Who can decide, who has the means, are they at the table."),
        "scale",
        found["check"],
        _end(found["check_due"]),
    )
    yield Need(
        _("Topics whose day has come"),
        f"{page}?tab=waiting",
        _("Look at the path, set the next day or another way."),
        "calendar",
        found["ripe"],
        _end(found["ripe_due"]),
    )
