"""Activities among what waits: two queries at most for each list."""

from collections.abc import Iterable

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.activities.models import Activity, Objection, SignUp
from linli.activities.queries.people import DESK, mine
from linli.activities.states import Place, State
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need


def personal(actor: Actor) -> Iterable[Need]:
    """What one goes to next, and what one organised and has to confirm."""
    if actor.person is None:
        return
    now = clock.now()
    coming = Q(occasion__ends_at__gte=now, occasion__cancelled=False, state=Place.SEATED)
    found = mine(actor.person).aggregate(
        count=Count("pk", filter=coming), begins=Min("occasion__begins_at", filter=coming)
    )
    yield Need(
        _("Activities that you go to"),
        reverse("my_activities"),
        icon="calendar",
        count=found["count"],
        due=found["begins"],
    )
    if actor.helper is None:
        own = SignUp.objects.across_communities(DESK).filter(
            occasion__activity__organiser=actor.person
        )
        yield _hours(own)


def _hours(rows: Iterable[SignUp]) -> Need:
    """Hours with both marks; the organiser's own wait for somebody else."""
    waiting = rows.filter(  # type: ignore[attr-defined]
        minutes__isnull=False, confirmed_at=None, occasion__ends_at__lt=clock.now()
    )
    others = waiting.exclude(person=F("occasion__activity__organiser"))
    return Need(
        _("Hours to confirm"), reverse("my_runs"), icon="circle-check", count=others.count()
    )


def official(actor: Actor) -> Iterable[Need]:
    """Proposals for the staff; hours that only somebody else than the organiser can confirm."""
    if actor.capacity != Capacity.STAFF:
        return
    page = reverse("activity_desk")
    rows = Activity.objects.reached_by(actor).filter(state=State.PROPOSED)
    rows = rows.exclude(organiser=actor.person)
    found = rows.aggregate(count=Count("pk"), begins=Min("occasions__begins_at"))
    count = rows.count() if found["count"] else 0
    yield Need(
        _("Activities that residents propose"),
        f"{page}?tab=proposed",
        icon="calendar",
        count=count,
        due=found["begins"],
    )
    own = SignUp.objects.reached_by(actor).filter(
        minutes__isnull=False,
        confirmed_at=None,
        occasion__ends_at__lt=clock.now(),
        person=F("occasion__activity__organiser"),
    )
    yield Need(
        _("Organisers' own hours to confirm"),
        f"{page}?tab=hours",
        icon="circle-check",
        count=own.exclude(person=actor.person).count(),
    )
    waiting = Objection.objects.reached_by(actor).filter(upheld=None)
    yield Need(
        _("Objections to awards"),
        reverse("honours"),
        icon="badge-check",
        count=waiting.exclude(person=actor.person).count(),
    )
