"""Merchants, offers, orders: each step, each refusal, and what stays as it was."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from tests.refusing import refusal_of

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import actions as ledger_actions
from linli.ledger.audit import audit
from linli.ledger.jobs import end_holds
from linli.ledger.models import HoldEnd
from linli.mall import actions, jobs, queries
from linli.mall.audit import differences
from linli.mall.models import Merchant, Offer, Order, OrderStep
from linli.mall.tests.factories import (
    again,
    applied,
    balance,
    code_of,
    collected,
    hands,
    offered,
    ordered,
    rich,
    town,
)

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=clock.LOCAL)


@pytest.fixture
def made(committed):
    with clock.frozen(NOW):
        yield town()


refused = refusal_of()


def whole() -> None:
    assert audit() == []
    assert list(differences()) == []


def test_a_merchant_applies_and_staff_decide_with_reasons(made):
    row = applied(made, "乙便利店", by="rival")
    assert (row.state, row.account) == ("applied", None)
    assert refused(lambda: applied(made, "乙便利店")) == "mall.merchant_there_already"
    assert refused(lambda: applied(made, "乙便利店", by="shop")) == "kernel.not_for_you"
    step = {"merchant": row.pk, "verb": "approve"}
    assert refused(lambda: actions.decide(made.rival, words="好", **step)) == "kernel.not_for_you"
    assert refused(lambda: actions.decide(made.far, words="好", **step)) == "kernel.not_found"
    assert refused(lambda: actions.decide(made.clerk, words=" ", **step)) == "mall.words_first"
    assert refused(lambda: offered(made, by="rival", merchant=row)) == "mall.merchant_not_open"
    actions.decide(made.clerk, words="证照齐全", **step)
    assert balance(again(row).account) == (0, 0)
    actions.decide(made.clerk, merchant=row.pk, verb="suspend", words="有人投诉")
    assert refused(lambda: actions.decide(made.clerk, words="好", **step)) == "mall.not_now"
    actions.decide(made.clerk, merchant=row.pk, verb="resume", words="已整改")
    actions.decide(made.clerk, merchant=row.pk, verb="end", words="停业")
    assert [line.verb for line in queries.merchant_history(row)] == [
        "apply", "approve", "suspend", "resume", "end",
    ]  # fmt: skip
    # an organisation that ended may come again, with the account that it had
    new = applied(made, "乙便利店", by="rival")
    actions.decide(made.clerk, merchant=new.pk, verb="approve", words="重新开业")
    assert again(new).account == again(row).account


def test_what_a_merchant_enters_waits_for_staff(made):
    row = offered(made, by="shop", title="理发一次", kind="service", stock=None)
    assert row.state == "review"
    rich(made)
    assert refused(lambda: ordered(made, row)) == "mall.not_open"
    step = {"offer": row.pk}
    assert refused(lambda: actions.move_offer(made.shop, verb="accept", **step)) == (
        "kernel.not_for_you"
    )
    assert refused(lambda: actions.move_offer(made.clerk, verb="return", **step)) == (
        "mall.words_first"
    )
    assert refused(lambda: actions.move_offer(made.rival, verb="end", **step)) == (
        "kernel.not_found"
    )
    actions.move_offer(made.clerk, verb="accept", **step)
    assert ordered(made, row).state == "ordered"
    assert again(row).stock is None
    actions.move_offer(made.shop, verb="pause", **step)
    assert refused(lambda: ordered(made, row)) == "mall.not_open"
    assert refused(lambda: offered(made, price=0)) == "mall.price"
    assert refused(lambda: offered(made, until=clock.today() - timedelta(days=1))) == (
        "mall.past_day"
    )
    assert refused(lambda: offered(made, about="联系人 11010519491231002X")) == "mall.id_number"
    assert Offer.objects.within(made.community).count() == 1


def test_an_order_is_kept_collected_and_on_both_statements(made):
    account, offer = rich(made), offered(made)
    order = ordered(made, offer)
    code = code_of(order)
    assert (balance(account), again(offer).stock) == ((100, 20), 2)
    assert len(code) == 8
    assert bytes(order.code_hash) != code.encode()
    shop = {"merchant": made.merchant.pk}
    # no other shop, and nobody but the shop, hands it over
    assert refused(lambda: collected(made, order, by="ann")) == "kernel.not_for_you"
    assert refused(lambda: collected(made, order, by="clerk")) == "kernel.not_for_you"
    assert refused(lambda: collected(made, order, by="rival")) == "kernel.not_found"
    looked = actions.scan(made.shop, code=f"{code[:4]} {code[4:]}", hand_over=False, **shop)
    assert (looked.pk, again(order).state) == (order.pk, "ordered")
    done = actions.scan(made.shop, code=f"https://x/#{code}", hand_over=True, **shop)
    assert (done.state, done.code, done.code_hash) == ("collected", None, None)
    assert (balance(account), balance(made.merchant.account)) == ((80, 0), (20, 0))
    with pytest.raises(Refused, match="no_such_code"):
        actions.scan(made.shop, code=code, hand_over=True, **shop)
    assert queries.wrong_codes(made.shop.person) == 1
    assert balance(made.merchant.account) == (20, 0)
    assert refused(lambda: actions.cancel(made.ann, order=order.pk)) == "mall.not_now"
    fact = Event.objects.get(type="mall.order_collected").payload
    assert fact["transfer"] == done.transfer
    assert code not in str(list(Event.objects.values_list("payload", flat=True)))
    whole()


def test_wrong_codes_are_counted_and_then_refused(made):
    order = ordered(made, offered(made)) if rich(made) else None
    wrong = f"{(int(code_of(order)) + 1) % 10**8:08d}"
    for _turn in range(20):
        with pytest.raises(Refused, match="no_such_code"):
            actions.scan(made.shop, merchant=made.merchant.pk, code=wrong, hand_over=True)
    assert refused(lambda: collected(made, order)) == "mall.too_many_codes"
    assert collected(made, order, by="colleague").state == "collected"


def test_cancelled_withdrawn_and_expired_orders_give_all_back(made):
    account, offer = rich(made), offered(made)
    one, two, three, four = (ordered(made, offered(made, stock=1)) for _n in range(4))
    assert balance(account) == (100, 80)
    assert refused(lambda: actions.cancel(made.bob, order=one.pk)) == "kernel.not_found"
    actions.cancel(made.ann, order=one.pk)
    assert refused(lambda: actions.withdraw(made.shop, order=two.pk, words="")) == (
        "mall.words_first"
    )
    actions.withdraw(made.shop, order=two.pk, words="缺货")
    assert balance(account) == (100, 40)
    with clock.frozen(three.until - timedelta(hours=3)):
        assert jobs.remind_buyers() == 2
        assert (jobs.remind_buyers(), jobs.end_orders()) == (0, 0)
    with clock.frozen(three.until):
        assert refused(lambda: actions.cancel(made.ann, order=three.pk)) == "mall.code_over"
        assert refused(lambda: collected(made, three)) == "mall.code_over"
        # the ledger's own look may come before ours, or after
        assert end_holds() == 2
        assert (jobs.end_orders(), jobs.end_orders()) == (2, 0)
    states = [again(each).state for each in (one, two, three, four)]
    assert states == ["cancelled", "withdrawn", "expired", "expired"]
    assert balance(account) == (100, 0)
    stocks = Offer.objects.within(made.community).exclude(pk=offer.pk).values_list("stock")
    assert set(stocks) == {(1,)}
    ends = HoldEnd.objects.order_by("hold").values_list("outcome", flat=True)
    assert list(ends) == ["void", "void", "expired", "expired"]
    whole()


def test_who_may_order_and_how_often(made):
    account, offer = rich(made, points=45), offered(made, monthly=1)
    key = uuid4()
    first = actions.order(made.ann, offer=offer.pk, key=key)
    assert refused(lambda: actions.order(made.ann, offer=offer.pk, key=key)) == (
        "mall.ordered_already"
    )
    assert refused(lambda: ordered(made, offer)) == "mall.month_limit"
    actions.cancel(made.ann, order=first.pk)
    ordered(made, offer)
    dear = offered(made, price=30)
    assert refused(lambda: ordered(made, dear)) == "ledger.not_enough"
    assert refused(lambda: ordered(made, dear, "eve")) == "kernel.not_found"
    assert refused(lambda: ordered(made, dear, "clerk")) == "mall.as_resident"
    assert again(dear).stock == 3
    gone = offered(made, stock=0)
    assert refused(lambda: ordered(made, gone)) == "mall.sold_out"
    later = offered(made, since=clock.today() + timedelta(days=1))
    assert refused(lambda: ordered(made, later)) == "mall.not_open"
    for _n in range(4):
        ordered(made, offered(made, price=1))
    assert refused(lambda: ordered(made, dear)) == "mall.too_many_open"
    assert balance(account) == (45, 24)
    with clock.frozen(datetime(2026, 12, 1, 9, 0, tzinfo=clock.LOCAL)):
        jobs.end_orders()
        assert ordered(made, offer).state == "ordered"
        actions.decide(made.clerk, merchant=made.merchant.pk, verb="suspend", words="整改")
        assert refused(lambda: ordered(made, dear)) == "mall.merchant_not_open"


def test_a_frozen_account_neither_orders_nor_pays(made):
    account, offer = rich(made), offered(made)
    order = ordered(made, offer)
    ledger_actions.freeze(made.clerk, account=account.pk, reason="dispute", words="两人各执一词")
    assert refused(lambda: ordered(made, offer)) == "ledger.frozen"
    assert refused(lambda: collected(made, order)) == "ledger.frozen"
    assert (again(offer).stock, balance(account), again(order).state) == (2, (100, 20), "ordered")
    ledger_actions.unfreeze(made.clerk, account=account.pk, words="已核实")
    assert collected(made, order).state == "collected"
    whole()


def test_by_a_helper_and_at_the_counter(made):
    account, offer = rich(made), offered(made)
    helper = hands(made, "ann", "bob")
    # what the mandate itself says is asked elsewhere: without one nobody acts for another
    assert refused(lambda: actions.order(helper, offer=offer.pk, key=uuid4())) == (
        "kernel.mandate_over"
    )
    number = made.people["ann"].public_id
    asked = {"offer": offer.pk, "key": uuid4()}
    assert refused(lambda: actions.order_for(made.shop, person=number, **asked)) == (
        "kernel.not_for_you"
    )
    assert refused(lambda: actions.order_for(made.far, person=number, **asked)) == (
        "mall.no_such_person"
    )
    order = actions.order_for(made.clerk, person=number, **asked)
    assert (order.channel, balance(account)) == ("counter", (100, 20))
    line = OrderStep.objects.get(order=order)
    assert (line.person_id, line.capacity) == (made.clerk.person, "staff")


def test_nobody_hands_over_what_they_ordered_themselves(made):
    offer = offered(made)
    made.actors["buyer"] = made.actors["ann"].__class__(
        made.shop.person, made.ann.capacity, made.community, frozenset({made.community})
    )
    made.people["buyer"] = made.people["shop"]
    account = rich(made, "buyer")
    order = ordered(made, offer, "buyer")
    assert refused(lambda: collected(made, order)) == "mall.own_order"
    assert balance(account) == (100, 20)
    assert collected(made, order, by="colleague").state == "collected"


def test_an_objection_is_decided_by_staff_and_the_points_go_back(made):
    account, offer = rich(made), offered(made)
    one, two, old = (collected(made, ordered(made, offer)) for _n in range(3))
    assert refused(lambda: actions.dispute(made.ann, order=one.pk, words="")) == (
        "mall.words_first"
    )
    actions.dispute(made.ann, order=one.pk, words="米里有虫")
    assert refused(lambda: actions.refund(made.shop, order=one.pk, words="好")) == (
        "kernel.not_for_you"
    )
    actions.refund(made.clerk, order=one.pk, words="已看过照片")
    assert (balance(account), balance(made.merchant.account)) == ((60, 0), (40, 0))
    actions.dispute(made.ann, order=two.pk, words="少了一袋")
    actions.uphold(made.clerk, order=two.pk, words="监控显示已给齐")
    assert again(two).state == "upheld"
    assert refused(lambda: actions.refund(made.clerk, order=two.pk, words="好")) == "mall.not_now"
    with clock.frozen(NOW + timedelta(days=15)):
        assert refused(lambda: actions.dispute(made.ann, order=old.pk, words="坏了")) == (
            "mall.too_late"
        )
    # the words are sealed
    assert "虫" not in str(list(OrderStep.objects.values_list("words", flat=True)))
    whole()


def test_what_nobody_took_is_seen_and_stock_is_changed(made):
    offer = offered(made)
    assert queries.nobody_took(made.clerk).count() == 0
    with clock.frozen(NOW + timedelta(days=61)):
        assert list(queries.nobody_took(made.clerk)) == [offer]
        rich(made)
        ordered(made, offer)
        assert queries.nobody_took(made.clerk).count() == 0
    actions.restock(made.shop, offer=offer.pk, more=5)
    assert again(offer).stock == 7
    assert refused(lambda: actions.restock(made.shop, offer=offer.pk, more=-8)) == "mall.price"
    assert refused(lambda: actions.restock(made.rival, offer=offer.pk, more=1)) == (
        "kernel.not_found"
    )


def test_what_can_be_had_today_fits_balance_stock_and_day(made):
    rich(made, points=25)
    rows = {
        "here": offered(made, price=20),
        "dear": offered(made, price=26),
        "gone": offered(made, price=5, stock=0),
        "tomorrow": offered(made, price=5, days=(6,)),
        "endless": offered(made, price=5, stock=None),
    }
    points, frozen = queries.available(made.ann)
    assert (points, frozen) == (25, False)
    found = queries.to_be_had_today(made.ann, points).order_by("price")
    assert [row.pk for row in found] == [rows["endless"].pk, rows["here"].pk]


def test_with_an_account_its_orders_and_words_go(made):
    from django.db import transaction

    from linli.mall.operations import erase_of

    account, offer = rich(made), offered(made)
    done, live = collected(made, ordered(made, offer)), ordered(made, offer)
    actions.dispute(made.ann, order=done.pk, words="米里有虫")
    with transaction.atomic():
        erase_of(made.ann.person)
    assert (again(live).state, balance(account)) == ("cancelled", (80, 0))
    assert again(live).code is None
    # an objection ends as it stands: nobody has to write about somebody who is gone
    assert (again(done).state, again(done).closed_at) == ("upheld", clock.now())
    assert refused(lambda: actions.refund(made.clerk, order=done.pk, words="好")) == "mall.not_now"
    assert set(OrderStep.objects.values_list("words", flat=True)) == {None}
    assert Order.objects.within(made.community).count() == 2
    assert Merchant.objects.within(made.community).count() == 1
    whole()
