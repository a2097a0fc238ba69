"""From facts to points, decisions about doubt, and the replay that reads no transfer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from psycopg import sql
from tests.databases import url_of
from tests.racing import race

from linli.awards import actions, jobs
from linli.awards.models import Deed, Version
from linli.awards.operations import deciding
from linli.awards.operations.engine import award
from linli.awards.operations.reopening import suspend
from linli.awards.queries import book_of
from linli.awards.replay import replay, simulate
from linli.awards.tests.rulebook import adopted, lines, propose
from linli.facts.ballots import BallotCast
from linli.identity.aliases import alias_of
from linli.identity.models import Person
from linli.journal.models import Event
from linli.journal.operations import record, run_consumer
from linli.kernel import clock
from linli.kernel import deeds as standing
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.kernel.personal import sections
from linli.ledger import actions as accounts
from linli.ledger import operations as ledger
from linli.ledger import queries as statements
from linli.ledger.audit import audit
from linli.ledger.models import Account, Balance, Transfer
from linli.ledger.movements import Award, Movement
from linli.ledger.tests.town import build

MAY = datetime(2026, 5, 11, 4, tzinfo=UTC)
CONSUMER = "linli.web.lovebank.award_deed"


@pytest.fixture
def town(committed):
    with clock.frozen(MAY - timedelta(days=1)):
        made = build()
        adopted(made.clerk, made.second, made.community)
    with clock.frozen(MAY):
        yield made


def cast(town, name="ann", assembly=1, **more):
    """The fact of a ballot in the app, as voting records it."""
    with transaction.atomic():
        fact = BallotCast(
            ballot=assembly * 10,
            assembly=assembly,
            channel=more.get("channel", "web"),
            version=more.get("version", 1),
            digest="00",
        )
        return record(town.actors[name], fact, place=town.community)


def helped(town, helper="ann", wisher="bob", at=MAY, **more):
    """A wish that was fulfilled and confirmed by a third person."""
    payload = {
        "wish": more.get("wish", 1),
        "wisher": town.people[wisher].pk,
        "helpers": [town.people[helper].pk],
        "verifier": town.people["second"].pk,
        "minutes": more.get("minutes", 30),
        "hard": more.get("hard", False),
    }
    return Event.objects.create(
        type="wishes.confirmed",
        actor=town.people["second"].pk,
        capacity="staff",
        place=town.community,
        subject_kind="wish",
        subject_id="1",
        payload=payload,
        at=at,
    )


def reckon(event):
    with transaction.atomic():
        return award(event)


def points(town, name="ann"):
    rows = Balance.objects.filter(account__kind="resident", account__person=town.people[name].pk)
    row = rows.filter(account__community=town.community).first()
    return row.posted if row else None


def states(town):
    rows = Deed.objects.within(town.community).order_by("pk")
    return [(row.kind, row.state, row.amount, row.reason) for row in rows]


def test_a_vote_earns_once_and_once_a_day(town):
    first, again = cast(town), cast(town, version=2)
    second = cast(town, assembly=2)
    for event in (first, first, second):
        run_consumer(event.pk, CONSUMER)
    reckon(first)  # even past the consumer's own claim
    reckon(again)
    assert states(town) == [
        ("ballot", "awarded", 5, ""),
        ("ballot", "nothing", 0, "capped"),
    ]
    assert points(town) == 5
    moved = Transfer.objects.get()
    assert (moved.event, moved.rule_version) == (
        first.pk,
        Version.objects.within(town.community).get().pk,
    )
    (line,) = statements.statement(moved.credit_id).items
    deed = Deed.objects.within(town.community).earliest("pk")
    assert line.about.href == f"/me/deeds/{deed.pk}/"
    assert "1" in str(line.about.note)
    assert audit() == []


def test_what_waits_is_reckoned_together_in_order_and_races_pay_once(town):
    events = [helped(town, wish=n, at=MAY + timedelta(hours=n)) for n in range(5)]
    calls = [lambda event=event: reckon(event) for event in events for _ in range(2)]
    assert race(*calls) == ["done"] * 10
    assert [state for _kind, state, *_ in states(town)] == ["awarded"] * 3 + ["quarantined"] * 2
    assert points(town) == 30
    assert Transfer.objects.count() == 3
    order = Event.objects.filter(type="awards.deed_reckoned").order_by("pk")
    assert [e.payload["source"] for e in order] == [e.pk for e in events]


def test_without_rules_a_deed_is_written_down_and_earns_nothing(town):
    with transaction.atomic():
        fact = BallotCast(ballot=1, assembly=9, channel="web", version=1, digest="00")
        event = record(town.eve, fact, place=town.other)
    assert reckon(event) == 1
    row = Deed.objects.within(town.other).get()
    assert (row.state, row.reason, row.amount, row.version) == ("nothing", "no_rule", 0, None)
    assert Transfer.objects.count() == 0


def test_rules_are_adopted_by_another_and_never_for_the_past(town):
    with pytest.raises(Refused) as refusal:
        propose(town.clerk, town.community, since=clock.today())
    assert refusal.value.code == "adopting.back_dated"
    made = propose(town.clerk, town.community, since=clock.today() + timedelta(days=2))
    with pytest.raises(Refused) as refusal:
        actions.adopt(town.clerk, version=made.pk)
    assert refusal.value.code == "adopting.own_proposal"
    with pytest.raises(Refused) as refusal:
        actions.adopt(town.far, version=made.pk)
    assert refusal.value.code == "kernel.not_found"
    with clock.frozen(MAY + timedelta(days=2)), pytest.raises(Refused) as refusal:
        actions.adopt(town.second, version=made.pk)
    assert refusal.value.code == "adopting.back_dated"
    made.refresh_from_db()
    assert made.state == Version.State.PROPOSED
    actions.reject(town.second, version=made.pk)
    with pytest.raises(Refused) as refusal:
        actions.adopt(town.second, version=made.pk)
    assert refusal.value.code == "adopting.settled_already"
    told = Event.objects.get(type="awards.rules_adopted")
    first = Version.objects.within(town.community).get(number=1)
    assert told.payload["digest"] == actions.digest_of(first)


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
        third = town.actors["third"] = _third(town)
    actions.decide(third, deed=fifth.pk, verb="grant", words="核实为两件事")
    assert points(town) == 50
    assert audit() == []
    assert sorted(replay(town.community).balances.values()) == [50]


def of_duty(town, what, at=MAY, who="ann"):
    """A fact on duty 7, which ann owes and a clerk confirms."""
    more = {"given": {"kind": "task", "owner_person": town.people[who].pk,
                      "owner_organisation": None, "due_on": "2026-05-20"},
            "reopened": {"due_on": "2026-05-20"}}.get(what, {})  # fmt: skip
    return Event.objects.create(
        type=f"duties.{what}",
        actor=town.people["clerk"].pk,
        capacity="staff",
        place=town.community,
        subject_kind="duty",
        subject_id="7",
        payload={"duty": 7, "community": town.community, "round": 1, "people": [], **more},
        at=at,
    )


def reopened(event):
    with transaction.atomic():
        return suspend(event)


def test_a_duty_that_is_opened_again_earns_when_it_is_confirmed_again(town):
    of_duty(town, "given")
    first = of_duty(town, "confirmed")
    run_consumer(first.pk, CONSUMER)
    assert points(town) == 20
    opened = of_duty(town, "reopened")
    for _twice in range(2):
        run_consumer(opened.pk, "linli.web.lovebank.suspend_deed")
    assert states(town) == [("duty", "taken_back", 0, "reopened")]
    assert points(town) == 0
    reckon(of_duty(town, "confirmed"))
    assert reopened(opened) == 0
    assert states(town)[1] == ("duty", "awarded", 20, "")
    assert points(town) == 20
    # an appeal against the first one earns nothing beside the second
    deed = Deed.objects.within(town.community).earliest("pk")
    actions.appeal(town.ann, deed=deed.pk, words="做完了")
    actions.decide(_third(town), deed=deed.pk, verb="grant", words="核实")
    assert states(town)[0] == ("duty", "nothing", 0, "once")
    assert audit() == []
    found = replay(town.community)
    assert (found.differing, sorted(found.balances.values())) == ([], [20])


def test_the_facts_of_a_duty_may_be_reckoned_in_any_order(town):
    of_duty(town, "given")
    facts = [of_duty(town, what) for what in ("confirmed", "reopened", "confirmed")]
    assert reopened(facts[1]) == 1  # before its confirmation was reckoned
    reckon(facts[2])
    reckon(facts[0])
    assert [state for _kind, state, *_ in states(town)] == ["taken_back", "awarded"]
    late = of_duty(town, "reopened")
    reckon(of_duty(town, "confirmed"))
    assert reopened(late) == 0  # confirmed anew before: what was earned stays
    assert points(town) == 20
    assert replay(town.community).differing == []


def test_a_duty_in_doubt_that_is_opened_again_is_refused(town):
    of_duty(town, "given", who="clerk")
    first = of_duty(town, "confirmed")
    reckon(first)
    assert states(town) == [("duty", "refused", 0, "self")]
    of_duty(town, "given")
    with clock.frozen(MAY):
        account = accounts_of(town)
    reckon(of_duty(town, "confirmed"))
    assert states(town)[1] == ("duty", "quarantined", 0, "frozen")
    assert reopened(of_duty(town, "reopened")) == 1
    assert states(town)[1] == ("duty", "refused", 0, "reopened")
    assert account.balance.posted == 0
    assert replay(town.community).differing == []


def accounts_of(town):
    """ann's, frozen."""
    with transaction.atomic():
        account = ledger.resident_account(
            community=town.community, unit="points", person=town.people["ann"].pk
        )
    accounts.freeze(town.clerk, account=account.pk, reason="dispute", words="有异议")
    return account


