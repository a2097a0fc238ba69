"""Services at chosen times, given by neighbours who earn; the last place, the month's limit, refunds."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from tests.racing import race

from linli.kernel import clock
from linli.ledger.audit import audit
from linli.ledger.models import Account
from linli.mall import actions, queries, queries_services
from linli.mall.audit import differences
from linli.mall.models import Merchant, Order, OrderStep, Slot
from linli.mall.tests.factories import again, balance, code_of, offered, rich, town
from linli.mall.tests.test_actions import refused
from linli.mall.wanted import Goods

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=clock.LOCAL)
SOON = NOW + timedelta(hours=5)


@pytest.fixture
def made(committed):
    with clock.frozen(NOW):
        found = town()
        Merchant.objects.within(found.community).update(exchange=True)
        yield found


def service(made, who="bob", price=60):
    goods = Goods(kind="service", title="理发", price=price, since=clock.today())
    row = actions.offer_service(made.actors[who], merchant=made.merchant.pk, goods=goods)
    assert row.state == "review"
    return actions.move_offer(made.clerk, offer=row.pk, verb="accept")


def timed(made, offer, *starts, places=1, by="bob"):
    return actions.add_times(
        made.actors[by], offer=offer.pk, starts=starts or [SOON], minutes=60, places=places
    )


def booked(made, offer, slot=None, who="ann", words=""):
    return actions.order(
        made.actors[who], offer=offer.pk, key=uuid4(), slot=slot and slot.pk, words=words
    )


def purse(made, who) -> tuple[int, int]:
    rows = Account.objects.within(made.community).filter(person=made.people[who], kind="resident")
    return balance(rows.get()) if rows else (0, 0)


def whole() -> None:
    assert (audit(), list(differences())) == ([], [])


def test_a_time_is_booked_once_given_and_earns(made):
    rich(made, points=100)
    offer = service(made)
    (slot,) = timed(made, offer)
    assert refused(lambda: booked(made, offer)) == "mall.slot_first"
    assert refused(lambda: booked(made, offer, slot, "bob")) == "mall.own_service"
    order = booked(made, offer, slot, words="请剪短一些")
    assert Slot.objects.get(pk=slot.pk).left == 0
    rich(made, "clerk", 100)
    assert refused(lambda: booked(made, offer, slot)) == "mall.slot_gone"
    assert OrderStep.objects.get(order=order).read("words") == "请剪短一些"
    code = code_of(order)
    give = {"order": order.pk, "code": code}
    assert refused(lambda: actions.give(made.eve, **give)) == "kernel.not_found"
    # the buyer sees the order and does not settle it
    assert refused(lambda: actions.give(made.ann, **give)) == "mall.own_order"
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    assert refused(lambda: actions.give(made.bob, order=order.pk, code=wrong)) == (
        "mall.no_such_code"
    )
    actions.give_service(made.bob, **give)
    assert (purse(made, "ann"), purse(made, "bob")) == ((40, 0), (60, 0))
    assert balance(made.merchant.account) == (0, 0)
    assert again(order).earned == 60
    whole()


def test_what_is_above_the_months_limit_stays_with_the_body(made):
    rich(made, points=300)
    offer = service(made)
    for _n in range(2):
        order = booked(made, offer)
        actions.give_service(made.bob, order=order.pk, code=code_of(order))
    # 60, then what is left of 100
    assert (purse(made, "bob"), balance(made.merchant.account)) == ((100, 0), (20, 0))
    assert queries_services.earned_this_month(made.bob.person) == 100
    whole()
    # what neighbours give is no business of a merchant's settlement
    with clock.frozen(NOW + timedelta(days=1)):
        assert (
            refused(
                lambda: actions.make_settlement(
                    made.clerk, merchant=made.merchant.pk, last=NOW.date()
                )
            )
            == "mall.nothing_to_settle"
        )
    actions.dispute(made.ann, order=order.pk, words="没有来")
    actions.refund(made.clerk, order=order.pk, words="已核实")
    assert (purse(made, "ann"), purse(made, "bob")) == ((240, 0), (60, 0))
    assert balance(made.merchant.account) == (0, 0)
    whole()


def test_times_come_back_and_are_bounded(made):
    account = rich(made)
    offer = service(made, price=10)
    (slot,) = timed(made, offer, places=2)
    assert refused(lambda: timed(made, offer)) == "mall.not_now"
    assert refused(lambda: timed(made, offer, NOW)) == "mall.past_day"
    assert refused(lambda: timed(made, offer, by="eve")) == "kernel.not_for_you"
    today = queries.to_be_had_today(made.ann, 100)
    assert offer in today
    order = booked(made, offer, slot)
    actions.cancel(made.ann, order=order.pk)
    assert (Slot.objects.get(pk=slot.pk).left, balance(account)) == (2, (100, 0))
    late = booked(made, offer, slot)
    with clock.frozen(SOON):
        assert refused(lambda: actions.cancel(made.ann, order=late.pk)) == "mall.slot_begun"
        assert refused(lambda: booked(made, offer, slot)) == "mall.slot_gone"
        assert offer not in queries.to_be_had_today(made.ann, 100)
        assert queries_services.times_of(offer.pk) == []
    actions.withdraw(made.bob, order=late.pk, words="病了")
    assert Slot.objects.get(pk=slot.pk).left == 2
    assert refused(lambda: actions.move_offer(made.bob, offer=offer.pk, verb="accept")) == (
        "kernel.not_for_you"
    )
    actions.move_offer(made.bob, offer=offer.pk, verb="pause")
    assert refused(lambda: actions.move_offer(made.ann, offer=offer.pk, verb="open")) == (
        "kernel.not_for_you"
    )


def test_a_body_that_does_not_stand_for_it_takes_no_service(made):
    Merchant.objects.within(made.community).update(exchange=False)
    goods = Goods(kind="service", title="理发", price=5, since=clock.today())
    shop = made.merchant.pk
    assert refused(lambda: actions.offer_service(made.bob, merchant=shop, goods=goods)) == (
        "mall.no_such_choice"
    )
    assert refused(lambda: actions.offer_service(made.shop, merchant=shop, goods=goods)) == (
        "mall.as_resident"
    )


def test_the_last_place_at_once_is_taken_once(made):
    for who in ("ann", "clerk", "grid", "street"):
        rich(made, who)
    offer = offered(made, kind="venue", stock=None, price=5)
    # far from now: each of them has a clock of its own
    ends = datetime(2099, 1, 1, 9, tzinfo=clock.LOCAL)
    slot = Slot.objects.create(offer=offer, starts_at=ends, minutes=60, left=1)
    people = [made.people[who] for who in ("ann", "clerk", "grid", "street")]

    def book(person):
        actor = made.ann.__class__(
            person.pk, made.ann.capacity, made.community, frozenset({made.community})
        )
        return lambda: actions.order(actor, offer=offer.pk, key=uuid4(), slot=slot.pk)

    assert race(*[book(person) for person in people]) == ["done", *["mall.slot_gone"] * 3]
    assert Order.objects.within(made.community).count() == 1
    whole()
