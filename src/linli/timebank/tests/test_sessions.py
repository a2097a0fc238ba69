"""From asking to the ledger: who may, what is counted, what is refused and changes nothing."""

from dataclasses import replace
from datetime import date, timedelta

from tests.queries import queries
from tests.refusing import refusing

from linli.facts.timebank import SessionConfirmed
from linli.journal.models import Event
from linli.kernel import clock
from linli.ledger import actions as ledger_actions
from linli.ledger.audit import audit
from linli.ledger.models import Account, Balance, Hold, Transfer
from linli.organisations.models import Organisation
from linli.timebank import codes, jobs
from linli.timebank.actions import arranging, attending, deciding
from linli.timebank.models import Busy, Confirmation, Session
from linli.timebank.needs import official
from linli.timebank.queries import first_to_decide
from linli.timebank.shown import listed
from linli.timebank.states import State
from linli.timebank.tests.homes import move_in_together
from linli.timebank.tests.hours import MAY, found, want

refused = refusing(lambda: list(Session.objects.across_communities("test").order_by("pk").values()))


def test_voluntary_service_from_asking_to_the_ledger(bank):
    row = bank.propose(minutes=90, words="陪聊天")
    assert (row.state, row.rulebook_id) == ("proposed", bank.book.pk)
    refused("timebank.asked_by_you", arranging.accept, bank.actor("ann"), session=row.pk)
    row = arranging.accept(bank.actor("gu"), session=row.pk)
    with clock.frozen(row.starts_at - timedelta(minutes=5)):
        bank.sign(row, "ann")
    with clock.frozen(row.starts_at + timedelta(minutes=80, seconds=59)):
        row = bank.sign(row, "gu")
    # what lies before the agreed time does not count, and no begun minute
    assert (row.state, row.minutes) == ("ended", 80)
    row = bank.confirm(row, "gu")
    assert (row.state, bank.has("ann")) == ("ended", 0)
    row = bank.confirm(row, "ann")
    assert (row.state, row.credit, row.over, row.paid) == ("confirmed", 80, 0, 0)
    assert (bank.has("ann"), bank.has("gu"), bank.of("issuer")) == (80, 0, -80)
    (line,) = Transfer.objects.all()
    event = Event.objects.filter(type=SessionConfirmed.type).latest("pk")
    assert (line.kind, line.amount, line.rule_version) == ("service", 80, bank.book.pk)
    assert line.event == event.pk
    assert (event.payload["state"], event.payload["credit"]) == ("confirmed", 80)
    refused("timebank.not_now", attending.confirm, bank.actor("ann"), session=row.pk)
    assert audit() == []


def test_an_exchange_passes_minutes_on_and_promises_them_first(bank):
    bank.done(minutes=120)
    row = bank.arrange(
        "bob", "ann", kind="exchange", pay="exchange", minutes=90, at=MAY + timedelta(hours=5)
    )
    balance = Balance.objects.get(account__person=bank.person("ann"))
    assert (balance.posted, balance.held) == (120, 90)
    with clock.frozen(row.starts_at):
        bank.sign(row, "ann")
    with clock.frozen(row.starts_at + timedelta(minutes=45)):
        row = bank.sign(row, "bob")
    row = bank.confirm(row, "ann", "bob")
    assert (row.credit, row.paid) == (45, 45)
    assert (bank.has("ann"), bank.has("bob"), bank.of("issuer")) == (75, 45, -120)
    balance.refresh_from_db()
    assert balance.held == 0
    assert audit() == []


def test_what_is_not_there_is_not_promised(bank):
    row = bank.propose("bob", "ann", kind="exchange", pay="exchange")
    refused("ledger.not_enough", arranging.accept, bank.actor("ann"), session=row.pk)
    assert not Hold.objects.exists()


