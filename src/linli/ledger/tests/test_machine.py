"""A state machine plays a ledger against the oracle; after each step both tell the same."""

import time
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from linli.identity.operations import enrol
from linli.kernel.errors import Refused
from linli.ledger import operations
from linli.ledger.audit import audit
from linli.ledger.models import Account, Balance, Ledger, Lot, Transfer
from linli.ledger.movements import Award, Movement
from linli.ledger.tests.oracle import Box, Oracle

START = date(2026, 1, 1)
amounts = st.integers(1, 60)
people = st.integers(0, 2)
keys = st.integers(0, 40).map("k{}".format)
CAP = 150


class Play(RuleBasedStateMachine):
    """Three residents (one with a cap), a merchant, an issuer; points with lots."""

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.ledger = operations.open_ledger(community=1, unit=Ledger.Unit.POINTS)
        self.residents = []
        for number in range(3):
            person = enrol(phone=f"1990000{number:04}", name="某人", community=None)
            made = operations.open_account(
                self.ledger, "resident", person=person.pk, cap=CAP if number == 2 else None
            )
            self.residents.append(made.pk)
        self.merchant = operations.open_account(self.ledger, "merchant", other=1).pk
        self.issuer = Account.objects.within(1).get(ledger=self.ledger, kind="issuer", stripe=0).pk
        self.oracle = Oracle()
        for pk in self.residents:
            self.oracle.boxes[pk] = Box(issuer=False)
        self.oracle.boxes[self.residents[2]].cap = CAP
        self.oracle.boxes[self.merchant] = Box(issuer=False, keeps_lots=False)
        self.oracle.boxes[self.issuer] = Box(issuer=True, keeps_lots=False)
        self.holds: list[tuple[int, int]] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def move(self, key, a, b, amount, expiry=0, *, hold=None, undoes=None) -> None:
        known = Transfer.objects.filter(ledger=self.ledger, key=undoes).first() if undoes else None
        if undoes and known is None:
            return
        expected = self.oracle.transfer(key, a, b, amount, expiry, hold=hold, undoes=undoes)
        try:
            moved = operations.transfer(
                Movement(
                    ledger=self.ledger.pk,
                    key=key,
                    debit=a,
                    credit=b,
                    amount=amount,
                    kind="test",
                    expires_on=START + timedelta(days=expiry),
                    hold=hold,
                    reverses=known and known.pk,
                )
            )
            answer = "again" if moved.again else "done"
        except Refused as refusal:
            answer = refusal.code
        assert answer == expected

    @rule(key=keys, who=people, amount=amounts, expiry=st.integers(0, 5))
    def award(self, key, who, amount, expiry):
        self.move(key, self.issuer, self.residents[who], amount, expiry)

    @rule(key=keys, who=people, amount=amounts)
    def spend(self, key, who, amount):
        self.move(key, self.residents[who], self.merchant, amount)

    @rule(key=keys, one=people, other=people, amount=amounts)
    def give(self, key, one, other, amount):
        if one != other:
            self.move(key, self.residents[one], self.residents[other], amount)

    @rule(key=keys, undoes=keys, amount=amounts)
    def undo(self, key, undoes, amount):
        before = self.oracle.moves.get(undoes)
        if before and key not in self.oracle.requests:
            self.move(key, before[1], before[0], amount, 3, undoes=undoes)

    @rule(who=people, amount=amounts)
    def promise(self, who, amount):
        number = len(self.holds)
        giver = self.residents[who]
        wanted = Movement(
            ledger=self.ledger.pk,
            key=f"h{number}",
            debit=giver,
            credit=self.merchant,
            amount=amount,
            kind="order",
        )
        try:
            made = operations.hold(wanted)
            answer = "done"
        except Refused as refusal:
            answer, made = refusal.code, None
        hold = made.id if made else -number - 1
        assert answer == self.oracle.hold(hold, giver, self.merchant, amount)
        if made:
            self.holds.append((hold, giver))

    @rule(key=keys, nth=st.integers(0, 9), amount=amounts)
    def take(self, key, nth, amount):
        if nth < len(self.holds):
            hold, giver = self.holds[nth]
            self.move(key, giver, self.merchant, amount, hold=hold)

    @rule(nth=st.integers(0, 9))
    def let_go(self, nth):
        if nth < len(self.holds):
            hold, giver = self.holds[nth]
            expected = self.oracle.release(hold, giver)
            try:
                answer = "again" if operations.release(hold) else "done"
            except Refused as refusal:
                answer = refusal.code
            assert answer == expected

    @rule(lines=st.lists(st.tuples(st.integers(0, 1), amounts), min_size=1, max_size=5))
    def award_many(self, lines):
        number = len(self.oracle.requests)
        if any(self.oracle.boxes[self.residents[who]].frozen for who, _ in lines):
            return
        awards = [
            Award(key=f"b{number}.{n}", credit=self.residents[who], amount=amount)
            for n, (who, amount) in enumerate(lines)
        ]
        day = START + timedelta(days=2)
        made = operations.award_batch(
            ledger=self.ledger.pk, issuer=self.issuer, awards=awards, expires_on=day
        )
        keys = dict(Transfer.objects.filter(pk__in=made).values_list("pk", "key"))
        assert [keys[pk] for pk in made] == [each.key for each in awards]
        for each in awards:
            assert (
                self.oracle.transfer(each.key, self.issuer, each.credit, each.amount, 2) == "done"
            )

    @rule(who=people, frozen=st.booleans())
    def freeze(self, who, frozen):
        Balance.objects.filter(pk=self.residents[who]).update(frozen=frozen)
        self.oracle.boxes[self.residents[who]].frozen = frozen

    @invariant()
    def both_tell_the_same(self):
        rows = {b.pk: b for b in Balance.objects.filter(pk__in=self.oracle.boxes)}
        for pk, box in self.oracle.boxes.items():
            assert (rows[pk].posted, rows[pk].held) == (box.total, box.held)
            if box.keeps_lots:
                lots: dict[int, int] = {}
                for lot in Lot.objects.filter(account=pk, left__gt=0):
                    day = (lot.expires_on - START).days
                    lots[day] = lots.get(day, 0) + lot.left
                assert lots == self.oracle.live(pk)
        assert audit() == []


def play(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Play,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_ledger_and_the_oracle_agree(db):
    play(12, 30)


@pytest.mark.long
def test_they_agree_for_five_minutes(db):
    end, rounds = time.monotonic() + 300, 0
    while time.monotonic() < end:
        play(60, 60)
        rounds += 1
    print(f"\n{rounds * 60} games of up to 60 steps")  # noqa: T201 (the figure of a long run)
