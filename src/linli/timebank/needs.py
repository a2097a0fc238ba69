"""Sessions among what waits. One query for a person, six for an office."""

from collections.abc import Iterable

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.timebank import queries, scope, scope_leaving
from linli.timebank.models import Confirmation, Objection, Session, Settlement
from linli.timebank.states import Side, State


def personal(actor: Actor) -> Iterable[Need]:
    """What was asked of me, what comes next, what I have to confirm."""
    if actor.person is None:
        return
    mine = records_of(actor.person)

    def said(side: str) -> Exists:
        rows = Confirmation.objects.filter(session=OuterRef("pk"), side=side)
        return Exists(rows)

    silent = Q(giver__in=mine) & ~said(Side.GIVER) | Q(receiver__in=mine) & ~said(Side.RECEIVER)
    rows = Session.objects.across_communities(scope.OWN)
    found = rows.filter(Q(giver__in=mine) | Q(receiver__in=mine)).aggregate(
        asked=Count("pk", filter=Q(state=State.PROPOSED) & ~Q(by__in=mine)),
        coming=Count("pk", filter=Q(state__in=[State.ARRANGED, State.RUNNING])),
        starts=Min("starts_at", filter=Q(state__in=[State.ARRANGED, State.RUNNING])),
        ended=Count("pk", filter=Q(state=State.ENDED) & silent),
    )
    page = reverse("time_bank")
    yield Need(
        _("Somebody asks you about service"), page, icon="heart-handshake", count=found["asked"]
    )
    yield Need(
        _("Service that is arranged"),
        page,
        icon="calendar",
        count=found["coming"],
        due=found["starts"],
    )
    yield Need(_("Service hours to confirm"), page, icon="circle-check", count=found["ended"])


def official(actor: Actor) -> Iterable[Need]:
    if actor.capacity != Capacity.STAFF:
        return
    page = reverse("time_desk")
    doubts = queries.in_doubt(actor).count()
    yield Need(
        _("Service hours in doubt"),
        page,
        icon="hourglass",
        count=doubts,
        due=queries.first_to_decide(actor) if doubts else None,
    )
    papers = queries.papers_to_compare(actor).count()
    yield Need(_("Signed sheets to compare"), page, icon="file-text", count=papers)
    settling = Settlement.objects.across_communities("the other side answers")
    settling = settling.filter(other__in=actor.reach, state=Settlement.State.PROPOSED)
    yield Need(
        _("Settlements between communities to answer"),
        reverse("clearings"),
        icon="arrow-left-right",
        count=settling.exclude(by=actor.person).count(),
    )
    gone = scope_leaving.waiting(actor).count()
    yield Need(
        _("Hours of who died or left, to decide"),
        reverse("time_departures"),
        icon="hourglass",
        count=gone,
    )
    waiting = Objection.objects.reached_by(actor).filter(upheld=None, certificate__state="shown")
    yield Need(
        _("Objections to certificates"),
        reverse("time_oversight"),
        icon="megaphone",
        count=waiting.exclude(certificate__person=actor.person).count(),
    )
