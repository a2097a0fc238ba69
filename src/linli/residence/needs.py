"""What waits for people and for staff in this module: counts and dates only."""

from collections.abc import Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.residence import rules
from linli.residence.models import Claim


def personal(actor: Actor) -> Iterator[Need]:
    """Who wants into a home of mine, and claims on what I hold. Three queries."""
    page = reverse("my_homes")
    count = rules.to_confirm(actor).count()
    yield Need(_("Somebody says they live in your home"), page, icon="house", count=count)
    rows = Claim.objects.across_communities("a side is told of its transfers").filter(
        state="contested", against__person=actor.person, holder_objects=None
    )
    found = rows.aggregate(count=Count("pk"), due=Min("objections_until"))
    title = _("Your home is claimed: say what you think")
    yield Need(title, page, icon="arrow-left-right", count=found["count"], due=found["due"])


def official(actor: Actor) -> Iterator[Need]:
    """One query."""
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
