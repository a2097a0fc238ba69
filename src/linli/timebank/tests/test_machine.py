"""Sessions and balances beside a plain oracle: whatever is done in whatever order, they agree."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger.audit import audit
from linli.ledger.models import Balance
from linli.timebank.actions import arranging, attending, deciding
from linli.timebank.models import Session
from linli.timebank.tests.hours import MAY, found

PAIRS = [("ann", "gu"), ("bob", "gu"), ("ann", "bob"), ("bob", "ann")]
DAY, CAP = 90, 200


class Machine(RuleBasedStateMachine):
    """Hours of one day each; `has` is what the oracle says somebody has, `held` what is promised."""

    bank = None

    def __init__(self):
        super().__init__()
        # the town is one, its people are new in each run
        with clock.frozen(MAY - timedelta(days=1)):
            for name, born in (("ann", 1996), ("bob", 1991), ("gu", 1944)):
                self.bank.resident(name, date(born, 3, 1))
            self.bank.note("gu", "receives", "alone")
        self.has = dict.fromkeys(("ann", "bob", "gu"), 0)
        self.held = dict.fromkeys(("ann", "bob", "gu"), 0)
        self.pool = self.bank.of("donated")
        self.slot = 0
        self.open_of: dict[int, tuple] = {}
        self.open: dict[int, tuple[str, str, str, int, int]] = {}
        self.ended: dict[int, set[str]] = {}
        self.used: dict[tuple[str, int], int] = {}

    def _at(self, day: int, slot: int):
        return MAY + timedelta(days=day, hours=2 * (slot % 6), minutes=30)

    @rule(pair=st.sampled_from(PAIRS), minutes=st.sampled_from([20, 50, 80]), paid=st.booleans())
    def arrange(self, pair, minutes, paid):
        giver, receiver = pair
        self.slot += 1
        day = self.slot // 6
        way = {"kind": "exchange", "pay": "exchange"} if paid else {}
        at = self._at(day, self.slot)
        with clock.frozen(at - timedelta(minutes=10)):
            if not paid and receiver != "gu":
                with pytest.raises(Refused):
                    self.bank.propose(giver, receiver, at=at, minutes=minutes, **way)
                return
            row = self.bank.propose(giver, receiver, at=at, minutes=minutes, **way)
            if paid and self.has[receiver] - self.held[receiver] < minutes:
                with pytest.raises(Refused) as refusal:
                    arranging.accept(self.bank.actor(receiver), session=row.pk)
                assert refusal.value.code == "ledger.not_enough"
                arranging.cancel(self.bank.actor(giver), session=row.pk)
                return
            arranging.accept(self.bank.actor(receiver), session=row.pk)
        if paid:
            self.held[receiver] += minutes
        self.open[row.pk] = (giver, receiver, "exchange" if paid else "free", minutes, day)

    def _pick(self, rows, data):
        return data.draw(st.sampled_from(sorted(rows))) if rows else None

    @rule(data=st.data())
    def cancel(self, data):
        pk = self._pick(self.open, data)
        if pk is None:
            return
        giver, receiver, pay, minutes, _day = self.open.pop(pk)
        with clock.frozen(MAY):
            arranging.cancel(self.bank.actor(giver), session=pk)
        if pay == "exchange":
            self.held[receiver] -= minutes

    @rule(data=st.data(), part=st.sampled_from([1, 2]))
    def serve(self, data, part):
        """Signed in at the beginning, out at the end or half way."""
        pk = self._pick(self.open, data)
        if pk is None:
            return
        row = Session.objects.across_communities("test").get(pk=pk)
        giver, receiver, pay, minutes, day = self.open.pop(pk)
        for at in (row.starts_at, row.starts_at + timedelta(minutes=minutes // part)):
            with clock.frozen(at):
                self.bank.sign(row, giver)
        self.ended[pk] = {giver, receiver}
        self.open_of[pk] = (giver, receiver, pay, minutes, minutes // part, day)

    @rule(data=st.data())
    def confirm(self, data):
        pk = self._pick(self.ended, data)
        if pk is None:
            return
        name = data.draw(st.sampled_from(sorted(self.ended[pk])))
        with clock.frozen(MAY + timedelta(days=40)):
            attending.confirm(self.bank.actor(name), session=pk)
        self.ended[pk].discard(name)
        if not self.ended[pk]:
            del self.ended[pk]
            self._enter(pk)

    @rule(data=st.data(), release=st.booleans())
    def dispute(self, data, release):
        """Staff look at it, and release or refuse."""
        pk = self._pick(self.ended, data)
        if pk is None:
            return
        _giver, receiver, pay, minutes, _counted, _day = self.open_of[pk]
        del self.ended[pk]
        with clock.frozen(MAY + timedelta(days=40)):
            deciding.dispute(self.bank.actor(receiver), session=pk, words="不符")
            verb = "release" if release else "refuse"
            deciding.decide(self.bank.actor("clerk"), session=pk, verb=verb, words="已核实")
        if release:
            self._enter(pk)
        elif pay == "exchange":
            self.held[receiver] -= minutes

    def _enter(self, pk):
        giver, receiver, pay, minutes, counted, day = self.open_of[pk]
        used = self.used.get((giver, day), 0)
        amount = max(min(counted, DAY - used), 0)
        self.used[giver, day] = used + amount
        credit = min(amount, max(CAP - self.has[giver], 0))
        self.has[giver] += credit
        self.pool += amount - credit
        if pay == "exchange":
            self.held[receiver] -= minutes
            self.has[receiver] -= amount

    @invariant()
    def they_agree(self):
        for name, minutes in self.has.items():
            assert self.bank.has(name) == minutes, name
            rows = Balance.objects.filter(account__person=self.bank.person(name))
            assert sum(rows.values_list("held", flat=True)) == self.held[name], name
        assert self.bank.of("donated") == self.pool

    def teardown(self):
        assert audit() == []


def test_sessions_and_balances_agree_with_the_oracle(committed):
    with clock.frozen(MAY - timedelta(days=1)):
        Machine.bank = found(day_minutes=DAY, cap_minutes=CAP, pair_week=None)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=5,
            stateful_step_count=25,
            # shrinking would make a town's worth of people for each try
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
