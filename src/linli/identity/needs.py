"""What waits for people and for staff in this module: counts and dates only."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Correction, LookAlert, Person, Proposal, Report, Transfer
from linli.identity.parameters import PERIODS
from linli.identity.rules import reads_alerts, who
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.kernel.periods import over


def personal(actor: Actor) -> Iterator[Need]:
    """First steps, and transfers in which the person has not spoken yet. Two queries."""
    if Person.objects.filter(pk=who(actor), community=None).exists():
        title = _("Choose your community")
        yield Need(title, reverse("me_welcome"), _("It takes a minute."), "house")
    rows = Transfer.objects.across_communities("a side is told of its transfers")
    silent = Q(claimant=actor.person, claimant_objects=None) | Q(
        holder=actor.person, holder_objects=None
    )
    waiting = rows.filter(silent, state="open", objections_until__gt=clock.now()).aggregate(
        count=Count("pk"), due=Min("objections_until")
    )
    if waiting["count"]:
        yield Need(
            _("A number of yours is claimed: say what you think"),
            reverse("me_transfers"),
            icon="arrow-left-right",
            count=waiting["count"],
            due=waiting["due"],
        )


def official(actor: Actor) -> Iterator[Need]:
    """The queues of staff, the alerts of auditors and administrators."""
    if actor.capacity is Capacity.STAFF:
        yield from _queues(actor)
    if reads_alerts(actor):
        today = LookAlert.objects.filter(day=clock.today()).count()
        yield Need(
            _("Staff reached the limit of private numbers seen today"),
            reverse("people_alerts"),
            icon="badge-alert",
            count=today,
        )


def _queues(actor: Actor) -> Iterator[Need]:
    corrections = Correction.objects.reached_by(actor).filter(state__in=["asked", "proposed"])
    yield Need(
        _("Corrections to check"),
        reverse("people_corrections"),
        icon="pencil",
        count=corrections.exclude(proposed_by=actor.person).count(),
    )
    ripe = Transfer.objects.reached_by(actor).filter(
        Q(objections_until__lte=clock.now()) | Q(claimant_objects=False, holder_objects=False),
        state="open",
    )
    yield Need(
        _("Transfers to decide"),
        reverse("people_transfers"),
        icon="arrow-left-right",
        count=ripe.exclude(opened_by=actor.person)
        .exclude(proposed_by__isnull=False, proposed_by=actor.person)
        .count(),
    )
    proposals = Proposal.objects.reached_by(actor).filter(state="open")
    rested = ~Q(kind__in=Proposal.ALONE) | over(PERIODS, "proposal_rests", "at", clock.now())
    yield Need(
        _("Proposals to confirm with papers"),
        reverse("people_proposals"),
        icon="merge",
        count=proposals.filter(rested).exclude(by=actor.person).count(),
    )
    reports = Report.objects.reached_by(actor).filter(state="open")
    yield Need(
        _("Reports to answer"), reverse("people_reports"), icon="flag", count=reports.count()
    )