def test_saved_hours_are_redeemed_in_whole_steps(committed):
    with clock.frozen(MAY):
        bank = found(redeem_after_minutes=120, redeem_age=None)
        refused("timebank.may_not_redeem", bank.propose, "bob", "ann", pay="redeem", minutes=60)
        bank.done(minutes=150)
        refused("timebank.whole_steps", bank.propose, "bob", "ann", pay="redeem", minutes=90)
        row = bank.serve("bob", "ann", pay="redeem", minutes=120, at=MAY + timedelta(hours=5))
        row = bank.confirm(row, "ann", "bob")
        assert (row.credit, row.paid) == (120, 120)
        assert (bank.has("ann"), bank.has("bob"), bank.of("settled")) == (30, 120, 120)
        row = bank.arrange("bob", "gu", at=MAY + timedelta(hours=20))
        arranging.cancel(bank.actor("gu"), session=row.pk)
        assert audit() == []


def test_a_day_has_a_limit_and_a_person_has_a_cap(committed):
    with clock.frozen(MAY):
        bank = found(day_minutes=120, cap_minutes=150, step_minutes=30)
        first = bank.done(minutes=100)
        assert first.credit == 90
        second = bank.done(minutes=100, at=MAY + timedelta(hours=4))
        assert second.credit == 30
    with clock.frozen(MAY + timedelta(days=1)):
        third = bank.done(minutes=90)
        assert (third.credit, third.over) == (30, 60)
        assert (bank.has("ann"), bank.of("donated"), bank.of("issuer")) == (150, 60, -210)
        assert Balance.objects.get(account__person=bank.person("ann")).cap == 150
        assert audit() == []


def test_nobody_is_in_two_sessions_at_once(bank):
    row = bank.arrange(at=MAY + timedelta(hours=2))
    half = {"at": MAY + timedelta(hours=2, minutes=30)}
    refused("timebank.overlap", bank.propose, "ann", "gu", **half)
    refused("timebank.overlap", bank.propose, "bob", "gu", **half)
    bank.propose("bob", "gu", at=MAY + timedelta(hours=3))
    arranging.cancel(bank.actor("ann"), session=row.pk)
    bank.propose("ann", "gu", at=MAY + timedelta(hours=2))
    assert Busy.objects.within(bank.community).filter(live=True).count() == 4


def test_not_for_oneself_nor_at_home(bank):
    refused("timebank.same_home", bank.propose, "ann", "ann")
    move_in_together(bank, "ann", "gu")
    refused("timebank.same_home", bank.propose, "ann", "gu")
    row = bank.arrange("bob", "gu")
    assert row.building.label == "1栋"


def test_who_gives_is_of_age_or_has_a_guardians_consent(bank):
    bank.resident("teen", date(2010, 1, 1))
    refused("timebank.too_young", bank.propose, "teen", "gu")
    bank.note("teen", "guardian")
    assert bank.propose("teen", "gu").state == "proposed"
    bank.town.resident("ghost", bank.community)
    refused("timebank.age_unknown", bank.propose, "ghost", "gu", at=MAY + timedelta(hours=4))
    bank.note("ghost", "of_age")
    assert bank.propose("ghost", "gu", at=MAY + timedelta(hours=4)).state == "proposed"


def test_risk_needs_insurance_and_free_needs_a_ground(bank):
    refused("timebank.not_insured", bank.propose, category="escort")
    noted = bank.note("ann", "insured")
    row = bank.propose(category="escort")
    arranging.cancel(bank.actor("ann"), session=row.pk)
    deciding.end_standing(bank.actor("second"), standing=noted.pk)
    refused("timebank.not_insured", bank.propose, category="escort")
    refused("timebank.not_free", bank.propose, "ann", "bob")
    # the ground stands, but the rulebook knows it from 70 on
    bank.note("bob", "receives", "alone")
    refused("timebank.not_free", bank.propose, "ann", "bob")
    bank.note("bob", "receives", "disabled")
    assert bank.propose("ann", "bob").state == "proposed"
    refused("timebank.own_standing", bank.note, "clerk", "insured")


