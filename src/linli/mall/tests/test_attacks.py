"""Ways to draw points out of the mall that somebody might try, and orders of a shop that ended."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from tests.refusing import refusal_of

from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.mall import actions, operations, rules
from linli.mall.actions import buying
from linli.mall.models import Merchant, Order, OrderStep
from linli.mall.tests.factories import (
    again,
    balance,
    collected,
    offered,
    ordered,
    rich,
    town,
)
from linli.mall.wanted import Goods
from linli.organisations.actions import appoint
from linli.places.models import Building, Estate, Unit
from linli.residence.models import Residence


@pytest.fixture
def made(committed):
    return town()


refused = refusal_of()


def test_whoever_ordered_for_somebody_does_not_hand_it_over(made):
    account, offer = rich(made), offered(made)
    number = made.people["ann"].public_id
    order = actions.order_for(made.clerk, offer=offer.pk, person=number, key=uuid4())
    # a clerk of the committee that runs the shop, whose screen shows the code
    made.actors["both"] = replace(made.clerk, organisation=made.merchant.organisation_id)
    assert refused(lambda: collected(made, order, "both")) == "mall.own_order"
    assert (again(order).state, balance(account)) == ("ordered", (100, 20))
    # a helper of the buyer who sells in the shop
    by_helper = ordered(made, offer)
    step = OrderStep.objects.get(order=by_helper, verb="order")
    OrderStep.objects.filter(pk=step.pk).update(helper=made.people["shop"])
    assert refused(lambda: collected(made, by_helper)) == "mall.own_order"
    done = collected(made, order)
    actions.dispute(made.ann, order=done.pk, words="少了一袋")
    refund = {"order": done.pk, "words": "已核实"}
    assert refused(lambda: actions.refund(made.clerk, **refund)) == "mall.own_order"
    assert balance(made.merchant.account) == (20, 0)


def _live_together(made, *names):
    with transaction.atomic():
        estate = Estate.objects.create(
            community_id=made.community, name_zh="花园", name_en="Garden", since=made.merchant.since
        )
        block = Building.objects.create(estate=estate, key="1", label="1栋")
        unit = Unit.objects.create(
            community=made.community, estate=estate, building=block, room="101", room_key="101"
        )
        for name in names:
            Residence.objects.create(
                community=made.community,
                unit=unit,
                person=made.people[name],
                relation="family",
                ground="papers",
                since=made.merchant.since,
            )


def test_staff_do_not_give_points_back_to_their_own_household(made):
    rich(made)
    _live_together(made, "clerk", "ann")
    done = collected(made, ordered(made, offered(made)))
    actions.dispute(made.ann, order=done.pk, words="少了一袋")
    for act in (actions.refund, actions.uphold):
        assert refused(lambda a=act: a(made.clerk, order=done.pk, words="好")) == "mall.own_order"
    assert balance(made.merchant.account) == (20, 0)
    actions.refund(replace(made.clerk, person=made.people["bob"].pk), order=done.pk, words="好")
    assert balance(made.merchant.account) == (0, 0)


def test_a_shop_that_ended_hands_over_what_was_ordered_before_and_sees_it(made):
    account, offer = rich(made), offered(made)
    one, two = ordered(made, offer), ordered(made, offer)
    actions.decide(made.clerk, merchant=made.merchant.pk, verb="end", words="撤点")
    done = collected(made, one)
    assert list(rules.orders_seen_by(made.shop).filter(pk=done.pk)) == [done]
    assert not rules.orders_seen_by(made.rival).exists()
    actions.withdraw(made.shop, order=two.pk, words="已撤点")
    assert balance(account) == (80, 0)


def test_a_key_that_another_community_used_is_refused_and_not_an_error(made):
    rich(made)
    first = ordered(made, offered(made))
    order = Order.objects.across_communities("test").get(pk=first.pk)
    order.pk, order.hold, order._state.adding = None, order.hold + 1, True
    with pytest.raises(Refused, match="ordered_already"), transaction.atomic():
        operations.orders._with_code(order)
    assert Order.objects.across_communities("test").count() == 1


def test_staff_do_not_decide_about_a_shop_in_which_they_hold_an_office(made):
    """In whichever of their offices they act just now."""
    body = made.merchant.organisation_id
    appoint(
        SYSTEM,
        organisation=body,
        person=made.people["clerk"].public_id,
        capacity="officer",
        place=made.community,
        since=made.merchant.since,
        titles=("店主", "owner"),
        ground="营业执照",
    )
    rich(made)
    offer = offered(made, by="shop")
    accept = {"offer": offer.pk, "verb": "accept"}
    assert refused(lambda: actions.move_offer(made.clerk, **accept)) == "mall.own_merchant"
    step = {"merchant": made.merchant.pk, "verb": "end", "words": "撤点"}
    assert refused(lambda: actions.decide(made.clerk, **step)) == "mall.own_merchant"
    yesterday = clock.today() - timedelta(days=1)
    settle = {"merchant": made.merchant.pk, "last": yesterday}
    assert refused(lambda: actions.make_settlement(made.clerk, **settle)) == "mall.own_merchant"
    assert again(offer).state == "review"


def _service(made):
    Merchant.objects.within(made.community).update(exchange=True)
    goods = Goods(kind="service", title="理发", price=60, since=clock.today())
    row = actions.offer_service(made.bob, merchant=made.merchant.pk, goods=goods)
    return actions.move_offer(made.clerk, offer=row.pk, verb="accept")


def test_a_neighbour_does_not_earn_from_their_household_or_by_their_own_hands(made):
    account, offer = rich(made), _service(made)
    # a helper of the buyer, who gives the service themselves
    hands = replace(made.ann, helper=made.people["bob"].pk)
    row = again(offer)
    for actor in (hands, made.bob):
        assert refused(lambda a=actor: buying._require_other_hands(a, row, made.ann.person)) == (
            "mall.own_service"
        )
    _live_together(made, "bob", "ann")
    assert refused(lambda: ordered(made, offer)) == "mall.own_service"
    assert balance(account) == (100, 0)


@pytest.mark.parametrize("days", [184, 2_900_000])
def test_no_time_is_entered_for_which_points_would_be_kept_for_years(made, days):
    offer = _service(made)
    starts = [clock.now() + timedelta(days=days)]
    times = {"offer": offer.pk, "starts": starts, "minutes": 60, "places": 1}
    assert refused(lambda: actions.add_times(made.bob, **times)) == "mall.too_far"
