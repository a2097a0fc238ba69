"""Minutes and dispositions among what waits for people."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.meetings.models import Item, Minutes


def _end(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None


WHY = "a person's own offices at meetings"


def personal(actor: Actor) -> Iterator[Need]:
    """What the chair and whoever keeps order owe after a meeting. Two queries."""
    if actor.person is None:
        return
    own = records_of(actor.person)
    mine = Q(meeting__chair__person__in=own) | Q(meeting__keeper__person__in=own)
    yield from _minutes(Minutes.objects.across_communities(WHY).filter(mine))
    rows = Item.objects.filter(to_name=True, meeting__chair__person__in=own)
    found = rows.aggregate(n=Count("pk"), first=Min("meeting"), due=Min("on"))
    if found["n"]:
        yield Need(
            _("Items of a meeting wait for their day"),
            reverse("dispositions", args=[found["first"]]),
            _("No next meeting is planned: name the day."),
            "calendar",
            found["n"],
            _end(found["due"]),
        )


def official(actor: Actor) -> Iterator[Need]:
    """The same of the communities that an office reaches. One query."""
    if actor.capacity is Capacity.STAFF:
        rows = Minutes.objects.across_communities("of the communities that an office reaches")
        yield from _minutes(rows.filter(community__in=list(actor.reach)))


def _minutes(rows: object) -> Iterator[Need]:
    found = rows.aggregate(  # type: ignore[attr-defined]
        drafts=Count("pk", filter=Q(state="draft")),
        draft=Min("meeting", filter=Q(state="draft")),
        draft_due=Min("approve_by", filter=Q(state="draft")),
        approved=Count("pk", filter=Q(state="approved")),
        ready=Min("meeting", filter=Q(state="approved")),
        ready_due=Min("publish_by", filter=Q(state="approved")),
    )
    if found["drafts"]:
        yield Need(
            _("Minutes to be approved"),
            reverse("minutes", args=[found["draft"]]),
            _("Answer the amendments, then the chair approves."),
            "file-text",
            found["drafts"],
            _end(found["draft_due"]),
        )
    if found["approved"]:
        yield Need(
            _("Minutes to be published"),
            reverse("publish_minutes", args=[found["ready"]]),
            _("Read that they name nobody, then publish them."),
            "file-text",
            found["approved"],
            _end(found["ready_due"]),
        )
