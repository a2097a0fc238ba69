"""Clearing between communities: both agree, both legs or none, the limit, opposite accounts."""

import io
import uuid
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from tests.racing import race
from tests.refusing import refusing

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.audit import audit
from linli.ledger.models import Account, Balance, Ledger, Lot, Transfer
from linli.ledger.movements import Movement
from linli.ledger.operations.clearing import clear, clearing_account, set_clearing_limit
from linli.organisations.models import Organisation
from linli.timebank import scope_clearing
from linli.timebank.actions import clearing
from linli.timebank.models import Agreement, Passage
from linli.timebank.tests.hours import MAY

refused = refusing(lambda: (Transfer.objects.count(), _passages()))


def _passages() -> int:
    return Passage.objects.across_communities("test").count()


def agree(bank, limit=100) -> Agreement:
    """Both communities have a rulebook and take each other's hours."""
    body = Organisation.objects.get(name_zh="乙居委会").pk
    bank.town.official("far_second", body, bank.town.other, "staff")
    for name in ("far", "far_second"):
        bank.town.actors[name] = bank.town.actors[name]
    bank.adopt(community=bank.town.other)
    made = clearing.propose(
        bank.actor("clerk"),
        community=bank.community,
        other=bank.town.other,
        limit_minutes=limit,
        decision="通存通兑协议〔2026〕1号",
    )
    refused("kernel.not_found", clearing.accept, bank.actor("second"), agreement=made.pk)
    return clearing.accept(bank.actor("far"), agreement=made.pk)


def move(bank, name, minutes, *, back=False, key=None):
    ends = (bank.community, bank.town.other)
    one, other = ends[::-1] if back else ends
    return clearing.move_hours(
        bank.actor(name), community=one, other=other, minutes=minutes, key=key or uuid.uuid4()
    )


def between(bank) -> tuple[int, int]:
    """What stands on the two clearing accounts."""
    ends = (bank.community, bank.town.other)
    return tuple(
        Balance.objects.get(account__kind="clearing", account__community=a, account__other=b).posted
        for a, b in (ends, ends[::-1])
    )


def test_hours_move_by_agreement_up_to_the_limit_and_back(bank):
    bank.done(minutes=150)
    refused("timebank.no_agreement", move, bank, "ann", 30)
    row = agree(bank, 100)
    key = uuid.uuid4()
    made = move(bank, "ann", 60, key=key)
    there = bank.town.other
    assert (bank.has("ann"), bank.has("ann", there), between(bank)) == (90, 60, (60, -60))
    refused("timebank.moved_already", move, bank, "ann", 60, key=key)
    out, into = Transfer.objects.get(pk=made.out), Transfer.objects.get(pk=made.into)
    assert (out.kind, into.kind, into.journal) == ("clear", "clear", out.pk)
    assert (out.event, into.event) == (made.event, made.event)
    assert out.rule_version != into.rule_version
    refused("ledger.clearing_full", move, bank, "ann", 41)
    refused("ledger.not_enough", move, bank, "ann", 91)
    move(bank, "ann", 40)
    assert between(bank) == (100, -100)
    move(bank, "ann", 70, back=True)
    assert (bank.has("ann"), bank.has("ann", there), between(bank)) == (120, 30, (30, -30))
    assert audit() == []
    clearing.end(bank.actor("far"), agreement=row.pk)
    refused("timebank.no_agreement", move, bank, "ann", 1)


