"""Writes on rates, pledges and settlements. Locks: the merchant, its orders, points, then fen."""

from collections.abc import Iterable
from datetime import date

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Hold, Ledger, Transfer
from linli.ledger.movements import Movement
from linli.mall.models import Budget, Merchant, Order, Pledge, Settlement
from linli.mall.queries_money import midnight_after

SETTLED = ["collected", "upheld"]


def budget_of(community: int, organisation: int) -> Budget:
    """A sponsor's budget, opened when it is the first time."""
    fen = ledger.open_ledger(community=community, unit=Ledger.Unit.FEN)
    account = ledger.open_account(fen, Account.Kind.ORGANISATION, other=organisation)
    found, _made = Budget.objects.within(community).get_or_create(
        community=community,
        organisation_id=organisation,
        defaults={"account": account.pk, "at": clock.now()},
    )
    return found


def pledge(actor: Actor, budget: Budget, *, fen: int, decision: str, key: str) -> Pledge:
    """The sum stands on the sponsor's account; the record of a promise, no payment."""
    account = (
        Account.objects.within(budget.community).select_related("ledger").get(pk=budget.account)
    )
    moved = ledger.transfer(
        Movement(
            ledger=account.ledger_id,
            key=f"pledge:{key}",
            debit=ledger.issuer_of(account.ledger, 0),
            credit=account.pk,
            amount=fen,
            kind="pledge",
        )
    )
    if moved.again:
        raise Refused("mall.not_now")
    return Pledge.objects.create(
        budget=budget,
        fen=fen,
        decision=decision,
        transfer=moved.id,
        person_id=actor.person or 0,
        at=clock.now(),
    )


def promise_fen(order_key: str, budget: Budget, merchant: Merchant, fen: int) -> int:
    """Keep what the sponsor will pay. Raises Refused("mall.budget_spent")."""
    books = ledger.open_ledger(community=budget.community, unit=Ledger.Unit.FEN)
    shop = ledger.open_account(books, Account.Kind.MERCHANT, other=merchant.organisation_id)
    wanted = Movement(
        ledger=books.pk,
        key=f"order:{order_key}",
        debit=budget.account,
        credit=shop.pk,
        amount=fen,
        kind="order",
    )
    try:
        return ledger.hold(wanted).id
    except Refused as refusal:
        if refusal.code != "ledger.not_enough":
            raise
        raise Refused("mall.budget_spent") from refusal


def settle_fen(order: Order, hold: int) -> int:
    """The sponsor owes it to the merchant now."""
    kept = Hold.objects.get(pk=hold)
    made = ledger.transfer(
        Movement(
            ledger=kept.ledger_id,
            key=f"order:{order.pk}:collected",
            debit=kept.debit_id,
            credit=kept.credit_id,
            amount=kept.amount,
            kind="spend",
            hold=kept.pk,
        )
    )
    return made.id


def refund_fen(order: Order) -> None:
    original = Transfer.objects.get(pk=order.fen_transfer or 0)
    key = f"order:{order.pk}:refund"
    ledger.take_back(original, amount=original.amount, key=key, kind="refund")


def make_settlement(actor: Actor, merchant: Merchant, last: date) -> Settlement:
    """All that was handed over until the day and not settled; less what was given back after payment.

    Raises Refused("mall.nothing_to_settle").
    """
    every = Order.objects.within(merchant.community).filter(merchant=merchant)
    taken = list(
        every.filter(
            state__in=SETTLED,
            offer__provider__isnull=True,
            settlement__isnull=True,
            collected_at__lt=midnight_after(last),
        )
        .order_by("pk")
        .select_for_update()
    )
    back = list(
        every.filter(state="refunded", settlement__state="paid", deducted__isnull=True)
        # the community gave these back itself
        .filter(covered_by__isnull=True)
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    points = _sum(taken) - _sum(back)
    fen = sum(row.fen for row in taken) - sum(row.fen for row in back)
    sponsored = _sponsored(taken) - _sponsored(back)
    if points <= 0 or fen < 0 or sponsored < 0:
        raise Refused("mall.nothing_to_settle")
    row = Settlement.objects.create(
        community=merchant.community,
        merchant=merchant,
        last=last,
        orders=len(taken),
        points=points,
        fen=fen,
        sponsored=sponsored,
        person_id=actor.person or 0,
        at=clock.now(),
    )
    every.filter(pk__in=[each.pk for each in taken]).update(settlement=row)
    every.filter(pk__in=[each.pk for each in back]).update(deducted=row)
    return row


def _sum(rows: Iterable[Order]) -> int:
    return sum(row.price for row in rows)


def _sponsored(rows: Iterable[Order]) -> int:
    return sum(row.fen for row in rows if row.fen_transfer is not None)


def drop(row: Settlement) -> None:
    """Its orders are free for another one."""
    every = Order.objects.within(row.community).filter(merchant=row.merchant_id)
    every.filter(settlement=row).update(settlement=None)
    every.filter(deducted=row).update(deducted=None)
    row.state = "dropped"
    row.save(update_fields=["state"])


def pay(actor: Actor, row: Settlement, reference: str) -> None:
    """Note that it was paid outside: the points leave the merchant's account, so do the fen."""
    books = ledger.open_ledger(community=row.community, unit=Ledger.Unit.POINTS)
    row.transfer = _sink(books, row.merchant.account or 0, row.points, f"settlement:{row.pk}")
    if row.sponsored:
        fen = ledger.open_ledger(community=row.community, unit=Ledger.Unit.FEN)
        shop = ledger.open_account(fen, Account.Kind.MERCHANT, other=row.merchant.organisation_id)
        _sink(fen, shop.pk, row.sponsored, f"settlement:{row.pk}")
    row.state = "paid"
    row.paid_by_id = actor.person
    row.paid_at = clock.now()
    row.reference = reference
    row.save()


def _sink(books: Ledger, merchant: int, units: int, key: str) -> int:
    sink = Account.objects.within(books.community).get(ledger=books, kind=Account.Kind.SETTLED)
    moved = ledger.transfer(
        Movement(
            ledger=books.pk, key=key, debit=merchant, credit=sink.pk, amount=units, kind="settle"
        )
    )
    return moved.id
