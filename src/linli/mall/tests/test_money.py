"""Rates, sponsors' budgets, settlements: what is owed is what was redeemed less what was settled."""

import csv
import io
from datetime import date, datetime, timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from linli.kernel import clock
from linli.ledger.audit import audit
from linli.ledger.models import Account
from linli.mall import actions, queries, queries_money, settling_sheets
from linli.mall.audit import differences
from linli.mall.medians import median
from linli.mall.models import Budget, Order
from linli.mall.tests.factories import (
    again,
    approved,
    balance,
    collected,
    offered,
    ordered,
    rich,
    town,
)
from linli.mall.tests.test_actions import refused

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=clock.LOCAL)
LATER = NOW + timedelta(days=10)


@pytest.fixture
def made(committed):
    with clock.frozen(NOW):
        yield town()


def rated(made, fen=50, since=None):
    return actions.adopt_rate(
        made.clerk,
        community=made.community,
        since=since or clock.today(),
        fen=fen,
        decision="居民会议决议〔2026〕8号",
        source="与商家议定",
    )


def pledged(made, fen):
    row = actions.pledge(
        made.clerk,
        community=made.community,
        organisation=made.bodies["乙便利店"],
        fen=fen,
        decision="捐赠协议1号",
        key=str(uuid4()),
    )
    return Budget.objects.within(made.community).get(pk=row.budget_id)


def whole() -> None:
    assert (audit(), list(differences())) == ([], [])


def settled(made, last=None):
    return actions.make_settlement(
        made.clerk, merchant=made.merchant.pk, last=last or clock.today() - timedelta(days=1)
    )


def test_a_rate_holds_from_its_day_and_is_never_changed(made):
    assert queries_money.rate_on(made.community, clock.today()) is None
    rated(made, 50)
    rated(made, 80, since=clock.today() + timedelta(days=5))
    assert refused(lambda: rated(made, 60)) == "mall.same_day"
    assert refused(lambda: rated(made, 60, since=date(2026, 1, 1))) == "mall.past_day"
    assert refused(lambda: rated(made, -1, since=date(2027, 1, 1))) == "mall.price"
    made.actors["clerk"], clerk = made.shop, made.clerk
    assert refused(lambda: rated(made, 60, since=date(2027, 1, 1))) == "kernel.not_for_you"
    made.actors["clerk"] = clerk
    rich(made)
    offer = offered(made)
    before = ordered(made, offer)
    with clock.frozen(NOW + timedelta(days=5)):
        after = ordered(made, offer)
        # what was ordered before keeps the rate of its day
        assert [collected(made, each).fen for each in (before, after)] == [1000, 1600]


def test_a_settlement_is_made_by_one_and_paid_by_another(made):
    rich(made)
    rated(made)
    offer = offered(made, title="=1+1 大米")
    one, two, three = (collected(made, ordered(made, offer)) for _n in range(3))
    assert refused(lambda: settled(made, clock.today())) == "mall.day_runs"
    assert refused(lambda: settled(made)) == "mall.nothing_to_settle"
    with clock.frozen(LATER):
        actions.dispute(made.ann, order=three.pk, words="坏了")
        row = settled(made)
        assert (row.orders, row.points, row.fen, row.sponsored) == (2, 40, 2000, 0)
        assert refused(lambda: settled(made)) == "mall.one_is_open"
        actions.dispute(made.ann, order=two.pk, words="坏了")
        refund = {"order": two.pk, "words": "已核实"}
        assert refused(lambda: actions.refund(made.clerk, **refund)) == "mall.in_settlement"
        pay = {"settlement": row.pk, "reference": "转账0001"}
        assert refused(lambda: actions.note_paid(made.clerk, **pay)) == "mall.another_pays"
        assert refused(lambda: actions.note_paid(made.shop, **pay)) == "kernel.not_for_you"
        actions.note_paid(made.grid, **pay)
        assert refused(lambda: actions.note_paid(made.grid, **pay)) == "mall.not_now"
        assert balance(made.merchant.account) == (20, 0)
        assert queries.settled(made.merchant.account) == 40
        whole()
        # given back after it was paid: taken off the next settlement
        actions.refund(made.clerk, **refund)
        assert balance(made.merchant.account) == (0, 0)
        assert refused(lambda: actions.refund(made.clerk, order=three.pk, words="好")) == (
            "mall.merchant_has_less"
        )
        actions.uphold(made.clerk, order=three.pk, words="完好")
        whole()
        collected(made, ordered(made, offered(made, price=30)))
    with clock.frozen(LATER + timedelta(days=1)):
        second = settled(made)
        assert (second.orders, second.points, second.fen) == (2, 30, 1500)
        actions.drop_settlement(made.clerk, settlement=second.pk)
        third = settled(made)
        assert (third.points, third.fen) == (30, 1500)
        actions.note_paid(made.grid, settlement=third.pk, reference="转账0002")
        assert balance(made.merchant.account) == (0, 0)
        whole()
    with translation.override("zh-hans"):
        sheet = openpyxl.load_workbook(io.BytesIO(settling_sheets.workbook(third))).active
        rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
        table = settling_sheets.table(third).decode("utf-8-sig")
    assert [(line[0], line[3], line[4]) for line in rows] == [
        (two.pk, -20, -1000), (three.pk, 20, 1000), (rows[2][0], 30, 1500), ("合计", 30, 1500),
    ]  # fmt: skip
    assert rows[0][2] == "=1+1 大米"
    assert list(csv.reader(io.StringIO(table)))[1][2] == "'=1+1 大米"
    assert again(one).state == "collected"


