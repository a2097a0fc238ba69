"""Duties among what waits for a person: two queries at most for each list."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.duties import queries
from linli.duties.models import Duty
from linli.duties.states import State
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.needs import Need


def end_of(day: date | None) -> datetime | None:
    """The last minute of a day in Shanghai."""
    return datetime.combine(day, time(23, 59), clock.LOCAL) if day else None


def _asked(rows: Any, **wanted: Q) -> dict[str, tuple[int, date | None]]:
    """Name -> how many and the nearest due day, in one query."""
    parts: dict[str, Any] = {}
    for name, condition in wanted.items():
        parts[f"{name}_count"] = Count("pk", filter=condition)
        parts[f"{name}_due"] = Min("due_on", filter=condition)
    found = rows.aggregate(**parts)
    return {name: (found[f"{name}_count"], found[f"{name}_due"]) for name in wanted}


def personal(actor: Actor) -> Iterable[Need]:
    """What the person owes."""
    if actor.person is None:
        return
    given, accepted = Q(state=State.GIVEN), Q(state=State.ACCEPTED)
    found = _asked(queries.mine(actor.person), given=given, accepted=accepted)
    href = reverse("my_duties")
    for name, title in (
        ("given", _("A duty waits for your answer")),
        ("accepted", _("My duties")),
    ):
        count, due = found[name]
        yield Need(title, href, icon="list-checks", count=count, due=end_of(due))


def official(actor: Actor) -> Iterable[Need]:
    """What waits for the office: its own duties, those it gave, those that stall below it."""
    rows = Duty.objects.reached_by(actor)
    own = queries.of_my_posts(actor) & Q(state__in=[s.value for s in queries.AT_TURN])
    settle = queries.of_my_office(actor) & Q(state__in=[s.value for s in queries.TO_SETTLE])
    told = Q(stalls=True) & Q(state__in=queries.OPEN_STATES)
    rows = rows.annotate(stalls=queries.escalated_to(actor.person or 0))
    found = _asked(rows, own=own, settle=settle, escalated=told)
    page = reverse("duty_queue")
    for name, title in (
        ("own", _("Duties of my office")),
        ("settle", _("Duties that my office gave: refused or to be confirmed")),
        ("escalated", _("Duties that stall and came up to me")),
    ):
        count, due = found[name]
        yield Need(title, f"{page}?tab={name}", icon="list-checks", count=count, due=end_of(due))