def test_the_code_is_the_other_ones_and_soon_over(bank):
    row = bank.arrange()
    with clock.frozen(row.starts_at):
        own = codes.shown(row.pk, "giver")
        refused("timebank.code_over", attending.sign, bank.actor("ann"), session=row.pk, code=own)
        others = codes.shown(row.pk, "receiver")
    with clock.frozen(row.starts_at + timedelta(minutes=21)):
        refused(
            "timebank.code_over", attending.sign, bank.actor("ann"), session=row.pk, code=others
        )
    with clock.frozen(row.starts_at + timedelta(minutes=9)):
        spaced = f"{others[:4]} {others[4:]}"
        assert attending.sign(bank.actor("ann"), session=row.pk, code=spaced).state == "running"
    with clock.frozen(row.starts_at - timedelta(hours=3)):
        other = bank.arrange("bob", "gu", at=row.ends_at)
        refused("timebank.not_at_this_hour", bank.sign, other, "bob")


def test_paper_takes_two_clerks_and_not_who_arranged_it(bank):
    body = Organisation.objects.get(name_zh="甲居委会").pk
    bank.town.official("third", body, bank.community, "staff")
    row = arranging.arrange_for(
        bank.actor("clerk"),
        giver=bank.person("ann").public_id,
        receiver=bank.person("gu").public_id,
        wanted=want(),
    )
    assert (row.state, row.clerk_id) == ("arranged", bank.actor("clerk").person)
    with clock.frozen(row.starts_at):
        attending.sign_for(bank.actor("second"), session=row.pk)
    with clock.frozen(row.ends_at):
        row = attending.sign_for(bank.actor("second"), session=row.pk)
        row = attending.confirm(bank.actor("ann"), session=row.pk)
        paper = {"session": row.pk, "side": "receiver"}
        refused("timebank.arranged_by_you", attending.enter_paper, bank.actor("clerk"), **paper)
        row = attending.enter_paper(bank.actor("second"), **paper)
        assert (row.state, bank.has("ann")) == ("ended", 0)
        refused("timebank.own_paper", attending.compare_paper, bank.actor("second"), **paper)
        refused("timebank.arranged_by_you", attending.compare_paper, bank.actor("clerk"), **paper)
        row = attending.compare_paper(bank.actor("third"), **paper)
    assert (row.state, bank.has("ann")) == ("confirmed", 60)
    made = Confirmation.objects.get(session=row, side="receiver")
    assert (made.by_id, made.second_id) == (bank.actor("second").person, bank.actor("third").person)
    refused("kernel.not_found", attending.sign_for, bank.actor("far"), session=row.pk)


def test_a_helper_speaks_for_one_side_and_is_not_the_other(bank, monkeypatch):
    monkeypatch.setattr("linli.kernel.deeds._standing", [lambda _actor, _deeds: True])
    row = bank.serve()
    hands = replace(bank.actor("gu"), helper=bank.person("ann").pk, deeds=frozenset({"time"}))
    with clock.frozen(row.ends_at):
        refused("timebank.helper_has_part", attending.confirm, hands, session=row.pk)
        for name in ("gu", "ann"):
            hands = replace(
                bank.actor(name), helper=bank.person("bob").pk, deeds=frozenset({"time"})
            )
            if name == "gu":
                assert attending.confirm(hands, session=row.pk).state == "ended"
            else:
                refused("timebank.same_hands", attending.confirm, hands, session=row.pk)
        assert attending.confirm(bank.actor("ann"), session=row.pk).state == "confirmed"
    event = Event.objects.filter(type=SessionConfirmed.type).earliest("pk")
    assert (event.actor, event.helper) == (bank.person("gu").pk, bank.person("bob").pk)


def test_what_is_entered_afterwards_is_looked_at_and_may_be_appealed(bank):
    past = want(at=MAY - timedelta(days=2))
    number = bank.person("gu").public_id
    old = want(at=MAY - timedelta(days=9))
    more = {"person": number, "side": "giver"}
    refused("timebank.no_rules", arranging.enter_afterwards, bank.actor("ann"), wanted=old, **more)
    refused("timebank.no_rules", arranging.enter_afterwards, bank.actor("ann"), wanted=past, **more)
    with clock.frozen(MAY + timedelta(days=2)):
        late = want(at=MAY)
        row = arranging.enter_afterwards(bank.actor("ann"), wanted=late, **more)
        row = arranging.accept(bank.actor("gu"), session=row.pk)
        assert (row.state, row.minutes) == ("ended", 60)
        row = bank.confirm(row, "ann", "gu")
        assert (row.state, row.reason, bank.has("ann")) == ("quarantined", "late", 0)
        row = deciding.decide(bank.actor("clerk"), session=row.pk, verb="refuse", words="无法核实")
        assert row.state == "refused"
        assert not Busy.objects.within(bank.community).filter(session=row, live=True).exists()
        row = deciding.appeal(bank.actor("ann"), session=row.pk, words="有邻居作证")
        step = {"session": row.pk, "verb": "grant", "words": "邻居已证实"}
        refused("timebank.decided_before", deciding.decide, bank.actor("clerk"), **step)
        row = deciding.decide(bank.actor("second"), **step)
        assert (row.state, row.credit, bank.has("ann")) == ("confirmed", 60, 60)
        assert Busy.objects.within(bank.community).filter(session=row, live=True).count() == 2
    assert audit() == []


