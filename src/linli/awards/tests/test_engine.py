"""The way of a deed from the fact to the balance, and the versions that decide what it earns."""

from datetime import date, timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from psycopg import sql
from tests.databases import url_of
from tests.racing import race

from linli.awards import actions
from linli.awards.models import Deed, Version
from linli.awards.queries import book_of
from linli.awards.replay import replay, simulate
from linli.awards.tests.done import (
    CONSUMER,
    MAY,
    accounts_of,
    cast,
    helped,
    of_duty,
    points,
    reckon,
    reopened,
    states,
    third_person,
)
from linli.awards.tests.rulebook import adopted, lines, propose
from linli.facts.ballots import BallotCast
from linli.journal.models import Event
from linli.journal.operations import record, run_consumer
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import queries as statements
from linli.ledger.audit import audit
from linli.ledger.models import Balance, Transfer


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
    actions.decide(third_person(town), deed=deed.pk, verb="grant", words="核实")
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