def test_two_let_the_community_pay_where_the_merchant_ended_and_was_paid(made):
    account = rich(made)
    rated(made)
    offer = offered(made)
    one, two = (collected(made, ordered(made, offer)) for _n in range(2))
    ask = {"words": "商家已退出"}
    with clock.frozen(LATER):
        row = settled(made)
        actions.note_paid(made.grid, settlement=row.pk, reference="转账0001")
        for order in (one, two):
            actions.dispute(made.ann, order=order.pk, words="米里有虫")
        assert refused(lambda: actions.ask_cover(made.clerk, order=one.pk, **ask)) == (
            "mall.merchant_pays"
        )
        actions.decide(made.clerk, merchant=made.merchant.pk, verb="end", words="搬走")
        assert refused(lambda: actions.refund(made.clerk, order=one.pk, words="好")) == (
            "mall.merchant_has_less"
        )
        assert refused(lambda: actions.cover(made.grid, order=one.pk, **ask)) == "mall.not_now"
        assert refused(lambda: actions.ask_cover(made.shop, order=one.pk, **ask)) == (
            "kernel.not_for_you"
        )
        assert refused(lambda: actions.ask_cover(made.clerk, order=one.pk, words=" ")) == (
            "mall.words_first"
        )
        actions.ask_cover(made.clerk, order=one.pk, **ask)
        assert (again(one).state, balance(account)) == ("disputed", (60, 0))
        assert refused(lambda: actions.cover(made.clerk, order=one.pk, **ask)) == (
            "mall.another_covers"
        )
        actions.cover(made.grid, order=one.pk, words="已核实，由社区退回")
        # the days that the points had came back with them
        assert (again(one).state, balance(account)) == ("refunded", (80, 0))
        assert (balance(made.merchant.account), queries.settled(made.merchant.account)) == (
            (0, 0),
            20,
        )
        assert refused(lambda: actions.cover(made.grid, order=one.pk, **ask)) == "mall.not_now"
        with pytest.raises(IntegrityError, match="the_community_pays_by_two"), transaction.atomic():
            Order.objects.within(made.community).filter(pk=one.pk).update(
                covered_by=made.people["clerk"]
            )
        actions.uphold(made.clerk, order=two.pk, words="完好")
        whole()
        # come again, the merchant owes nothing for what the community gave back
        made.merchant = approved(made, "甲便利店")
        collected(made, ordered(made, offered(made)))
    with clock.frozen(LATER + timedelta(days=1)):
        assert (settled(made).points, again(one).deducted_id) == (20, None)
        whole()


def test_a_sponsors_budget_has_a_floor(made):
    account = rich(made)
    budget = pledged(made, 1500)
    offer = offered(made, budget=budget.pk)
    assert refused(lambda: ordered(made, offer)) == "mall.no_rate"
    rated(made)
    first = ordered(made, offer)
    assert balance(budget.account) == (1500, 1000)
    assert refused(lambda: ordered(made, offer)) == "mall.budget_spent"
    assert (balance(account), again(offer).stock) == ((100, 20), 2)
    actions.cancel(made.ann, order=first.pk)
    assert balance(budget.account) == (1500, 0)
    second = collected(made, ordered(made, offer))
    assert balance(budget.account) == (500, 0)
    pledged(made, 700)
    sponsor = queries_money.sponsors(made.clerk)[0]
    assert (sponsor.pledged, sponsor.left, sponsor.promised) == (2200, 1200, 0)
    third = collected(made, ordered(made, offer))
    actions.dispute(made.ann, order=third.pk, words="坏了")
    actions.refund(made.clerk, order=third.pk, words="已核实")
    assert balance(budget.account) == (1200, 0)
    with clock.frozen(LATER):
        row = settled(made)
        assert (row.points, row.fen, row.sponsored) == (20, 1000, 1000)
        actions.note_paid(made.grid, settlement=row.pk, reference="转账0003")
    shops = Account.objects.within(made.community).get(
        kind="merchant", ledger__unit="fen", other=made.merchant.organisation_id
    )
    assert (balance(shops), balance(made.merchant.account)) == ((0, 0), (0, 0))
    assert again(second).fen_transfer is not None
    assert refused(lambda: offered(made, by="shop", budget=budget.pk)) == "mall.no_such_choice"
    whole()


def test_days_from_earning_to_spending_are_weighed_by_points(made):
    assert queries_money.days_until_spent(made.clerk) is None
    rich(made, points=10)
    offer = offered(made, price=15, stock=None)
    with clock.frozen(NOW + timedelta(days=4)):
        rich(made, points=40)
        # ten that waited four days, five that waited none
        order = collected(made, ordered(made, offer))
        assert queries_money.days_until_spent(made.clerk) == 4
        actions.dispute(made.ann, order=order.pk, words="坏了")
        actions.refund(made.clerk, order=order.pk, words="好")
    with clock.frozen(NOW + timedelta(days=6)):
        # points that came back are not earned anew, and not counted
        collected(made, ordered(made, offer))
        collected(made, ordered(made, offer))
        collected(made, ordered(made, offer))
        assert queries_money.days_until_spent(made.clerk) == 2
    assert [median(rows) for rows in ([(3, 1), (1, 1)], [(0, 1), (9, 2)], [(5, 0)])] == [1, 9, None]
