"""Hours of who died or left: two people at the desk, the rulebook's way, undone by reversing alone."""

import uuid
from datetime import date, timedelta

import pytest

from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger.audit import audit
from linli.ledger.models import Transfer
from linli.timebank.actions import deciding, giving, leaving
from linli.timebank.models import Departure, Session
from linli.timebank.operations import erasing
from linli.timebank.tests.hours import MAY, found
from linli.timebank.tests.test_clearing import agree, between, move
from linli.timebank.tests.test_giving import kin
from linli.timebank.wanted import Leaving


def state(bank):
    rows = Departure.objects.within(bank.community).order_by("pk")
    return Transfer.objects.count(), list(rows.values("pk", "stage", "transfers"))


def refused(refusal_code, bank, act, *args, **more):
    before = state(bank)
    with pytest.raises(Refused) as refusal:
        act(*args, **more)
    assert refusal.value.code == refusal_code
    assert state(bank) == before


def what(bank, name="ann", *, cause="died", way="inherit", heir="gu", day=None) -> Leaving:
    number = bank.person(heir).public_id if way == "inherit" else ""
    return Leaving(
        bank.person(name).public_id, cause, day or clock.today(), way, number, "死亡证明〔2026〕3号"
    )


def recorded(bank, *args, **more) -> Departure:
    return leaving.record_leaving(
        bank.actor("clerk"), community=bank.community, what=what(bank, *args, **more)
    )


def third(bank):
    """Another colleague at the same desk, who decides about what the two others did."""
    from linli.organisations.models import Organisation

    body = Organisation.objects.get(name_zh="甲居委会").pk
    bank.town.official("third", body, bank.community, "staff")


def test_hours_pass_to_the_heir_by_two_and_the_account_takes_no_new_ones(committed):
    with clock.frozen(MAY):
        bank = found(cap_minutes=100)
        bank.done("bob", "gu", minutes=60)
        bank.done(minutes=90, at=MAY + timedelta(hours=4))
        late = bank.arrange("ann", "gu", at=MAY + timedelta(hours=8))
        desk = {"community": bank.community}
        not_yet = what(bank)
        refused(
            "timebank.not_kin",
            bank,
            leaving.record_leaving,
            bank.actor("clerk"),
            **desk,
            what=not_yet,
        )
        kin(bank)
        for bad, code in (
            (what(bank, way="keep"), "timebank.no_such_exit"),
            (what(bank, way="end"), "timebank.no_such_exit"),
            (what(bank, day=clock.today() + timedelta(days=1)), "timebank.future_day"),
            (what(bank, "clerk", way="donate"), "timebank.own_standing"),
        ):
            refused(code, bank, leaving.record_leaving, bank.actor("clerk"), **desk, what=bad)
        refused(
            "kernel.not_found",
            bank,
            leaving.record_leaving,
            bank.actor("far"),
            **desk,
            what=not_yet,
        )
        row = recorded(bank)
        refused(
            "timebank.left_already",
            bank,
            leaving.record_leaving,
            bank.actor("second"),
            **desk,
            what=not_yet,
        )
        refused(
            "adopting.own_proposal", bank, leaving.approve, bank.actor("clerk"), departure=row.pk
        )
        refused("kernel.not_for_you", bank, leaving.approve, bank.actor("ann"), departure=row.pk)
        assert (bank.has("ann"), bank.has("gu")) == (90, 0)
        made = leaving.approve(bank.actor("second"), departure=row.pk)
        # gu may have a hundred
        assert (made.stage, made.minutes, bank.has("ann"), bank.has("gu")) == (
            "carried_out",
            90,
            0,
            90,
        )
        assert Session.objects.within(bank.community).get(pk=late.pk).state == "cancelled"
        lines = Transfer.objects.filter(pk__in=made.transfers)
        assert {(each.kind, each.event, each.rule_version) for each in lines} == {
            ("leave", made.event, bank.book.pk)
        }
        refused("timebank.not_now", bank, leaving.approve, bank.actor("second"), departure=row.pk)
        refused(
            "timebank.closed_account", bank, bank.propose, "ann", "gu", at=MAY + timedelta(days=1)
        )
        refused(
            "timebank.closed_account",
            bank,
            bank.propose,
            "bob",
            "ann",
            kind="exchange",
            pay="exchange",
            at=MAY + timedelta(days=1),
        )
        grant = {
            "person": bank.person("ann").public_id,
            "minutes": 1,
            "words": "x",
            "key": uuid.uuid4(),
        }
        refused("timebank.closed_account", bank, giving.grant, bank.actor("clerk"), **grant)
        assert audit() == []


