"""Writes on orders. Locks: the buyer, the order, the offer, then balances in the ledger's order."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from linli.facts import mall as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.ledger import operations as ledger
from linli.ledger.models import Transfer
from linli.ledger.movements import Movement
from linli.mall import codes
from linli.mall.models import Offer, Order, OrderStep, Slot
from linli.mall.operations import money, services
from linli.mall.queries_money import rate_on
from linli.mall.states import LIVE, TRANSITIONS, Shelf, State, Verb
from linli.threads.private import holds_id_number
from linli.threads.text import clean

HELD = "the action's rule was asked before"


def good_text(text: str, *, field: str, most: int) -> str:
    """The cleaned text. Raises Refused when it is too long or holds an ID number."""
    text = clean(text)
    if len(text) > most:
        raise Refused("mall.too_long", field=field)
    if holds_id_number(text):
        raise Refused("mall.id_number", field=field)
    return text


def tell(actor: Actor, order: Order, fact: type[facts.OrderFact], **more: Any) -> None:
    made = fact(
        order=order.pk,
        offer=order.offer_id,
        merchant=order.merchant_id,
        person=order.person_id,
        points=order.price,
        **more,
    )
    record(actor, made, place=order.community)


def write(actor: Actor, order: Order, verb: str, words: str = "") -> None:
    line = OrderStep(
        order=order,
        buyer=order.person_id,
        verb=verb,
        person_id=actor.person,
        helper_id=actor.helper,
        capacity=actor.capacity,
        at=clock.now(),
    )
    line.put("words", words)
    line.save()


def locked_order(order: int) -> Order:
    rows = Order.objects.across_communities(HELD).select_related("merchant", "offer")
    return found_or_refused(rows.filter(pk=order).select_for_update(of=("self",)))


def take_piece(offer: Offer) -> None:
    """One piece less, where they are counted. Raises Refused("mall.sold_out").

    One conditional update: of two who want the last piece the second finds none.
    """
    rows = Offer.objects.within(offer.community).filter(pk=offer.pk, state=Shelf.OPEN)
    taken = rows.filter(Q(stock__isnull=True) | Q(stock__gt=0)).update(
        stock=F("stock") - 1, taken_at=clock.now()
    )
    if not taken:
        raise Refused("mall.sold_out")


def give_back(order: Order) -> None:
    """The piece is there for others again."""
    rows = Offer.objects.within(order.community).filter(pk=order.offer_id, stock__isnull=False)
    rows.update(stock=F("stock") + 1)
    services.give_back_slot(order)


def begin(  # noqa: PLR0913 (an order is these)
    actor: Actor,
    *,
    offer: Offer,
    person: int,
    channel: str,
    key: UUID,
    until: datetime,
    slot: Slot | None = None,
    words: str = "",
) -> Order:
    """Promise the points and make the order with its code. Raises Refused of the ledger."""
    account = ledger.resident_account(community=offer.community, unit="points", person=person)
    credit = offer.merchant.account or 0
    promised = ledger.hold(
        Movement(
            ledger=account.ledger_id,
            key=f"order:{key}",
            debit=account.pk,
            credit=credit,
            amount=offer.price,
            kind="order",
        ),
        until=until,
    )
    rate = rate_on(offer.community, clock.today())
    # what a neighbour gives earns points and no money
    fen = offer.price * rate.fen if rate and offer.provider_id is None else 0
    fen_hold = None
    if offer.budget is not None:
        if not fen:
            raise Refused("mall.no_rate")
        fen_hold = money.promise_fen(str(key), offer.budget, offer.merchant, fen)
    order = Order(
        fen=fen,
        fen_hold=fen_hold,
        slot=slot,
        community=offer.community,
        offer=offer,
        merchant=offer.merchant,
        person_id=person,
        key=key,
        channel=channel,
        price=offer.price,
        until=until,
        ledger=account.ledger_id,
        debit=account.pk,
        credit=credit,
        hold=promised.id,
        at=clock.now(),
    )
    _with_code(order)
    write(actor, order, "order", words)
    return order


def _with_code(order: Order) -> None:
    """Saved with a code that no live order of the community has."""
    for _attempt in range(5):
        code = codes.fresh()
        order.put("code", code)
        order.code_hash = codes.hashed(code)
        try:
            with transaction.atomic():
                order.save(force_insert=True)
        except IntegrityError as error:
            if "mall_order_key" in str(error):
                # another community's form with the same key was faster
                raise Refused("mall.ordered_already") from error
            if "one_live_order_per_code" not in str(error):
                raise
        else:
            return
    raise Refused("mall.not_now")


def move(actor: Actor, order: Order, verb: Verb, words: str = "") -> None:
    """Take a locked order over a transition. Sides are checked before; saves the whole row."""
    transition = TRANSITIONS[verb]
    if transition.words and not words:
        raise Refused("mall.words_first", field="words")
    order.state = transition.target.value
    if State(order.state) not in LIVE:
        order.code = None
        order.code_hash = None
        order.closed_at = clock.now()
    order.save()
    write(actor, order, verb.value, words)


def let_go(order: Order) -> None:
    """The points are free again, and the piece is back. The ledger may have ended it before."""
    give_back(order)
    ledger.release(order.hold, expired=order.until <= clock.now())
    if order.fen_hold is not None:
        ledger.release(order.fen_hold)


def settle(order: Order) -> int:
    """The promise becomes a movement. Raises Refused("ledger.frozen") while a case is open."""
    if any(balance.frozen for balance in services.locked_for(order).values()):
        raise Refused("ledger.frozen")
    made = ledger.transfer(
        Movement(
            ledger=order.ledger,
            key=f"order:{order.pk}:collected",
            debit=order.debit,
            credit=order.credit,
            amount=order.price,
            kind="spend",
            hold=order.hold,
        )
    )
    order.transfer = made.id
    order.collected_at = clock.now()
    if order.fen_hold is not None:
        order.fen_transfer = money.settle_fen(order, order.fen_hold)
    services.earn(order)
    return made.id


def cover(order: Order) -> int:
    """The merchant ended: what was settled for this order comes back from the community first.

    A sponsor's fen stay where they went: the merchant was paid, and keeps it.
    """
    settled = Transfer.objects.get(pk=order.settlement.transfer or 0) if order.settlement else None
    original = Transfer.objects.get(pk=order.transfer or 0)
    if settled is None:
        raise Refused("mall.merchant_pays")
    ledger.locked(order.debit, order.credit, settled.credit_id)
    key = f"order:{order.pk}"
    ledger.take_back(settled, amount=order.price, key=f"{key}:unsettled", kind="unsettle")
    made = ledger.take_back(original, amount=order.price, key=f"{key}:refund", kind="refund")
    order.back = made.id
    return made.id


def refund(order: Order) -> int:
    """The points go back with their days, a sponsor's fen to the sponsor.

    Raises Refused("mall.merchant_has_less"), or "mall.in_settlement" while one is to be paid.
    """
    if order.settlement is not None and order.settlement.state == "made":
        raise Refused("mall.in_settlement")
    original = Transfer.objects.get(pk=order.transfer or 0)
    services.locked_for(order)
    key = f"order:{order.pk}:refund"
    try:
        services.take_back_earned(order)
        made = ledger.take_back(original, amount=order.price, key=key, kind="refund")
        if order.fen_transfer is not None:
            money.refund_fen(order)
    except Refused as refusal:
        if refusal.code != "ledger.not_enough":
            raise
        raise Refused("mall.merchant_has_less") from refusal
    order.back = made.id
    return made.id
