"""Ways around the time bank's numbers that somebody might try, and corners that held staff up."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.racing import before_the_lock
from tests.refusing import refusing

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel import deeds as standing
from linli.kernel.actor import SYSTEM
from linli.ledger import actions as accounts
from linli.ledger.audit import audit
from linli.ledger.models import Account, Transfer
from linli.timebank import codes
from linli.timebank.actions import arranging, attending, certificates, deciding, giving, oversight
from linli.timebank.models import Call, Sample, Session
from linli.timebank.operations import sessions
from linli.timebank.tests.homes import move_in_together
from linli.timebank.tests.hours import MAY, found, want
from linli.timebank.tests.test_clearing import agree, move

refused = refusing(Transfer.objects.count)


def called(bank, session: Session, outcome="false") -> Session:
    """The supervisor drew it and found that it was not so."""
    sample = Sample.objects.create(
        community=bank.community,
        month=MAY.date().replace(day=1),
        seed="0",
        population=1,
        digest="0",
        rulebook=bank.book,
        by=bank.person("auditor"),
        at=clock.now(),
    )
    with transaction.atomic():
        call = Call.objects.create(sample=sample, community=bank.community, session=session)
    oversight.find(bank.actor("auditor"), call=call.pk, outcome=outcome, words="不属实")
    return Session.objects.within(bank.community).get(pk=session.pk)


def test_a_receiver_at_the_cap_does_not_keep_a_session_from_being_taken_back(committed):
    with clock.frozen(MAY):
        bank = found(cap_minutes=60)
        bank.done("bob", "gu", minutes=60, at=MAY + timedelta(hours=1))
        paid = bank.done(
            "ann", "bob", minutes=60, at=MAY + timedelta(hours=3), kind="exchange", pay="exchange"
        )
        # what was paid is earned anew, up to the cap
        bank.done("bob", "gu", minutes=60, at=MAY + timedelta(hours=5))
        assert (bank.has("ann"), bank.has("bob")) == (60, 60)
        row = called(bank, paid)
        assert (row.state, row.owed) == ("taken_back", 0)
        assert (bank.has("ann"), bank.has("bob")) == (0, 120)
        # nothing more is credited above the cap
        over = bank.done("bob", "gu", minutes=60, at=MAY + timedelta(hours=7))
        assert (over.credit, over.over, bank.has("bob")) == (0, 60, 120)
        assert audit() == []


def test_who_owes_hours_does_not_send_them_elsewhere(committed):
    with clock.frozen(MAY):
        bank = found(gift_kin=["parent"])
        agree(bank, 1000)
        false = bank.done(minutes=100)
        move(bank, "ann", 80)
        row = giving.declare_kin(
            bank.actor("ann"), person=bank.person("gu").public_id, relation="parent"
        )
        giving.confirm_kin(bank.actor("gu"), kinship=row.pk)
        assert called(bank, false).owed == 80
        bank.done(minutes=60, at=MAY + timedelta(hours=5))
        gift = {"kinship": row.pk, "minutes": 10, "key": uuid.uuid4()}
        refused("timebank.owes_first", giving.give, bank.actor("ann"), **gift)
        refused("timebank.owes_first", move, bank, "ann", 10)
        # back to where they are owed
        move(bank, "ann", 80, back=True)
        assert bank.has("ann") == 140
        assert oversight.collect(SYSTEM, session=false.pk) == 80
        move(bank, "ann", 10)
        giving.give(bank.actor("ann"), **gift)
        assert (bank.has("ann"), bank.has("gu")) == (40, 10)
        assert audit() == []


def test_staff_do_not_serve_their_own_household(bank):
    move_in_together(bank, "clerk", "ann")
    row = bank.arrange()
    refused("timebank.own_session", attending.sign_for, bank.actor("clerk"), session=row.pk)
    number = bank.person("ann").public_id
    note = {"person": number, "kind": "insured", "ground": "papers", "words": "已核对"}
    refused("timebank.own_standing", deciding.note_standing, bank.actor("clerk"), **note)
    grant = {"person": number, "minutes": 1, "words": "困难", "key": uuid.uuid4()}
    refused("timebank.own_standing", giving.grant, bank.actor("clerk"), **grant)
    with clock.frozen(row.starts_at):
        assert attending.sign_for(bank.actor("second"), session=row.pk).state == "running"


def test_a_certificate_does_not_hold_once_its_hours_were_taken_back(committed, client):
    with clock.frozen(MAY):
        bank = found()
        false = bank.done(minutes=60)
        bank.done(minutes=60, at=MAY + timedelta(hours=4))
        day = MAY.date()
        row = certificates.ask(bank.actor("ann"), first=day, last=day)
    with clock.frozen(MAY + timedelta(days=30)):
        certificates.issue(bank.actor("ann"), certificate=row.pk)
        client.force_login(bank.person("ann"))
        page, paper = f"/time/certificates/{row.pk}/", f"/time/certificates/{row.pk}/pdf/"
        assert client.get(paper).status_code == 200
        assert "不再有效" not in client.get(page).content.decode()
    with clock.frozen(MAY + timedelta(days=31)):
        called(bank, false)
        assert "不再有效" in client.get(page).content.decode()
        assert client.get(paper).status_code == 302
        deciding.appeal(bank.actor("ann"), session=false.pk, words="有邻居作证")
        step = {"session": false.pk, "verb": "grant", "words": "邻居已证实"}
        deciding.decide(bank.actor("clerk"), **step)
        assert client.get(paper).status_code == 200


@pytest.mark.parametrize(
    "at", ["2026-05-12T10:00:00", "9999-12-31T23:59:00Z", "0001-01-01T00:00:00+14:00"]
)
def test_times_without_a_zone_or_at_the_calendars_ends_are_said_wrong(bank, client, at):
    client.force_login(bank.person("ann"))
    sent = {
        "person": bank.person("gu").public_id,
        "side": "giver",
        "kind": "voluntary",
        "pay": "free",
        "category": "comfort",
        "where": "outside",
        "starts_at": at,
        "minutes": 60,
        "afterwards": True,
    }
    answer = client.post("/api/time/sessions", sent, content_type="application/json")
    assert answer.status_code == 422, answer.content
    assert not Session.objects.within(bank.community).exists()


def test_no_month_of_the_far_future_is_drawn(bank):
    draw = {"community": bank.community, "month": date(9999, 12, 1)}
    refused("timebank.month_runs", oversight.draw, bank.actor("auditor"), **draw)


def test_wrong_codes_are_counted_and_after_five_also_the_right_one_is_refused(bank):
    """Each is on record; nothing of the session changes, and an hour later it is signed."""
    row = bank.arrange(at=MAY + timedelta(minutes=30))
    right = codes.shown(row.pk, "receiver")
    wrong = str((int(right) + 1) % 10**8).zfill(8)
    tried = Event.objects.filter(type="timebank.wrong_code_tried")
    for number in range(1, codes.TRIES + 1):
        refused("timebank.code_over", attending.sign, bank.actor("ann"), session=row.pk, code=wrong)
        assert tried.count() == number
    refused(
        "timebank.too_many_codes", attending.sign, bank.actor("ann"), session=row.pk, code=right
    )
    assert set(tried.values_list("actor", "subject_id")) == {(bank.person("ann").pk, str(row.pk))}
    assert tried.count() == codes.TRIES
    assert all(right not in str(each.payload) for each in tried)
    same = Session.objects.within(bank.community).get(pk=row.pk)
    assert (same.state, same.came_at, same.marks.count()) == ("arranged", None, 0)
    # the other one of the two is not locked by it, and the hour passes
    assert bank.sign(row, "gu").state == "running"
    with clock.frozen(MAY + codes.COUNTED + timedelta(minutes=1)):
        assert bank.sign(row, "ann").state == "ended"


def test_whose_hands_acted_for_one_of_the_two_decide_nothing_about_it(bank, monkeypatch):
    monkeypatch.setattr(standing, "_standing", [lambda _actor, _deeds: True])
    bank.town.official("third", bank.town.bodies["甲居委会"], bank.community, "staff")
    hands = replace(bank.actor("ann"), helper=bank.person("clerk").pk, deeds=frozenset({"time"}))
    gu, wanted = bank.person("gu").public_id, want(at=MAY - timedelta(hours=3))
    row = arranging.enter_afterwards(hands, person=gu, side="giver", wanted=wanted)
    arranging.accept(bank.actor("gu"), session=row.pk)
    bank.confirm(row, "ann", "gu")
    step = {"session": row.pk, "words": "属实"}
    clerk = bank.actor("clerk")
    refused("timebank.acted_for_them", deciding.decide, clerk, verb="release", **step)
    deciding.decide(bank.actor("second"), verb="refuse", **step)
    by_third = replace(hands, helper=bank.person("third").pk)
    deciding.appeal(by_third, session=row.pk, words="有异议")
    third = bank.actor("third")
    refused("timebank.acted_for_them", deciding.decide, third, verb="grant", **step)


def test_who_refused_does_not_slip_in_before_the_appeal(bank, monkeypatch):
    wanted = want(at=MAY - timedelta(hours=3))
    gu = bank.person("gu").public_id
    row = arranging.enter_afterwards(bank.actor("ann"), person=gu, side="giver", wanted=wanted)
    arranging.accept(bank.actor("gu"), session=row.pk)
    bank.confirm(row, "ann", "gu")
    step = {"session": row.pk, "words": "不属实"}
    clerk = bank.actor("clerk")
    deciding.decide(clerk, verb="refuse", **step)
    appeal = lambda: deciding.appeal(bank.actor("ann"), session=row.pk, words="有异议")  # noqa: E731
    before_the_lock(monkeypatch, sessions, "locked", appeal)
    refused("timebank.decided_before", deciding.decide, clerk, verb="uphold", **step)
    row.refresh_from_db()
    assert (row.state, row.decisions.count()) == ("appealed", 2)


def test_a_frozen_account_does_not_pay_what_it_had_promised(bank):
    bank.done("bob", "gu", minutes=60)
    at = MAY + timedelta(hours=4)
    row = bank.serve("ann", "bob", minutes=60, at=at, kind="exchange", pay="exchange")
    account = Account.objects.within(bank.community).get(
        kind="resident", ledger__unit="minutes", person=bank.person("bob")
    )
    clerk, second = bank.actor("clerk"), bank.actor("second")
    accounts.freeze(clerk, account=account.pk, reason="dispute", words="有争议")
    row = bank.confirm(row, "ann", "bob")
    assert (row.state, row.reason) == ("quarantined", "frozen")
    step = {"session": row.pk, "verb": "release", "words": "属实"}
    refused("ledger.frozen", deciding.decide, second, **step)
    assert (bank.has("bob"), bank.has("ann")) == (60, 0)
    accounts.unfreeze(clerk, account=account.pk, words="已查清")
    assert deciding.decide(second, **step).state == "confirmed"
    assert (bank.has("bob"), bank.has("ann"), audit()) == (0, 60, [])
