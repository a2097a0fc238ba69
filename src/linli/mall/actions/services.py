"""Neighbours offer services for points; times are entered; the service is given and earns."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from linli.facts import mall as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.mall import parameters, queries, queries_services, rules
from linli.mall.actions.selling import hand_over
from linli.mall.actions.shelves import fill_offer
from linli.mall.models import Offer, Order, Slot
from linli.mall.wanted import Goods

#: The longest time, and the most places at once.
MOST_MINUTES, MOST_PLACES, MOST_TIMES = 600, 200, 60
#: Points are kept until a booked time: no longer than half a year.
AHEAD_DAYS = 183


@action(allow=rules.may_order)
def offer_service(actor: Actor, *, merchant: int, goods: Goods) -> Offer:
    """A neighbour's own service, for which a body of the community stands; staff look at it first."""
    shop = next((each for each in queries_services.exchanges(actor) if each.pk == merchant), None)
    if shop is None:
        raise Refused("mall.no_such_choice", field="merchant")
    row = Offer(community=shop.community, merchant=shop, provider_id=actor.person, at=clock.now())
    fill_offer(row, goods, shop)
    row.save()
    fact = facts.OfferMade(offer=row.pk, merchant=shop.pk, price=row.price, stock=-1, reviewed=True)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_move_offer)
def add_times(
    actor: Actor, *, offer: int, starts: Sequence[datetime], minutes: int, places: int
) -> list[Slot]:
    """When it can be had; each time once."""
    rows = Offer.objects.across_communities("the rule was asked before")
    row = found_or_refused(rows.filter(pk=offer).select_for_update())
    good = 0 < minutes <= MOST_MINUTES and 0 < places <= MOST_PLACES
    if not good or not 0 < len(starts) <= MOST_TIMES:
        raise Refused("mall.price", field="minutes")
    if min(starts) <= clock.now():
        raise Refused("mall.past_day", field="starts")
    if max(starts) > clock.now() + timedelta(days=AHEAD_DAYS):
        raise Refused("mall.too_far", field="starts")
    known = Slot.objects.filter(offer=row, starts_at__in=starts).values_list("starts_at", flat=True)
    new = sorted(set(starts) - set(known))
    if not new:
        raise Refused("mall.not_now")
    made = Slot.objects.bulk_create(
        [Slot(offer=row, starts_at=at, minutes=minutes, left=places) for at in new]
    )
    fact = facts.OfferTimed(offer=row.pk, merchant=row.merchant_id, times=len(made))
    record(actor, fact, place=row.community)
    return made


@action(allow=rules.may_see_order)
def give(actor: Actor, *, order: int, code: str) -> Order:
    """Whoever gave the service types the buyer's code: it is settled, and they earn."""
    if queries.wrong_codes(actor.person or 0) >= parameters.rules_on(clock.today()).wrong_codes:
        raise Refused("mall.too_many_codes")
    return hand_over(actor, order, code)


@action(allow=rules.may_see_order)
def note_wrong(actor: Actor, *, order: int) -> None:
    """It is on record who tries codes."""
    row = found_or_refused(rules.orders_seen_by(actor).filter(pk=order))
    record(actor, facts.WrongCodeTried(merchant=row.merchant_id), place=row.community)


def give_service(actor: Actor, *, order: int, code: str) -> Order:
    """`give`; a wrong code is noted in a transaction of its own."""
    try:
        return give(actor, order=order, code=code)
    except Refused as refusal:
        if refusal.code == "mall.no_such_code":
            note_wrong(actor, order=order)
        raise
