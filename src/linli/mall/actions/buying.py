"""Residents: order, cancel before it was collected, object afterwards; and staff at the counter."""

from datetime import datetime, time, timedelta
from uuid import UUID

from linli.facts import mall as facts
from linli.identity.operations import lock_people
from linli.identity.queries import neighbour, records_of
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.mall import operations, parameters, queries, rules
from linli.mall.kinds import Channel
from linli.mall.models import Offer, Order, Slot
from linli.mall.operations import services
from linli.mall.states import Shelf, Standing, Verb
from linli.residence.queries import live_together


@action(allow=rules.may_order, deed="mall")
def order(
    actor: Actor, *, offer: int, key: UUID, slot: int | None = None, words: str = ""
) -> Order:
    """One piece: it is kept, and the points are promised. `key`: of the form, ordered once."""
    channel = Channel.HELPER if actor.helper is not None else Channel.APP
    return _ordered(
        actor,
        offer=offer,
        person=actor.person or 0,
        key=key,
        channel=channel,
        slot=slot,
        words=words,
    )


@action(allow=rules.may_order_for)
def order_for(actor: Actor, *, offer: int, person: str, key: UUID) -> Order:
    """Staff at the counter, for somebody without a phone who tells their number."""
    who = neighbour(actor, person)
    if who is None or who.pk in records_of(actor.person or 0):
        raise Refused("mall.no_such_person", field="person")
    return _ordered(actor, offer=offer, person=who.pk, key=key, channel=Channel.COUNTER)


def _ordered(  # noqa: PLR0913 (an order is these)
    actor: Actor,
    *,
    offer: int,
    person: int,
    key: UUID,
    channel: str,
    slot: int | None = None,
    words: str = "",
) -> Order:
    lock_people(person)
    rows = Offer.objects.reached_by(actor).select_related("merchant", "budget")
    row = found_or_refused(rows.filter(pk=offer))
    if Order.objects.across_communities("a key is one form's").filter(key=key).exists():
        raise Refused("mall.ordered_already")
    _require_open(row)
    _require_other_hands(actor, row, person)
    _require_pace(row, person)
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    operations.take_piece(row)
    time_of = services.take_slot(row, slot)
    made = operations.begin(
        actor,
        offer=row,
        person=person,
        channel=channel,
        key=key,
        until=_until(row, time_of),
        slot=time_of,
        words=said,
    )
    operations.tell(actor, made, facts.OrderMade, channel=channel)
    return made


def _require_other_hands(actor: Actor, row: Offer, person: int) -> None:
    """A neighbour earns neither from their household nor by what they book themselves."""
    hands = {each for each in (person, actor.person, actor.helper) if each}
    if row.provider_id and any(live_together(each, row.provider_id) for each in hands):
        raise Refused("mall.own_service")


def _require_open(row: Offer) -> None:
    today = clock.today()
    shop = row.merchant
    gives = shop.since <= today and (shop.until is None or today <= shop.until)
    if shop.state != Standing.APPROVED or not gives:
        raise Refused("mall.merchant_not_open")
    on_offer = row.since <= today and (row.until is None or today <= row.until)
    if row.state != Shelf.OPEN or not on_offer:
        raise Refused("mall.not_open")


def _require_pace(row: Offer, person: int) -> None:
    """The person's row is locked, so two orders at once are counted."""
    if queries.live_count(person) >= parameters.rules_on(clock.today()).most_open:
        raise Refused("mall.too_many_open")
    if row.monthly and queries.had_this_month(row.pk, person) >= row.monthly:
        raise Refused("mall.month_limit")


def _until(row: Offer, slot: Slot | None) -> datetime:
    """The end of the last day on which it is kept."""
    begins = clock.day_of(slot.starts_at) if slot else clock.today()
    last = begins + timedelta(days=parameters.rules_on(clock.today()).pickup_days)
    ends = [day for day in (row.until, row.merchant.until) if day is not None and not slot]
    return datetime.combine(min([last, *ends]) + timedelta(days=1), time.min, tzinfo=clock.LOCAL)


def taken(actor: Actor, order: int, verb: Verb) -> Order:
    """The order, locked, when the actor may take it over the transition."""
    row = operations.locked_order(order)
    require(rules.may_do(actor, row, verb))
    return row


@action(allow=rules.may_see_order, deed="mall")
def cancel(actor: Actor, *, order: int) -> Order:
    """Not wanted any more, before it was collected."""
    row = taken(actor, order, Verb.CANCEL)
    if row.until <= clock.now():
        raise Refused("mall.code_over")
    if row.slot is not None and row.slot.starts_at <= clock.now():
        raise Refused("mall.slot_begun")
    operations.let_go(row)
    operations.move(actor, row, Verb.CANCEL)
    operations.tell(actor, row, facts.OrderCancelled)
    return row


@action(allow=rules.may_see_order, deed="mall")
def dispute(actor: Actor, *, order: int, words: str) -> Order:
    """Something was wrong with it; staff decide."""
    row = taken(actor, order, Verb.DISPUTE)
    days = parameters.rules_on(clock.today()).dispute_days
    if row.collected_at is None or clock.now() > row.collected_at + timedelta(days=days):
        raise Refused("mall.too_late")
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    operations.move(actor, row, Verb.DISPUTE, said)
    operations.tell(actor, row, facts.OrderDisputed)
    return row
