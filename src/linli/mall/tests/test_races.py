"""At once, on connections of their own: the last piece is sold once, a code is settled once."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections, transaction
from tests.racing import race

from linli.districts.context import in_district
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused
from linli.ledger.audit import audit
from linli.mall import actions
from linli.mall.audit import differences
from linli.mall.models import Order
from linli.mall.tests.factories import (
    again,
    balance,
    code_of,
    given,
    offered,
    ordered,
    rich,
    town,
)


def at_once(calls, threads: int) -> Counter[str]:
    """All of them, `threads` at a time, from one start."""
    barrier = threading.Barrier(threads)

    def work(first: int) -> list[str]:
        answers = []
        barrier.wait(30)
        try:
            for call in calls[first::threads]:
                with in_district("demo"):
                    try:
                        call()
                        answers.append("done")
                    except Refused as refusal:
                        answers.append(refusal.code)
        finally:
            connections.close_all()
        return answers

    with ThreadPoolExecutor(threads) as pool:
        return Counter(answer for found in pool.map(work, range(threads)) for answer in found)


@pytest.mark.parametrize(
    "people", [40, pytest.param(500, marks=pytest.mark.long)], ids=["short", "long"]
)
def test_the_last_piece_is_sold_once(committed, people):
    made = town()
    offer = offered(made, stock=1)
    actors = []
    for number in range(people):
        with transaction.atomic():
            who = enrol(
                phone=f"1980000{number:04}",
                name="某人",
                community=made.community,
                level=Person.Level.REAL_NAME,
            )
        given(who, made.community, 20)
        actors.append(Actor(who.pk, Capacity.RESIDENT, made.community, frozenset({made.community})))
    calls = [
        lambda actor=actor: actions.order(actor, offer=offer.pk, key=uuid4()) for actor in actors
    ]
    assert at_once(calls, min(people, 50)) == {"done": 1, "mall.sold_out": people - 1}
    assert (again(offer).stock, Order.objects.within(made.community).count()) == (0, 1)
    assert audit() == []


def test_a_code_scanned_twice_and_cancelled_at_once_ends_once(committed):
    made = town()
    account, offer = rich(made), offered(made, stock=1)
    order = ordered(made, offer)
    code = code_of(order)

    def hand_over(who):
        return lambda: actions.collect(made.actors[who], merchant=made.merchant.pk, code=code)

    answers = race(
        hand_over("shop"),
        hand_over("colleague"),
        hand_over("shop"),
        lambda: actions.cancel(made.ann, order=order.pk),
    )
    assert answers.count("done") == 1
    done = again(order).state == "collected"
    assert again(order).state in {"collected", "cancelled"}
    assert balance(account) == ((80, 0) if done else (100, 0))
    assert balance(made.merchant.account) == ((20, 0) if done else (0, 0))
    assert again(offer).stock == (0 if done else 1)
    assert (audit(), list(differences())) == ([], [])


def test_one_person_at_once_stays_within_the_month(committed):
    made = town()
    rich(made)
    offer = offered(made, monthly=1)
    answers = race(
        *[lambda: actions.order(made.ann, offer=offer.pk, key=uuid4()) for _n in range(4)]
    )
    assert answers == ["done", *["mall.month_limit"] * 3]
    assert again(offer).stock == 2
