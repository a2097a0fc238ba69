"""The mall among what waits: two queries for each list."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.mall import queries, rules
from linli.mall.models import Offer, Order
from linli.mall.states import Shelf, Standing, State


def personal(actor: Actor) -> Iterator[Need]:
    """What can be collected."""
    if actor.person is None:
        return
    rows = Order.objects.across_communities("a person's own").filter(
        person__in=records_of(actor.person), state__in=queries.LIVE_STATES
    )
    found = rows.aggregate(count=Count("pk"), due=Min("until"))
    yield Need(
        _("You can collect what you ordered"),
        reverse("my_orders"),
        icon="qr-code",
        count=found["count"],
        due=found["due"],
    )


def official(actor: Actor) -> Iterator[Need]:
    """Staff: merchants and offers to look over, disputes. Merchants: what is to be put ready."""
    if actor.capacity is Capacity.OFFICER:
        mine = rules.merchants_of(actor).values("pk")
        waiting = Order.objects.reached_by(actor).filter(merchant__in=mine, state=State.ORDERED)
        yield Need(_("Orders to put ready"), reverse("shop"), icon="qr-code", count=waiting.count())
    if actor.capacity is not Capacity.STAFF:
        return
    desk = reverse("mall_desk")
    applied = queries.merchants(actor).filter(state=Standing.APPLIED).count()
    yield Need(_("Merchants to look over"), f"{desk}?tab=merchants", icon="landmark", count=applied)
    offers = Offer.objects.reached_by(actor).filter(state=Shelf.REVIEW).count()
    yield Need(_("Offers to look over"), f"{desk}?tab=review", icon="inbox", count=offers)
    disputed = Order.objects.reached_by(actor).filter(state=State.DISPUTED).count()
    yield Need(_("Objections to orders"), f"{desk}?tab=disputes", icon="flag", count=disputed)
