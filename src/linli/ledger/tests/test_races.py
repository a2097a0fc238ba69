"""Calls at once, on connections of their own: what the balance allows, and no more."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections, transaction

from linli.districts.context import in_district
from linli.identity.operations import enrol
from linli.kernel.errors import Refused
from linli.ledger import operations
from linli.ledger.audit import audit
from linli.ledger.models import Account, Balance, Hold, HoldEnd, Ledger, Transfer
from linli.ledger.movements import Movement
from linli.ledger.operations.nightly import expire_account


def furnish(points: int) -> tuple[int, int, int]:
    """A ledger, a resident with points, and a merchant."""
    with transaction.atomic():
        ledger = operations.open_ledger(community=1, unit=Ledger.Unit.POINTS)
        person = enrol(phone="19900001234", name="某人")
        resident = operations.open_account(ledger, "resident", person=person.pk).pk
        merchant = operations.open_account(ledger, "merchant", other=1).pk
        issuer = Account.objects.within(1).get(ledger=ledger, kind="issuer", stripe=3).pk
        operations.transfer(
            Movement(
                ledger=ledger.pk,
                key="start",
                debit=issuer,
                credit=resident,
                amount=points,
                kind="award",
                expires_on=date(2028, 1, 1),
            )
        )
    return ledger.pk, resident, merchant


def at_once(count: int, threads: int, call) -> Counter[str]:
    """What `call(n)` answered, for n below `count`."""

    def one(number: int) -> str:
        with in_district("demo"):
            try:
                return "again" if call(number).again else "done"
            except Refused as refusal:
                return refusal.code

    def work(first: int) -> list[str]:
        try:
            return [one(number) for number in range(first, count, threads)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return Counter(answer for found in pool.map(work, range(threads)) for answer in found)


@pytest.mark.parametrize(
    ("calls", "points"),
    [(300, 50), pytest.param(12_000, 2_000, marks=pytest.mark.long)],
    ids=["short", "long"],
)
def test_redemptions_spend_what_is_there_and_no_more(committed, calls, points):
    """As an order does: promised first, in a transaction of its own, and settled in the next."""
    ledger, resident, merchant = furnish(points)

    def redeem(number: int):
        common = {
            "ledger": ledger, "debit": resident, "credit": merchant, "amount": 1, "kind": "spend"
        }  # fmt: skip
        with transaction.atomic():
            promised = operations.hold(Movement(key=f"h{number}", **common))
        with transaction.atomic():
            return operations.transfer(Movement(key=f"r{number}", hold=promised.id, **common))

    found = at_once(calls, 12, redeem)
    assert found == {"done": points, "ledger.not_enough": calls - points}
    balance = Balance.objects.get(pk=resident)
    assert (balance.posted, balance.held) == (0, 0)
    assert Balance.objects.get(pk=merchant).posted == points
    assert Hold.objects.count() == HoldEnd.objects.filter(outcome="posted").count() == points
    assert audit() == []


def test_one_key_moves_once(committed):
    ledger, resident, merchant = furnish(100)

    @transaction.atomic
    def same(_number: int):
        return operations.transfer(
            Movement(
                ledger=ledger, key="one", debit=resident, credit=merchant, amount=7, kind="spend"
            )
        )

    assert at_once(60, 12, same) == {"done": 1, "again": 59}
    assert Balance.objects.get(pk=resident).posted == 93
    assert Transfer.objects.filter(key="one").count() == 1


def test_opposite_directions_never_lock_each_other_out(committed):
    ledger, one, _merchant = furnish(500)
    with transaction.atomic():
        person = enrol(phone="19900001235", name="别人")
        other = operations.open_account(
            Ledger.objects.within(1).get(), "resident", person=person.pk
        ).pk
        operations.transfer(
            Movement(
                ledger=ledger,
                key="half",
                debit=one,
                credit=other,
                amount=250,
                kind="gift",
                expires_on=date(2028, 1, 1),
            )
        )

    @transaction.atomic
    def swing(number: int):
        a, b = (one, other) if number % 2 else (other, one)
        return operations.transfer(
            Movement(
                ledger=ledger,
                key=f"s{number}",
                debit=a,
                credit=b,
                amount=1,
                kind="gift",
                expires_on=date(2028, 1, 1),
            )
        )

    assert at_once(200, 10, swing) == {"done": 200}
    assert [b.posted for b in Balance.objects.filter(pk__in=[one, other]).order_by("pk")] == [
        250,
        250,
    ]
    assert audit() == []


def test_lots_that_end_and_refunds_lock_in_the_same_order(committed):
    """Whoever looks at a balance before moving locks all that the movement will."""
    ledger, resident, _merchant = furnish(500)
    account = Account.objects.within(1).get(pk=resident)
    sink = Account.objects.within(1).get(ledger=ledger, kind="expired").pk

    @transaction.atomic
    def swing(number: int):
        if number % 2:
            expire_account(account, sink, date(2029, 1, 1))
            return operations.Moved(0, again=False)
        return operations.transfer(
            Movement(
                ledger=ledger,
                key=f"b{number}",
                debit=sink,
                credit=resident,
                amount=1,
                kind="refund",
                expires_on=date(2028, 1, 1),
            )
        )

    found = at_once(300, 4, swing)
    assert set(found) <= {"done", "ledger.not_enough"}
    assert found.total() == 300
    assert audit() == []
