"""Deeds in doubt: decided, appealed, taken back; nobody about their own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.racing import race

from linli.awards import actions, jobs
from linli.awards.models import Deed, Version
from linli.awards.operations import deciding
from linli.awards.replay import replay
from linli.awards.tests.done import (
    MAY,
    cast,
    helped,
    points,
    reckon,
    third_person,
)
from linli.awards.tests.rulebook import propose
from linli.identity.aliases import alias_of
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel import deeds as standing
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.kernel.personal import sections
from linli.ledger import actions as accounts
from linli.ledger import operations as ledger
from linli.ledger.audit import audit
from linli.ledger.models import Account, Transfer
from linli.ledger.movements import Award, Movement


def test_what_stands_under_a_merged_record_is_ones_own(town):
    """Neither a deed, nor rules that one wrote down, nor an account."""
    for n in range(4):
        reckon(helped(town, wish=n, at=MAY + timedelta(hours=n)))
    deed = Deed.objects.within(town.community).get(state="quarantined")
    account = Account.objects.within(town.community).get(person=town.people["ann"])
    made = propose(town.second, town.community)
    Version.objects.within(town.community).filter(pk=made.pk).update(proposed_by=town.people["ann"])
    Person.objects.filter(pk=town.people["ann"].pk).update(
        merged_into=town.people["clerk"], is_active=False, locked="merged"
    )
    for code, call in (
        ("awards.own_deed", lambda: actions.decide(
            town.clerk, deed=deed.pk, verb="release", words="x"
        )),
        ("adopting.own_proposal", lambda: actions.adopt(town.clerk, version=made.pk)),
        ("ledger.own_account", lambda: accounts.freeze(
            town.clerk, account=account.pk, reason="dispute", words="x"
        )),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.code == code
    deed.refresh_from_db()
    assert (deed.state, points(town)) == ("quarantined", 30)


def test_doubt_is_decided_appealed_and_decided_by_somebody_else(town):
    for n in range(5):
        reckon(helped(town, wish=n, at=MAY + timedelta(hours=n)))
    fourth, fifth = Deed.objects.within(town.community).filter(state="quarantined").order_by("pk")
    with pytest.raises(Refused) as refusal:
        actions.decide(town.second, deed=fourth.pk, verb="release", words="我确认的")
    assert refusal.value.code == "awards.own_deed"
    actions.decide(town.clerk, deed=fourth.pk, verb="release", words="已核对")
    assert points(town) == 40
    actions.decide(town.clerk, deed=fifth.pk, verb="refuse", words="重复记录")
    with pytest.raises(Refused) as refusal:
        actions.appeal(town.bob, deed=fifth.pk, words="不是我的")
    assert refusal.value.code == "kernel.not_found"
    actions.appeal(town.ann, deed=fifth.pk, words="是两件事")
    with pytest.raises(Refused) as refusal:
        actions.decide(town.clerk, deed=fifth.pk, verb="grant", words="改主意了")
    assert refusal.value.code == "awards.decided_before"
    with clock.frozen(MAY):
        third = town.actors["third"] = third_person(town)
    actions.decide(third, deed=fifth.pk, verb="grant", words="核实为两件事")
    assert points(town) == 50
    assert audit() == []
    assert sorted(replay(town.community).balances.values()) == [50]


def asked(town, words="当天只有这一次"):
    """Two votes of one day: the second one is above the limit of the day. Ann asks why."""
    reckon(cast(town, assembly=1))
    reckon(cast(town, assembly=2))
    first, second = Deed.objects.within(town.community).order_by("pk")
    assert (second.state, second.reason, second.amount) == ("nothing", "capped", 0)
    return first, actions.ask(town.ann, deed=second.pk, words=words)


def test_what_earned_nothing_is_checked_on_request_and_earns_what_the_rules_give(town):
    first, second = asked(town)
    assert (second.state, points(town)) == ("asked", 5)
    for who, code in ((town.bob, "kernel.not_for_you"), (town.far, "kernel.not_found")):
        with pytest.raises(Refused) as refusal:
            actions.decide(who, deed=second.pk, verb="correct", words="好")
        assert refusal.value.code == code
    # while the limit stands nobody gives more than the rules
    with pytest.raises(Refused) as refusal:
        actions.decide(town.clerk, deed=second.pk, verb="correct", words="好")
    second.refresh_from_db()
    assert (refusal.value.code, second.state) == ("awards.still_nothing", "asked")
    actions.take_back(town.clerk, deed=first.pk, words="误记")
    assert points(town) == 0
    actions.decide(town.clerk, deed=second.pk, verb="correct", words="确有其事，补记")
    second.refresh_from_db()
    assert (second.state, second.amount, points(town)) == ("awarded", 5, 5)
    assert audit() == []
    played = replay(town.community)
    assert (sorted(played.balances.values()), played.differing) == ([5], [])


def test_an_answer_is_given_once(town):
    _first, second = asked(town)
    with pytest.raises(Refused) as refusal:
        actions.ask(town.ann, deed=second.pk, words="再问")
    assert refusal.value.code == "awards.asked_before"
    actions.decide(town.clerk, deed=second.pk, verb="explain", words="当日已达上限")
    second.refresh_from_db()
    assert (second.state, second.reason, points(town)) == ("nothing", "capped", 5)
    with pytest.raises(Refused) as refusal:
        actions.ask(town.ann, deed=second.pk, words="再问")
    assert refusal.value.code == "awards.asked_before"
    with pytest.raises(Refused) as refusal:
        actions.decide(town.clerk, deed=second.pk, verb="correct", words="好")
    assert refusal.value.code == "awards.not_now"
    assert replay(town.community).differing == []


def test_who_writes_an_appeal_for_somebody_does_not_decide_it(town, monkeypatch):
    monkeypatch.setattr(standing, "_standing", [lambda _actor, _keys: True])
    for n in range(4):
        reckon(helped(town, wish=n, at=MAY + timedelta(hours=n)))
    deed = Deed.objects.within(town.community).get(state="quarantined")
    actions.decide(town.clerk, deed=deed.pk, verb="refuse", words="重复记录")
    with clock.frozen(MAY):
        third = third_person(town)
    hands = replace(town.ann, helper=third.person, deeds=frozenset({"bank"}))
    actions.appeal(hands, deed=deed.pk, words="是两件事")
    with pytest.raises(Refused) as refusal:
        actions.decide(third, deed=deed.pk, verb="grant", words="同意")
    assert (refusal.value.code, points(town)) == ("awards.appealed_by_you", 30)


def test_the_wisher_without_a_name_decides_nothing_about_it(town):
    event = helped(town, wisher="bob")
    alias = alias_of(town.people["clerk"].pk)
    event.payload |= {"wisher": 0, "alias": alias}
    reckon(event)
    deed = Deed.objects.within(town.community).get()
    assert (deed.other, deed.state) == (alias, "awarded")
    with pytest.raises(Refused) as refusal:
        actions.take_back(town.clerk, deed=deed.pk, words="x")
    assert refusal.value.code == "awards.own_deed"


def sections_of(town, name):
    return [(code, rows) for code, _title, rows in sections(town.people[name].pk)]


def test_my_data_holds_deeds_decisions_and_lines(town):
    for n in range(4):
        reckon(helped(town, wish=n, at=MAY + timedelta(hours=n)))
    deed = Deed.objects.within(town.community).get(state="quarantined")
    actions.decide(town.clerk, deed=deed.pk, verb="refuse", words="重复记录")
    actions.appeal(town.ann, deed=deed.pk, words="是两件事")
    account = Account.objects.within(town.community).get(person=town.people["ann"])
    accounts.freeze(town.clerk, account=account.pk, reason="dispute", words="各执一词")
    found = dict(sections_of(town, "ann"))
    assert [(row["what"], row.get("points")) for row in found["deeds"]] == [
        *[("wish", 10)] * 3,
        ("wish", 0),
        ("refuse", None),
        ("appeal", None),
    ]
    assert found["deeds"][-1]["words"] == "是两件事"
    assert [row["what"] for row in found["bank"]] == ["account", "freeze", *["award"] * 3]
    assert (found["bank"][0]["balance"], found["bank"][1]["words"]) == (30, "各执一词")
    assert [row["balance"] for row in found["bank"][2:]] == [10, 20, 30]
    with transaction.atomic():
        deciding.forget_words(town.people["ann"].pk)
    said = dict(sections_of(town, "ann"))["deeds"]
    assert [row["words"] for row in said if "words" in row] == ["重复记录", ""]
    others = dict(sections_of(town, "bob"))
    assert (others["deeds"], others["bank"]) == ([], [])


def test_a_disputed_award_comes_back_and_what_was_spent_is_owed(town):
    reckon(helped(town, hard=True))
    deed = Deed.objects.within(town.community).get()
    account = Account.objects.within(town.community).get(person=town.people["ann"].pk)
    with transaction.atomic():
        shop = ledger.open_account(account.ledger, Account.Kind.MERCHANT, other=1).pk
        ledger.transfer(
            Movement(
                ledger=account.ledger_id,
                key="order",
                debit=account.pk,
                credit=shop,
                amount=20,
                kind="spend",
            )
        )
    actions.take_back(town.clerk, deed=deed.pk, words="当事人否认")
    deed.refresh_from_db()
    assert (deed.state, deed.amount, deed.owed, points(town)) == ("taken_back", 0, 20, 0)
    assert jobs.collect() == 0
    reckon(cast(town, assembly=5))
    assert points(town) == 5
    assert jobs.collect() == 5
    deed.refresh_from_db()
    assert (deed.owed, points(town)) == (15, 0)
    with pytest.raises(Refused) as refusal:
        actions.take_back(town.clerk, deed=deed.pk, words="再次")
    assert refusal.value.code == "awards.not_now"
    assert audit() == []


def test_a_frozen_account_keeps_its_deed_in_doubt(town):
    from linli.ledger import actions as bank

    reckon(cast(town))
    account = Account.objects.within(town.community).get(person=town.people["ann"].pk)
    bank.freeze(town.clerk, account=account.pk, reason="dispute", words="有异议")
    reckon(helped(town))
    row = Deed.objects.within(town.community).latest("pk")
    assert (row.state, row.reason) == ("quarantined", "frozen")
    bank.unfreeze(town.clerk, account=account.pk, words="无误")
    actions.decide(town.clerk, deed=row.pk, verb="release", words="已解冻")
    assert points(town) == 15
    assert replay(town.community).differing == []


def test_the_system_alone_collects(town):
    with pytest.raises(Refused) as refusal:
        actions.collect(town.clerk, deed=1)
    assert refusal.value.code == "kernel.not_for_you"
    assert SYSTEM.person is None


def test_taking_back_and_awarding_lock_in_the_same_order(town):
    """Also without the register between them: an issuer's stripe stands before its residents."""
    reckon(helped(town, hard=True))
    moved = Transfer.objects.get()
    deed = Deed.objects.within(town.community).get()

    def take(_number):
        with transaction.atomic():
            deciding.take_back(deed, 1)

    def give(number):
        awards = [Award(key=f"more{number}", credit=moved.credit_id, amount=1)]
        with transaction.atomic():
            ledger.award_batch(
                ledger=moved.ledger_id,
                issuer=moved.debit_id,
                awards=awards,
                expires_on=date(2028, 1, 1),
            )

    calls = [lambda n=n: [(take if n % 2 else give)(n * 9 + m) for m in range(9)] for n in range(6)]
    assert race(*calls) == ["done"] * 6
    assert points(town) == 30
    assert audit() == []
