"""Joint cases among what waits for an office."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.cases.models import Step
from linli.cases.queries import OWED, tab_of
from linli.cases.rules import visible_to
from linli.duties.states import State as DutyState
from linli.kernel.actor import Actor
from linli.kernel.needs import Need


def _end(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None


def official(actor: Actor) -> Iterator[Need]:
    """Who asks us, what we owe, what is to be confirmed or given again, what may be closed."""
    if actor.organisation is None:
        return
    page = reverse("case_desk")
    rows = visible_to(actor)
    running = tab_of(rows, actor.organisation, "open")
    yield Need(
        _("Joint cases that ask us to join"),
        f"{page}?tab=asked",
        _("Join, or say why not."),
        "users",
        tab_of(rows, actor.organisation, "asked").count(),
    )
    steps = Step.objects.filter(case__in=running.values("pk"))
    ours = Q(organisation=actor.organisation, duty__state__in=["given", "accepted"])
    others = ~Q(organisation=actor.organisation) & Q(duty__state=DutyState.DONE)
    again = Q(added_by=actor.organisation, duty__state=DutyState.REFUSED)
    found = steps.aggregate(
        ours=Count("pk", filter=ours),
        due=Min("duty__due_on", filter=ours),
        done=Count("pk", filter=others),
        again=Count("pk", filter=again),
    )
    yield Need(
        _("Steps of joint cases that we owe"),
        page,
        "",
        "list-checks",
        found["ours"],
        _end(found["due"]),
    )
    yield Need(
        _("Steps of other parties to confirm"),
        page,
        _("Look whether it is done."),
        "circle-check",
        found["done"],
    )
    yield Need(
        _("Steps that were refused"), page, _("Find another owner."), "undo-2", found["again"]
    )
    left = Step.objects.filter(case=OuterRef("pk"), duty__state__in=OWED)
    any_step = Step.objects.filter(case=OuterRef("pk"))
    ripe = running.filter(Exists(any_step), ~Exists(left), lead=actor.organisation)
    yield Need(
        _("Joint cases to close"), page, _("Every step is done or dropped."), "check", ripe.count()
    )