def test_the_database_keeps_the_limit_itself(bank):
    agree(bank, 100)
    account = clearing_account_of(bank)
    for change in ({"posted": 101}, {"posted": -101}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Balance.objects.filter(pk=account.pk).update(**change)
    with pytest.raises(Refused) as refusal:
        clearing.propose(
            bank.actor("far"),
            community=bank.town.other,
            other=bank.community,
            limit_minutes=5,
            decision="又一份",
        )
    assert refusal.value.code == "timebank.agreed_already"


def clearing_account_of(bank) -> Account:
    with transaction.atomic():
        return clearing_account(community=bank.community, other=bank.town.other, unit="minutes")


def test_an_audit_finds_accounts_that_are_not_opposite(bank):
    bank.done(minutes=60)
    agree(bank)
    move(bank, "ann", 30)
    account = clearing_account_of(bank)
    with transaction.atomic():
        book = account.ledger
        ledger.transfer(
            Movement(
                ledger=book.pk,
                key="alone",
                debit=ledger.issuer_of(book, 1),
                credit=account.pk,
                amount=5,
                kind="clear",
            )
        )
    assert [breach.invariant for breach in audit()] == ["clearing_is_opposite"]


def test_both_sides_at_the_limit_at_once_without_waiting_in_a_ring(bank):
    bank.done(minutes=200)
    bank.done("bob", "gu", minutes=200, at=MAY + timedelta(hours=6))
    agree(bank, 100)
    move(bank, "bob", 90)

    def at(name, minutes, *, back=False):
        def run():
            with clock.frozen(MAY + timedelta(days=1)):
                return move(bank, name, minutes, back=back)

        return run

    calls = [at("ann", 10) for _ in range(6)] + [at("bob", 10, back=True) for _ in range(6)]
    answers = race(*calls)
    done, full = answers.count("done"), answers.count("ledger.clearing_full")
    assert done + full == 12
    assert answers.count("done") >= 7
    here, there = between(bank)
    assert here == -there == 90 + 10 * (6 - full) - 60
    assert (bank.has("ann") + bank.has("ann", bank.town.other)) == 200
    assert audit() == []


def test_points_carry_their_days_along(committed):
    """Hours have no end; points would, and the other community keeps it."""
    with clock.frozen(datetime(2026, 5, 12, tzinfo=UTC)), transaction.atomic():
        from linli.identity.operations import enrol

        person = enrol(phone="19900009111", name="某人").pk
        here, there = (
            ledger.resident_account(community=n, unit=Ledger.Unit.POINTS, person=person)
            for n in (1, 2)
        )
        set_clearing_limit(one=1, other=2, unit=Ledger.Unit.POINTS, limit=50)
        for number, day in enumerate((date(2027, 1, 1), date(2028, 1, 1))):
            ledger.transfer(
                Movement(
                    ledger=here.ledger_id,
                    key=f"a{number}",
                    debit=ledger.issuer_of(here.ledger, 1),
                    credit=here.pk,
                    amount=10,
                    kind="award",
                    expires_on=day,
                )
            )
        clear(source=here, target=there, amount=15, key="x")
        lots = Lot.objects.filter(account=there).order_by("expires_on")
        assert list(lots.values_list("expires_on", "left")) == [
            (date(2027, 1, 1), 10),
            (date(2028, 1, 1), 5),
        ]
        assert audit() == []


def test_the_settlement_is_the_same_from_both_sides(bank, client):
    bank.done(minutes=200)
    row = agree(bank, 150)
    move(bank, "ann", 120)
    with clock.frozen(MAY + timedelta(days=31)):
        move(bank, "ann", 50, back=True)
        months = scope_clearing.months(row, until=clock.today())
        assert [(m.first, m.sent, m.received, m.net, m.after) for m in months[:3]] == [
            (date(2026, 6, 1), 0, 50, -50, 70),
            (date(2026, 5, 1), 120, 0, 120, 120),
            (date(2026, 4, 1), 0, 0, 0, 0),
        ]
        assert scope_clearing.standing([row]) == {row.pk: 70}
        tables = {}
        for name in ("clerk", "far"):
            client.force_login(bank.person(name))
            session = client.session
            session["account_authentication_methods"] = [
                {"method": "demo", "at": datetime.now(UTC).timestamp()}
            ]
            session["acting_office"] = bank.town.offices[name].pk
            session.save()
            answer = client.get(f"/work/time/clearing/{row.pk}/table/")
            sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
            tables[name] = [[c.value for c in line] for line in sheet.iter_rows(min_row=2)]
        assert tables["clerk"][0] == ["2026-06", 0, 50, -50, 70]
        assert tables["far"][0] == ["2026-06", 50, 0, 50, -70]
        assert [line[1:3] for line in tables["far"]] == [line[2:0:-1] for line in tables["clerk"]]