def test_who_writes_an_appeal_for_somebody_does_not_decide_it(town, monkeypatch):
    monkeypatch.setattr(standing, "_standing", [lambda _actor, _keys: True])
    for n in range(4):
        reckon(helped(town, wish=n, at=MAY + timedelta(hours=n)))
    deed = Deed.objects.within(town.community).get(state="quarantined")
    actions.decide(town.clerk, deed=deed.pk, verb="refuse", words="重复记录")
    with clock.frozen(MAY):
        third = _third(town)
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


def _third(town):
    """One more member of staff."""
    body = town.offices["clerk"].organisation_id
    town.official("third", body, town.community, "staff")
    return town.actors["third"]


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


def test_replay_reads_no_transfer_and_a_new_version_changes_nothing_before(town, committed):
    for n, (helper, wisher) in enumerate([("ann", "bob"), ("bob", "second"), ("ann", "clerk")]):
        reckon(helped(town, helper, wisher, wish=n, at=MAY + timedelta(hours=n)))
    before = {name: points(town, name) for name in ("ann", "bob")}
    assert before == {"ann": 20, "bob": 10}
    richer = adopted(town.clerk, town.second, town.community, rules=lines(wish={"base": 100}))
    assert {name: points(town, name) for name in before} == before
    with clock.frozen(MAY + timedelta(days=1)):
        reckon(helped(town, "bob", "clerk", wish=7, at=clock.now()))
    deeds = Deed.objects.within(town.community).order_by("pk")
    assert [row.amount for row in deeds] == [10, 10, 10, 100]
    deed = deeds[1]
    actions.take_back(town.clerk, deed=deed.pk, words="当事人否认")
    balances = {
        row.account.person_id: row.posted
        for row in Balance.objects.filter(account__kind="resident").select_related("account")
    }
    with psycopg.connect(url_of(committed), autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS linli_replay")
        owner.execute("CREATE ROLE linli_replay")
        for right in (
            "GRANT USAGE ON SCHEMA demo, public TO linli_replay",
            "GRANT SELECT ON ALL TABLES IN SCHEMA demo, public TO linli_replay",
            "REVOKE ALL ON demo.ledger_transfer FROM linli_replay",
        ):
            owner.execute(right)
        owner.execute(
            sql.SQL("GRANT linli_replay TO {}").format(
                sql.Identifier(connection.settings_dict["USER"])
            )
        )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE linli_replay")
            found = replay(town.community)
            with pytest.raises(ProgrammingError), transaction.atomic():
                Transfer.objects.count()
    finally:
        with psycopg.connect(url_of(committed), autocommit=True) as owner:
            owner.execute("DROP OWNED BY linli_replay")
            owner.execute("DROP ROLE linli_replay")
    assert found.deeds == 4
    assert found.differing == []
    assert {person: units for person, units in found.balances.items() if units} == {
        person: units for person, units in balances.items() if units
    }
    cost = simulate(town.community, book_of(richer), date(2026, 5, 1), date(2026, 5, 31))
    assert cost.kinds["wish"] == (4, 400)
    assert cost.people == 2


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
