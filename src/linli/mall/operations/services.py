"""Bookable times, and what a neighbour earns by a service. Inside a transaction only."""

from datetime import timedelta

from django.db.models import F

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Balance, Transfer
from linli.ledger.movements import Movement
from linli.mall import parameters, queries_services
from linli.mall.models import Offer, Order, Slot

MONTH = 31


def take_slot(offer: Offer, slot: int | None) -> Slot | None:
    """One place less at that time. Raises Refused where a time must be chosen, or it is full."""
    if slot is None:
        if Slot.objects.filter(offer=offer).exists():
            raise Refused("mall.slot_first", field="slot")
        return None
    found = Slot.objects.filter(pk=slot, offer=offer, starts_at__gt=clock.now())
    if not found.filter(left__gt=0).update(left=F("left") - 1):
        raise Refused("mall.slot_gone", field="slot")
    return found.get()


def give_back_slot(order: Order) -> None:
    Slot.objects.filter(pk=order.slot_id or 0).update(left=F("left") + 1)


def locked_for(order: Order) -> dict[int, Balance]:
    """Every balance that settling or giving back moves: else two could wait for each other."""
    accounts = [order.debit, order.credit]
    provider = order.offer.provider_id
    if provider is not None:
        accounts.append(_account(order, provider))
    return ledger.locked(*accounts)


def _account(order: Order, provider: int) -> int:
    row = ledger.resident_account(community=order.community, unit="points", person=provider)
    return int(row.pk)


def earn(order: Order) -> None:
    """The neighbour who gave the service earns from the body's account, up to the month's limit.

    Points do not pass from neighbour to neighbour: the buyer's go to the body that stands for the
    service, and the body gives what the rules allow. What is above the limit stays with the body.
    """
    provider = order.offer.provider_id
    if provider is None:
        return
    values = parameters.rules_on(clock.today())
    units = min(order.price, values.earn_month - queries_services.earned_this_month(provider))
    if units <= 0:
        return
    made = ledger.transfer(
        Movement(
            ledger=order.ledger,
            key=f"order:{order.pk}:earned",
            debit=order.credit,
            credit=_account(order, provider),
            amount=units,
            kind="earn",
            expires_on=clock.today() + timedelta(days=values.earn_months * MONTH),
        )
    )
    order.earned = units
    order.earned_transfer = made.id


def take_back_earned(order: Order) -> None:
    """Before the buyer's points go back."""
    if order.earned_transfer is None:
        return
    original = Transfer.objects.get(pk=order.earned_transfer)
    ledger.take_back(original, amount=order.earned, key=f"order:{order.pk}:unearned")
    order.earned = 0
