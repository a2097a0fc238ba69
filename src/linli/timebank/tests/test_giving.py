"""Hours for kin, for the pool and out of it: who may, how much, once."""

import uuid
from datetime import date, timedelta

from tests.refusing import refusing

from linli.kernel import clock
from linli.ledger.audit import audit
from linli.ledger.models import Transfer
from linli.timebank.actions import clearing, giving
from linli.timebank.tests.hours import MAY, found
from linli.timebank.tests.test_clearing import agree, between

refused = refusing(Transfer.objects.count)


def kin(bank, relation="parent", *, confirmed=True):
    row = giving.declare_kin(
        bank.actor("ann"), person=bank.person("gu").public_id, relation=relation
    )
    return giving.confirm_kin(bank.actor("gu"), kinship=row.pk) if confirmed else row


def test_hours_go_to_kin_who_said_yes_within_the_months_limit(committed):
    with clock.frozen(MAY):
        bank = found(gift_month_minutes=90, gift_kin=["parent"])
        bank.done(minutes=200)
        row = kin(bank, confirmed=False)
        gift = {"kinship": row.pk, "minutes": 60, "key": uuid.uuid4()}
        refused("timebank.not_to_kin", giving.give, bank.actor("ann"), **gift)
        refused("kernel.not_found", giving.confirm_kin, bank.actor("ann"), kinship=row.pk)
        giving.confirm_kin(bank.actor("gu"), kinship=row.pk)
        refused("kernel.not_found", giving.give, bank.actor("gu"), **gift)
        giving.give(bank.actor("ann"), **gift)
        assert (bank.has("ann"), bank.has("gu")) == (140, 60)
        refused("timebank.moved_already", giving.give, bank.actor("ann"), **gift)
        more = gift | {"minutes": 31, "key": uuid.uuid4()}
        refused("timebank.month_full", giving.give, bank.actor("ann"), **more)
    with clock.frozen(MAY + timedelta(days=31)):
        giving.give(bank.actor("ann"), **more)
        giving.end_kin(bank.actor("gu"), kinship=row.pk)
        again = more | {"key": uuid.uuid4(), "minutes": 1}
        refused("kernel.not_found", giving.give, bank.actor("ann"), **again)
        assert (bank.has("ann"), bank.has("gu")) == (109, 91)
        assert audit() == []


def test_a_relation_that_the_rulebook_does_not_name_gets_nothing(committed):
    with clock.frozen(MAY):
        bank = found(gift_kin=["parent"])
        bank.done(minutes=60)
        row = kin(bank, "child")
        gift = {"kinship": row.pk, "minutes": 30, "key": uuid.uuid4()}
        refused("timebank.not_to_kin", giving.give, bank.actor("ann"), **gift)


def test_the_pool_takes_gives_with_a_reason_and_lets_its_hours_be_redeemed(bank):
    bank.done(minutes=120)
    key = uuid.uuid4()
    giving.donate(bank.actor("ann"), minutes=90, key=key)
    refused("timebank.moved_already", giving.donate, bank.actor("ann"), minutes=90, key=key)
    refused("ledger.not_enough", giving.donate, bank.actor("ann"), minutes=31, key=uuid.uuid4())
    assert (bank.has("ann"), bank.of("donated")) == (30, 90)
    refused("timebank.may_not_redeem", bank.propose, "ann", "bob", pay="redeem")
    grant = {
        "person": bank.person("bob").public_id,
        "minutes": 60,
        "words": "术后需人陪护",
        "key": uuid.uuid4(),
    }
    refused("kernel.not_for_you", giving.grant, bank.actor("auditor"), **grant)
    refused("timebank.nobody_there", giving.grant, bank.actor("far"), **grant)
    giving.grant(bank.actor("clerk"), **grant)
    assert (bank.has("bob"), bank.of("donated")) == (60, 30)
    over = grant | {"minutes": 31, "key": uuid.uuid4()}
    refused("ledger.not_enough", giving.grant, bank.actor("clerk"), **over)
    row = bank.done("ann", "bob", pay="redeem", at=MAY + timedelta(hours=5))
    assert (row.state, bank.has("bob"), bank.has("ann")) == ("confirmed", 0, 90)
    assert audit() == []


def test_kin_in_another_community_get_hours_there_if_both_rulebooks_and_an_agreement_let_them(bank):
    bank.done(minutes=200)
    there = bank.town.other
    far = bank.resident("far_gu", date(1946, 3, 1), there)
    sent = {"person": far.public_id, "relation": "parent"}
    refused("timebank.nobody_there", giving.declare_kin, bank.actor("ann"), **sent)
    agreement = agree(bank, 100)
    row = giving.declare_kin(bank.actor("ann"), **sent)
    gift = {"kinship": row.pk, "minutes": 60, "key": uuid.uuid4()}
    refused("timebank.not_to_kin", giving.give, bank.actor("ann"), **gift)
    giving.confirm_kin(bank.actor("far_gu"), kinship=row.pk)
    made = giving.give(bank.actor("ann"), **gift)
    assert (bank.has("ann"), bank.has("far_gu", there), between(bank)) == (140, 60, (60, -60))
    assert (made.other, Transfer.objects.get(pk=made.into).journal) == (there, made.transfer)
    refused("timebank.moved_already", giving.give, bank.actor("ann"), **gift)
    more = gift | {"minutes": 41, "key": uuid.uuid4()}
    refused("ledger.clearing_full", giving.give, bank.actor("ann"), **more)
    with clock.frozen(MAY + timedelta(days=1)):
        # the rulebook there lets hours go to other kin only
        bank.adopt(community=there, gift_kin=["spouse"])
        less = more | {"minutes": 10}
        refused("timebank.not_to_kin", giving.give, bank.actor("ann"), **less)
        bank.adopt(community=there, gift_kin=["parent"])
        clearing.end(bank.actor("far"), agreement=agreement.pk)
        refused("timebank.no_agreement", giving.give, bank.actor("ann"), **less)
    assert audit() == []
