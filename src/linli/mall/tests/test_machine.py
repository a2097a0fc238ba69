"""A state machine plays orders against plain counting; invariant 10 holds after each step."""

from datetime import datetime, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tests.architecture.world import undone

from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.ledger.audit import audit
from linli.ledger.models import Account, Ledger
from linli.mall import actions, queries
from linli.mall.audit import differences
from linli.mall.models import Settlement
from linli.mall.tests.factories import again, balance, code_of, offered, rich, town

START = datetime(2026, 11, 20, 10, 0, tzinfo=clock.LOCAL)
PEOPLE = ("ann", "bob")
PRICES = (10, 25)


class Play(RuleBasedStateMachine):
    """Two people with 60 points each, two offers of two pieces, one shop."""

    def __init__(self) -> None:
        super().__init__()
        self.time = START
        self.frozen = clock.frozen(START)
        self.frozen.__enter__()
        self.around = undone()
        self.around.__enter__()
        self.made = town()
        self.accounts = {who: rich(self.made, who, 60) for who in PEOPLE}
        self.offers = [offered(self.made, price=price, stock=2) for price in PRICES]
        self.points = dict.fromkeys(PEOPLE, 60)
        self.held = dict.fromkeys(PEOPLE, 0)
        self.stock = [2, 2]
        self.redeemed = self.settled = 0
        #: Given back after it was settled, and not taken off yet.
        self.deductions = 0
        #: Orders with who, which offer, where they should stand, whether they were settled.
        self.orders: list[list] = []

    def teardown(self) -> None:
        self.around.__exit__(None, None, None)
        self.frozen.__exit__(None, None, None)

    @rule(who=st.sampled_from(PEOPLE), nth=st.integers(0, 1))
    def order(self, who, nth):
        free = self.points[who] - self.held[who]
        live = sum(each[1] == who and each[3] == "live" for each in self.orders)
        expected = self.stock[nth] > 0 and free >= PRICES[nth] and live < 5
        found: list = []

        def call():
            actor = self.made.actors[who]
            found.append(actions.order(actor, offer=self.offers[nth].pk, key=uuid4()))

        assert _done(call) == expected
        if expected:
            self.orders.append([found[0], who, nth, "live", False])
            self.stock[nth] -= 1
            self.held[who] += PRICES[nth]

    def _one(self, at: int) -> list | None:
        return self.orders[at] if at < len(self.orders) else None

    @rule(at=st.integers(0, 7))
    def collect(self, at):
        row = self._one(at)
        if row is None:
            return
        order, who, nth, state, _settled = row
        code = code_of(order) or "00000000"
        made = _done(lambda: actions.collect(self.made.shop, merchant=order.merchant_id, code=code))
        assert made == (state == "live")
        if made:
            row[3] = "collected"
            self.held[who] -= PRICES[nth]
            self.points[who] -= PRICES[nth]
            self.redeemed += PRICES[nth]

    @rule(at=st.integers(0, 7), how=st.sampled_from(["cancel", "withdraw", "expire"]))
    def let_go(self, at, how):
        row = self._one(at)
        if row is None:
            return
        order, who, nth, state, _settled = row
        if how == "cancel":
            made = _done(lambda: actions.cancel(self.made.actors[who], order=order.pk))
        elif how == "withdraw":
            made = _done(lambda: actions.withdraw(self.made.shop, order=order.pk, words="缺货"))
        else:
            with clock.frozen(order.until + timedelta(minutes=1)):
                made = _done(lambda: actions.expire(SYSTEM, order=order.pk))
        assert made == (state == "live")
        if made:
            row[3] = "over"
            self.held[who] -= PRICES[nth]
            self.stock[nth] += 1

    @rule(at=st.integers(0, 7), right=st.booleans())
    def object_to(self, at, right):
        row = self._one(at)
        if row is None:
            return
        order, who, nth, state, _settled = row
        actor = self.made.actors[who]
        made = _done(lambda: actions.dispute(actor, order=order.pk, words="坏了"))
        assert made == (state == "collected")
        if not made:
            return
        fits = right and self.redeemed - self.settled >= PRICES[nth]
        words = {"order": order.pk, "words": "已核实"}
        assert not right or _done(lambda: actions.refund(self.made.clerk, **words)) == fits
        if not fits:
            # the merchant's points were settled, or staff find nothing wrong
            assert _done(lambda: actions.uphold(self.made.clerk, **words))
            row[3] = "upheld"
            return
        row[3] = "over"
        self.points[who] += PRICES[nth]
        self.redeemed -= PRICES[nth]
        self.deductions += PRICES[nth] if row[4] else 0

    @rule()
    def settle(self):
        rows = [each for each in self.orders if each[3] in {"collected", "upheld"} and not each[4]]
        points = sum(PRICES[each[2]] for each in rows) - self.deductions
        shop = self.made.merchant.pk
        with clock.frozen(START + timedelta(days=1)):
            made = _done(
                lambda: actions.make_settlement(self.made.clerk, merchant=shop, last=START.date())
            )
            assert made == (points > 0)
            if not made:
                return
            row = Settlement.objects.within(self.made.community).get(state="made")
            assert row.points == points
            assert _done(
                lambda: actions.note_paid(self.made.grid, settlement=row.pk, reference="1")
            )
        for each in rows:
            each[4] = True
        self.settled += points
        self.deductions = 0

    @invariant()
    def both_tell_the_same(self):
        for who, account in self.accounts.items():
            assert balance(account) == (self.points[who], self.held[who])
        assert [again(offer).stock for offer in self.offers] == self.stock
        account = self.made.merchant.account
        assert queries.payable(account) == self.redeemed - self.settled
        assert queries.handed_over(self.made.merchant.pk) == self.redeemed
        assert list(differences()) == []
        assert audit() == []
        assert Account.objects.within(self.made.community).get(pk=account).kind == "merchant"
        assert Ledger.objects.within(self.made.community).count() == 1


def _done(call) -> bool:
    """Whether it was done. The action's own transaction is rolled back by its refusal."""
    try:
        call()
    except Refused:
        return False
    return True


def test_orders_and_plain_counting_agree(committed):
    run_state_machine_as_test(
        Play,
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