def test_a_dispute_a_frequent_pair_and_a_frozen_account_are_looked_at(committed):
    with clock.frozen(MAY):
        bank = found(pair_week=2)
        row = bank.serve()
        row = deciding.dispute(bank.actor("gu"), session=row.pk, words="只来了十分钟")
        assert (row.state, row.reason) == ("quarantined", "disputed")
        row = deciding.decide(bank.actor("clerk"), session=row.pk, verb="release", words="已核实")
        assert (row.state, bank.has("ann")) == ("confirmed", 60)
        bank.done(at=MAY + timedelta(hours=3))
        row = bank.done(at=MAY + timedelta(hours=6))
        assert (row.state, row.reason) == ("quarantined", "pair")
        account = Account.objects.within(bank.community).get(person=bank.person("ann"))
        ledger_actions.freeze(
            bank.actor("clerk"), account=account.pk, reason="dispute", words="有争议"
        )
        row = bank.done("ann", "gu", at=MAY + timedelta(days=9))
        assert (row.state, row.reason) == ("quarantined", "frozen")
        step = {"session": row.pk, "verb": "release", "words": "无误"}
        refused("ledger.frozen", deciding.decide, bank.actor("second"), **step)


def test_what_nobody_came_to_is_cancelled_at_night(bank):
    bank.done(minutes=60)
    row = bank.arrange("bob", "ann", kind="exchange", pay="exchange", at=MAY + timedelta(hours=6))
    assert jobs.lapse() == 0
    with clock.frozen(row.ends_at + timedelta(days=1)):
        assert jobs.lapse() == 1
        row.refresh_from_db()
        assert row.state == State.CANCELLED
        assert Balance.objects.get(account__person=bank.person("ann")).held == 0
        assert jobs.lapse() == 0


def test_the_second_confirmation_asks_the_database_few_times(bank):
    """All of it: locks, checks, the reckoning, the ledger, the event and its jobs."""
    bank.done(minutes=30)
    row = bank.serve("ann", "gu", at=MAY + timedelta(hours=5))
    with clock.frozen(row.ends_at):
        attending.confirm(bank.actor("ann"), session=row.pk)
        with queries() as made:
            attending.confirm(bank.actor("gu"), session=row.pk)
    assert bank.has("ann") == 90
    assert len(made) == 26


def test_what_waits_at_the_desk_has_an_age_and_a_deadline_by_the_rulebook(bank):
    row = bank.serve("ann", "gu")
    with clock.frozen(row.ends_at):
        held = deciding.dispute(bank.actor("gu"), session=row.pk, words="没有来")
    clerk = bank.actor("clerk")
    due = row.ends_at + timedelta(days=7)
    with clock.frozen(row.ends_at + timedelta(days=3)):
        (line,) = listed([held])
        assert (line.overdue, first_to_decide(clerk)) == (False, due)
        need = next(each for each in official(clerk) if each.count and each.due)
        assert (need.count, need.due) == (1, due)
    with clock.frozen(row.ends_at + timedelta(days=8)):
        assert listed([held])[0].overdue is True
        deciding.decide(clerk, session=row.pk, verb="refuse", words="未到")
        assert first_to_decide(clerk) is None
        again = deciding.appeal(bank.actor("ann"), session=row.pk, words="我在")
        # an appeal has days of its own
        assert first_to_decide(clerk) == again.held_at + timedelta(days=7)
