"""Partial reversals, freezing, and what the nights do: lots that end, promises, digests, audits."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from linli.journal.models import Event, LogPending
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import actions, jobs, operations, queries
from linli.ledger.audit import audit
from linli.ledger.digests import differing
from linli.ledger.models import Account, Balance, Digest, Freeze, HoldEnd, Lot, Transfer
from linli.ledger.movements import Award, Movement
from linli.ledger.tests.books import open_books
from linli.ledger.tests.town import build

MAY = datetime(2026, 5, 11, 2, tzinfo=UTC)


def posted(*accounts):
    rows = dict(Balance.objects.filter(pk__in=accounts).values_list("pk", "posted"))
    return [rows[pk] for pk in accounts]


def lots(account):
    rows = Lot.objects.filter(account=account, left__gt=0).order_by("expires_on")
    return [(lot.expires_on.isoformat(), lot.left) for lot in rows]


def test_parts_are_taken_back_up_to_the_whole_and_keep_their_days(db):
    with transaction.atomic():
        books = open_books()
        books.move("a", books.issuer, books.ann, 10, expires_on=date(2027, 1, 31))
        books.move("b", books.issuer, books.ann, 10, expires_on=date(2027, 6, 30))
        spent = Transfer.objects.get(pk=books.move("s", books.ann, books.merchant, 16))
        assert lots(books.ann) == [("2027-06-30", 4)]
        # what was used last comes back first; the second part goes on where the first one ended
        operations.take_back(spent, amount=4, key="r1", kind="refund")
        assert lots(books.ann) == [("2027-06-30", 4), ("2027-06-30", 4)]
        operations.take_back(spent, amount=5, key="r2", kind="refund")
        assert sum(left for day, left in lots(books.ann) if day == "2027-06-30") == 10
        assert sum(left for day, left in lots(books.ann) if day == "2027-01-31") == 3
        assert operations.take_back(spent, amount=5, key="r2", kind="refund").again
        with pytest.raises(Refused) as refusal:
            operations.take_back(spent, amount=8, key="r3", kind="refund")
        assert refusal.value.code == "ledger.above_original"
        operations.take_back(spent, amount=7, key="r3", kind="refund")
        assert posted(books.ann, books.merchant) == [20, 0]
        assert sum(left for day, left in lots(books.ann) if day == "2027-01-31") == 10
        assert audit() == []


def test_a_batch_that_meets_a_cap_or_uses_a_key_twice_is_refused(db):

    with transaction.atomic():
        books = open_books()
        Balance.objects.filter(pk=books.bob).update(cap=5)
    for lines, code in (
        ([("x", books.ann), ("x", books.ann)], "ledger.key_reused"),
        ([("y", books.ann), ("z", books.bob)], "ledger.above_cap"),
    ):
        awards = [Award(key=k, credit=pk, amount=9) for k, pk in lines]
        with pytest.raises(Refused) as refusal, transaction.atomic():
            operations.award_batch(
                ledger=books.ledger.pk,
                issuer=books.issuer,
                awards=awards,
                expires_on=date(2099, 1, 1),
            )
        assert refusal.value.code == code
    assert posted(books.ann, books.bob) == [0, 0]
    assert Transfer.objects.count() == 0


@pytest.fixture
def town(committed):
    with clock.frozen(MAY):
        yield build()


def points(town, name="ann", units=30, ends=date(2026, 6, 30)):
    with transaction.atomic():
        account = operations.resident_account(
            community=town.community, unit="points", person=town.people[name].pk
        )
        operations.transfer(
            Movement(
                ledger=account.ledger_id,
                key=f"award:{name}:{ends}",
                debit=operations.issuer_of(account.ledger, account.pk),
                credit=account.pk,
                amount=units,
                kind="award",
                expires_on=ends,
            )
        )
    return account


def promise(account, units, until):
    with transaction.atomic():
        merchant = operations.open_account(account.ledger, Account.Kind.MERCHANT, other=7).pk
        return operations.hold(
            Movement(
                ledger=account.ledger_id,
                key=f"order:{units}",
                debit=account.pk,
                credit=merchant,
                amount=units,
                kind="order",
            ),
            until=until,
        ).id


def test_what_ends_leaves_the_account_once_and_promises_wait(town):
    account = points(town)
    points(town, ends=date(2026, 9, 30))
    hold = promise(account, 40, MAY + timedelta(days=60))
    with clock.frozen(MAY + timedelta(days=50)):
        assert next(e.day for e in queries.ending([account.pk])[account.pk]) == date(2026, 6, 30)
        assert jobs.expire() == 0  # its last day is today
    with clock.frozen(MAY + timedelta(days=51)):
        assert jobs.expire() == 20  # forty of sixty are promised: twenty of the thirty are free
        assert jobs.expire() == 0
        assert jobs.end_holds() == 0
    with clock.frozen(MAY + timedelta(days=61)):
        assert jobs.end_holds() == 1
        assert jobs.end_holds() == 0
        assert HoldEnd.objects.get(hold=hold).outcome == "expired"
        assert jobs.expire() == 10
    sink = Account.objects.within(town.community).get(kind="expired")
    assert posted(account.pk, sink.pk) == [30, 30]
    assert lots(account.pk) == [("2026-09-30", 30)]
    facts = Event.objects.filter(type="ledger.lots_expired").order_by("pk")
    assert [(e.payload["accounts"], e.payload["units"]) for e in facts] == [(1, 20), (1, 10)]
    assert audit() == []


def test_a_frozen_account_stands_still(town):
    account = points(town)
    with pytest.raises(Refused) as refusal:
        actions.freeze(town.far, account=account.pk, reason="dispute", words="不")
    assert refusal.value.code == "kernel.not_found"
    made = actions.freeze(town.clerk, account=account.pk, reason="dispute", words="有人提出异议")
    assert made.words.read("text") == "有人提出异议"
    with pytest.raises(Refused) as refusal:
        actions.freeze(town.clerk, account=account.pk, reason="dispute", words="再次")
    assert refusal.value.code == "ledger.frozen_already"
    with pytest.raises(Refused) as refusal:
        promise(account, 5, None)
    assert refusal.value.code == "ledger.frozen"
    with clock.frozen(MAY + timedelta(days=90)):
        assert jobs.expire() == 0
    original = Transfer.objects.get()
    with transaction.atomic():
        operations.take_back(original, amount=10, key="wrong")
    actions.unfreeze(town.clerk, account=account.pk, words="记录无误")
    with pytest.raises(Refused) as refusal:
        actions.unfreeze(town.clerk, account=account.pk, words="记录无误")
    assert refusal.value.code == "ledger.not_frozen"
    row = Freeze.objects.within(town.community).get()
    assert (row.by_id, row.ended_by_id) == (town.clerk.person, town.clerk.person)
    assert Balance.objects.get(pk=account.pk).posted == 20
    facts = Event.objects.filter(type__startswith="ledger.account_").order_by("pk")
    assert [e.type for e in facts] == ["ledger.account_frozen", "ledger.account_unfrozen"]
    assert {e.payload["person"] for e in facts} == {town.ann.person}


def test_each_day_goes_into_the_log_once_and_a_changed_row_is_found(town):
    account = points(town)
    assert jobs.digest() == 0  # the day is not over
    with clock.frozen(MAY + timedelta(days=3)):
        points(town, ends=date(2026, 12, 31))
    with clock.frozen(MAY + timedelta(days=5)):
        assert jobs.digest() == 2
        assert jobs.digest() == 0
        days = list(Digest.objects.within(town.community).order_by("day"))
        assert [(d.day.day, d.transfers, d.moved) for d in days] == [(11, 1, 30), (14, 1, 30)]
        events = Event.objects.filter(type="ledger.day_digested").order_by("pk")
        assert [e.payload["digest"] for e in events] == [bytes(d.digest).hex() for d in days]
        assert LogPending.objects.filter(event__in=events.values("pk")).count() == 2
        assert actions.run_audit(town.auditor).clean
        with pytest.raises(Refused) as refusal:
            actions.run_audit(town.clerk)
        assert refusal.value.code == "kernel.not_for_you"
    # a row that came into a closed day afterwards
    with clock.frozen(MAY):
        points(town, name="bob")
    assert differing() == [(account.ledger_id, date(2026, 5, 11))]
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("audit_ledger", stdout=out)
    assert end.value.code == 1
    assert "2026-05-11" in out.getvalue()
    assert "3 transfers: 0 invariants broken" in out.getvalue()


def test_the_command_is_quiet_when_all_is_well(town):
    points(town)
    out = StringIO()
    call_command("audit_ledger", stdout=out)
    assert out.getvalue().startswith("1 transfers: 0 invariants broken in ")


def test_balances_and_transfers_are_not_deleted_by_the_application(db):
    for table in ("ledger_balance", "ledger_lot"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(f"DELETE FROM {table}")