def test_what_the_heir_may_not_have_goes_to_the_pool_and_undoing_reverses_every_transfer(committed):
    with clock.frozen(MAY):
        bank = found(cap_minutes=100)
        third(bank)
        kin(bank)
        bank.done(minutes=90)
        bank.done("bob", "gu", minutes=60, at=MAY + timedelta(hours=4))
        bank.done(
            "gu", "bob", minutes=60, at=MAY + timedelta(hours=6), kind="exchange", pay="exchange"
        )
        row = leaving.approve(bank.actor("second"), departure=recorded(bank).pk)
        assert (bank.has("ann"), bank.has("gu"), bank.of("donated")) == (0, 100, 50)
        # not by one's own hands alone, nor by somebody whom it does not concern
        refused(
            "kernel.not_found", bank, leaving.appeal, bank.actor("bob"), departure=row.pk, words="x"
        )
        refused(
            "timebank.not_now",
            bank,
            leaving.decide,
            bank.actor("third"),
            departure=row.pk,
            verb="undo",
            words="x",
        )
        leaving.appeal(bank.actor("gu"), departure=row.pk, words="人还在，弄错了")
        for name in ("clerk", "second"):
            refused(
                "timebank.decided_before",
                bank,
                leaving.decide,
                bank.actor(name),
                departure=row.pk,
                verb="undo",
                words="x",
            )
        back = leaving.decide(
            bank.actor("third"), departure=row.pk, verb="undo", words="核实本人健在"
        )
        assert (bank.has("ann"), bank.has("gu"), bank.of("donated")) == (90, 60, 0)
        named = Transfer.objects.filter(reverses__in=row.transfers)
        assert sorted(named.values_list("reverses", flat=True)) == sorted(row.transfers)
        assert back.stage == "undone"
        # the account is open again, and another departure may be recorded
        assert bank.propose("ann", "gu", at=MAY + timedelta(days=1)).state == "proposed"
        assert recorded(bank, way="donate").stage == "proposed"
        assert audit() == []


def test_undoing_takes_all_of_it_or_nothing(committed):
    with clock.frozen(MAY):
        bank = found()
        third(bank)
        kin(bank)
        bank.done(minutes=90)
        row = leaving.approve(bank.actor("second"), departure=recorded(bank).pk)
        bank.done("bob", "gu", minutes=60, pay="redeem", at=MAY + timedelta(hours=5))
        leaving.appeal(bank.actor("clerk"), departure=row.pk, words="材料是别人的")
        decide = {"departure": row.pk, "words": "x"}
        refused(
            "timebank.heir_spent", bank, leaving.decide, bank.actor("third"), verb="undo", **decide
        )
        assert leaving.decide(bank.actor("third"), verb="uphold", **decide).stage == "upheld"
        refused(
            "timebank.not_now", bank, leaving.appeal, bank.actor("gu"), departure=row.pk, words="x"
        )
        assert (bank.has("ann"), bank.has("gu")) == (0, 30)


def test_an_heir_in_another_community_gets_them_there_and_they_come_back_over_the_same_way(bank):
    third(bank)
    there = bank.town.other
    bank.done(minutes=90)
    agree(bank, 100)
    far = bank.resident("far_gu", date(1946, 3, 1), there)
    row = giving.declare_kin(bank.actor("ann"), person=far.public_id, relation="parent")
    giving.confirm_kin(bank.actor("far_gu"), kinship=row.pk)
    made = leaving.approve(bank.actor("second"), departure=recorded(bank, heir="far_gu").pk)
    assert (bank.has("ann"), bank.has("far_gu", there), between(bank)) == (0, 90, (90, -90))
    leaving.appeal(bank.actor("far_gu"), departure=made.pk, words="弄错了")
    leaving.decide(bank.actor("third"), departure=made.pk, verb="undo", words="核实")
    assert (bank.has("ann"), bank.has("far_gu", there), between(bank)) == (90, 0, (0, 0))
    assert audit() == []


def test_whoever_left_keeps_them_until_they_move_them_and_hears_of_it(bank):
    bank.done(minutes=90)
    agree(bank, 100)
    row = recorded(bank, cause="left", way="keep")
    made = leaving.approve(bank.actor("second"), departure=row.pk)
    assert (made.minutes, made.transfers, bank.has("ann")) == (0, [], 90)
    refused("timebank.closed_account", bank, bank.propose, "ann", "gu", at=MAY + timedelta(days=1))
    move(bank, "ann", 90)
    assert (bank.has("ann"), bank.has("ann", bank.town.other)) == (0, 90)
    refused("timebank.closed_account", bank, move, bank, "ann", 10, back=True)
    leaving.appeal(bank.actor("ann"), departure=row.pk, words="我没有搬走")
    from django.db import transaction

    with transaction.atomic():
        erasing.forget(bank.person("ann").pk)
    kept = Departure.objects.within(bank.community).get(pk=row.pk)
    assert kept.paper.read("text") is None
    assert [each.words.read("text") for each in kept.said.all()] == [None]
    assert Person.objects.get(pk=bank.person("ann").pk).pk == kept.person_id


def test_what_waits_is_decided_before_anything_leaves_and_a_rulebook_without_exits_ends_hours(
    committed,
):
    with clock.frozen(MAY):
        bank = found(exits=[])
        bank.done(minutes=60)
        refused("timebank.no_such_exit", bank, recorded, bank, way="donate")
        row = bank.serve("ann", "gu", at=MAY + timedelta(hours=5))
        gone = recorded(bank, way="end")
    with clock.frozen(MAY + timedelta(hours=7)):
        refused(
            "timebank.sessions_open", bank, leaving.approve, bank.actor("second"), departure=gone.pk
        )
        deciding.dispute(bank.actor("gu"), session=row.pk, words="没有来")
        deciding.decide(bank.actor("second"), session=row.pk, verb="refuse", words="未到")
        leaving.approve(bank.actor("second"), departure=gone.pk)
        assert (bank.has("ann"), bank.of("expired")) == (0, 60)
        assert audit() == []
