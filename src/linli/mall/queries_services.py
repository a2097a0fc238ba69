"""Reads on services: times to choose, what neighbours give, what they earned."""

from datetime import datetime, time

from django.db.models import Sum

from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.mall.models import Merchant, Offer, Order, Slot
from linli.mall.states import Standing

OWN = "what a neighbour gives themselves"


def times_of(offer: int) -> list[Slot]:
    """Times to come with a free place, the next first; few."""
    rows = Slot.objects.filter(offer=offer, starts_at__gt=clock.now(), left__gt=0)
    return list(rows.order_by("starts_at")[:50])


def is_booked(offer: int) -> bool:
    return Slot.objects.filter(offer=offer).exists()


def earned_this_month(person: int) -> int:
    """Points that a neighbour earned by services in the mall since the first of the month."""
    first = datetime.combine(clock.today().replace(day=1), time.min, tzinfo=clock.LOCAL)
    rows = Order.objects.across_communities(OWN).filter(
        offer__provider__in=records_of(person), collected_at__gte=first
    )
    return int(rows.aggregate(n=Sum("earned"))["n"] or 0)


def services_of(person: int) -> ScopedQuerySet[Offer]:
    rows = Offer.objects.across_communities(OWN).filter(provider__in=records_of(person))
    return rows.exclude(state="ended")


def exchanges(actor: Actor) -> list[Merchant]:
    """Bodies that stand for services of neighbours, in the actor's community."""
    rows = Merchant.objects.reached_by(actor).filter(exchange=True, state=Standing.APPROVED)
    return list(rows.select_related("organisation").order_by("pk"))
