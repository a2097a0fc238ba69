"""What waits for people and for staff in this module: counts and dates only."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.residence import rules
from linli.residence.models import Claim, Doubt
from linli.residence.states import DoubtState


def personal(actor: Actor) -> Iterator[Need]:
    """Who wants into a home of mine, claims on what I hold, doubts about me. Four queries."""
    page = reverse("my_homes")
    count = rules.to_confirm(actor).count()
    yield Need(_("Somebody says they live in your home"), page, icon="house", count=count)
    rows = Claim.objects.across_communities("a side is told of its transfers").filter(
        state="contested", against__person=actor.person, holder_objects=None
    )
    found = rows.aggregate(count=Count("pk"), due=Min("objections_until"))
    title = _("Your home is claimed: say what you think")
    yield Need(title, page, icon="arrow-left-right", count=found["count"], due=found["due"])
    doubted = rules.my_doubts(actor).filter(state=DoubtState.OPEN, spoke_at=None)
    found = doubted.aggregate(count=Count("pk"), due=Min("speaks_until"))
    title = _("Staff doubt that you live in a home: say what you think")
    yield Need(title, page, icon="house", count=found["count"], due=found["due"])


def official(actor: Actor) -> Iterator[Need]:
    """Two queries."""
    if actor.capacity is not Capacity.STAFF:
        return
    ripe = Q(objections_until__lte=clock.now()) | Q(holder_objects=True)
    transfers = Q(state="contested") & ripe | Q(state="proposed") & ~Q(proposed_by=actor.person)
    mine = Claim.objects.reached_by(actor).exclude(person=actor.person)
    found = mine.aggregate(
        open=Count("pk", filter=Q(state="open")), transfers=Count("pk", filter=transfers)
    )
    page = reverse("residence_queue")
    yield Need(_("Claims on homes to decide"), page, icon="house", count=found["open"])
    yield Need(
        _("Homes claimed that another person holds"),
        f"{page}?tab=transfers",
        icon="arrow-left-right",
        count=found["transfers"],
    )
    heard = Q(speaks_until__lte=clock.now()) | Q(spoke_at__isnull=False)
    others = Doubt.objects.reached_by(actor).filter(heard, state=DoubtState.OPEN)
    count = others.exclude(raised_by=actor.person).exclude(person=actor.person).count()
    title = _("Residences to end: a second person decides")
    yield Need(title, f"{page}?tab=doubts", icon="house", count=count)
