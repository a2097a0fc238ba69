"""A sanction from the proposal to the end, with every refusal; what is taken, and what comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from tests.queries import queries
from tests.racing import race

from linli.awards import actions as book
from linli.awards import actions_sanctions as actions
from linli.awards.models import Sanction, Step
from linli.awards.queries import book_of, books_of
from linli.awards.replay import _Player, replay
from linli.awards.tests.done import MAY, helped, points, reckon
from linli.awards.tests.rulebook import adopted, propose, sanctions
from linli.identity.models import Person
from linli.journal.models import Event
from linli.journal.operations import run_consumer
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused
from linli.kernel.needs import official_needs, personal_needs
from linli.kernel.personal import sections
from linli.ledger import actions as accounts
from linli.ledger import operations as ledger
from linli.ledger import queries as statements
from linli.ledger.audit import audit
from linli.ledger.models import Account, Lot, Transfer
from linli.ledger.movements import Movement
from linli.ledger.tests.town import build
from linli.notices.models import Addressed
from linli.places.models import Building, Estate, Unit
from linli.residence.models import Residence

TELL = "linli.web.lovebank.tell_of_sanction"
DAY = date(2026, 5, 11)


@pytest.fixture
def town(committed):
    with clock.frozen(MAY - timedelta(days=1)):
        made = build()
        made.official("third", made.bodies["甲居委会"], made.community, "staff")
        adopted(made.clerk, made.second, made.community, **sanctions(noise=10, throwing=20))
    with clock.frozen(MAY):
        yield made


def number(town, name="ann"):
    return town.people[name].public_id


def proposed(town, by="clerk", **more):
    sent = {"person": number(town), "kind": "noise", "day": DAY, "words": "凌晨一点装修"}
    return actions.propose(town.actors.get(by, by), **sent | more)


def later(days):
    return clock.frozen(MAY + timedelta(days=days))


def refusal(call):
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def told(town, name="ann"):
    for event in Event.objects.filter(type__startswith="awards.sanction_").order_by("pk"):
        if not event.type.endswith(("answered", "appealed")):
            run_consumer(event.pk, TELL)
    rows = Addressed.objects.filter(person=town.people[name]).select_related("notice")
    return [row.notice.kind for row in rows.order_by("pk")]


def lots(town):
    rows = Lot.objects.filter(account__person=town.people["ann"], left__gt=0)
    return sorted(rows.values_list("expires_on", "left"))


def share_a_home(town, *names):
    since = date(2026, 1, 1)
    estate = Estate.objects.create(community_id=town.community, name_zh="和园", since=since)
    building = Building.objects.create(estate=estate, key="1", label="1栋")
    unit = Unit.objects.create(
        community=town.community,
        estate=estate,
        building=building,
        room="101",
        room_key="101",
        position="1",
        mark=b"",
    )
    for name in names:
        Residence.objects.create(
            community=town.community,
            unit=unit,
            person=town.people[name],
            relation="tenant",
            ground="papers",
            since=since,
        )


def clean(town):
    """The audit, and the replay without transfers, against the balances."""
    found = replay(town.community)
    assert (audit(), found.differing, found.sanctions) == ([], [], [])
    return found.balances[town.people["ann"].pk]


def test_told_answered_applied_and_lifted_gives_back_exactly_what_was_taken(town):
    for n in range(3):
        reckon(helped(town, wish=n))
    assert points(town) == 30
    ends = lots(town)
    row = proposed(town)
    assert (row.points, row.answer_until, row.version.number) == (10, date(2026, 5, 16), 1)
    assert told(town) == ["sanction_proposed"]
    assert points(town) == 30
    assert "/me/deeds/sanctions/" in [need.href for need in personal_needs(town.ann)]
    actions.answer(town.ann, sanction=row.pk, words="那天水管爆裂")
    assert [n.count for n in official_needs(town.second) if "sanctions" in n.href] == [1]
    assert [n.count for n in official_needs(town.clerk) if "sanctions" in n.href] == []
    row = actions.decide(town.second, sanction=row.pk, verb="apply", words="与邻居证言不符")
    assert (row.state, row.taken, row.appeal_until) == ("applied", 10, date(2026, 5, 21))
    assert points(town) == clean(town) == 20
    (moved,) = Transfer.objects.filter(kind="sanction")
    event = Event.objects.get(type="awards.sanction_decided")
    assert (moved.event, moved.rule_version, moved.amount) == (event.pk, row.version_id, 10)
    assert moved.credit.kind == Account.Kind.ISSUER
    assert (event.payload["records"], event.payload["units"]) == ([town.people["ann"].pk], [10])
    assert "装修" not in str(event.payload)
    actions.appeal(town.ann, sanction=row.pk, words="附维修单")
    row = actions.settle(town.third, sanction=row.pk, verb="lift", words="维修单属实")
    assert (row.state, row.taken) == ("lifted", 10)
    assert points(town) == clean(town) == 30
    assert sum(left for _day, left in lots(town)) == 30
    assert {day for day, _left in lots(town)} == {day for day, _left in ends}
    assert told(town) == ["sanction_proposed", "sanction_applied", "sanction_lifted"]
    lines = statements.statement(moved.debit_id).items[:2]
    assert [line.change for line in lines] == [10, -10]
    assert {line.about.href for line in lines} == {f"/me/deeds/sanctions/{row.pk}/"}
    said = {code: rows for code, _title, rows in sections(town.people["ann"].pk)}["sanctions"]
    assert [each.get("words") for each in said][1:] == [
        "凌晨一点装修",
        "那天水管爆裂",
        "与邻居证言不符",
        "附维修单",
        "维修单属实",
    ]
    # what ended may be proposed again, once
    proposed(town, day=DAY)
    assert refusal(lambda: proposed(town, by="second")) == "awards.sanctioned_already"


def test_a_balance_that_is_smaller_gives_what_it_has_promises_stay_and_nothing_is_owed(town):
    reckon(helped(town))
    reckon(helped(town, wish=2))
    account = Account.objects.within(town.community).get(person=town.people["ann"])
    issuer = ledger.issuer_of(account.ledger, 0)
    with transaction.atomic():
        hold = ledger.hold(
            Movement(ledger=account.ledger_id, key="order", debit=account.pk, credit=issuer,
                     amount=13, kind="spend")
        )  # fmt: skip
    row = proposed(town, kind="throwing")
    with later(6):
        row = actions.decide(town.second, sanction=row.pk, verb="apply", words="录像为证")
    account.balance.refresh_from_db()
    assert (row.points, row.taken) == (20, 7)
    assert (account.balance.posted, account.balance.held) == (13, 13)
    assert clean(town) == 13
    with transaction.atomic():
        ledger.release(hold.id)
    reckon(helped(town, wish=3))
    assert points(town) == clean(town) == 23
    with later(7):
        actions.appeal(town.ann, sanction=row.pk, words="不是我家")
        row = actions.settle(town.third, sanction=row.pk, verb="lift", words="查明是楼上")
    assert points(town) == clean(town) == 30
    # without any account nothing is taken, and it still stands as decided
    row = proposed(town, person=number(town, "bob"))
    with later(6):
        row = actions.decide(town.second, sanction=row.pk, verb="apply", words="属实")
    assert (row.state, row.taken, row.transfers) == ("applied", 0, [])
    clean(town)


def test_what_is_not_in_force_on_the_day_is_no_breach(town):
    before = Event.objects.count()
    day_before = DAY - timedelta(days=1)
    assert refusal(lambda: proposed(town, day=day_before)) == "awards.no_such_breach"
    assert refusal(lambda: proposed(town, kind="pets")) == "awards.no_such_breach"
    assert refusal(lambda: proposed(town, kind="speech")) == "awards.no_such_breach"
    assert refusal(lambda: proposed(town, day=DAY + timedelta(days=1))) == "awards.day_ahead"
    with clock.frozen(clock.now() + timedelta(days=91)):
        assert refusal(lambda: proposed(town, day=DAY)) == "awards.too_long_ago"
    assert refusal(lambda: proposed(town, words="  ")) == "awards.reason_first"
    # the other community has no rules at all
    far = refusal(lambda: proposed(town, by="far", person=number(town, "eve")))
    assert far == "awards.no_such_breach"
    assert (Sanction.objects.across_communities("test").count(), Event.objects.count()) == (
        0,
        before,
    )
    # a later version changes nothing about an earlier day
    adopted(town.clerk, town.second, town.community, **sanctions(noise=20))
    with later(3):
        assert proposed(town).points == 10
        assert proposed(town, day=DAY + timedelta(days=1)).points == 20
        assert refusal(lambda: proposed(town, kind="throwing", day=DAY + timedelta(days=2))) == (
            "awards.no_such_breach"
        )


def test_who_may_propose_about_whom(town):
    say = lambda by, **more: refusal(lambda: proposed(town, by=by, **more))  # noqa: E731
    officer = replace(town.second, capacity=Capacity.OFFICER, body="owners_committee")
    assert say("ann", person=number(town, "bob")) == "kernel.not_for_you"
    assert say("auditor") == "kernel.not_for_you"
    assert say(replace(officer, body="property_company")) == "kernel.not_for_you"
    assert say(replace(town.clerk, second_factor=False)) == "kernel.second_factor"
    assert say("far") == "awards.no_such_neighbour"
    assert say("clerk", person="nobody") == "awards.no_such_neighbour"
    assert say("clerk", person=number(town, "clerk")) == "awards.about_oneself"
    share_a_home(town, "clerk", "ann")
    assert say("clerk") == "awards.own_household"
    assert Sanction.objects.within(town.community).count() == 0
    row = proposed(town, by=officer)
    assert (row.state, row.proposed_by_id) == ("proposed", town.people["second"].pk)
    # nor does one of the household decide
    with later(6):
        decide = lambda: actions.decide(town.clerk, sanction=row.pk, verb="drop", words="x")  # noqa: E731
        assert refusal(decide) == "awards.own_household"
    row.refresh_from_db()
    assert row.state == "proposed"
    own = proposed(town, person=number(town, "third"))
    actions.answer(town.third, sanction=own.pk, words="x")
    again = lambda: actions.answer(town.third, sanction=own.pk, words="y")  # noqa: E731
    assert refusal(again) == "awards.not_now"
    act = lambda: actions.decide(town.third, sanction=own.pk, verb="drop", words="x")  # noqa: E731
    assert refusal(act) == "awards.own_deed"
    assert own.steps.count() == 2


def test_days_and_hands(town):
    reckon(helped(town))
    row = proposed(town)

    def say(act, by, **more):
        found = refusal(lambda: act(town.actors[by], sanction=row.pk, words="x", **more))
        row.refresh_from_db()
        return found, row.state, row.steps.count(), points(town)

    decide, settle = actions.decide, actions.settle
    as_it_was = ("proposed", 1, 10)
    assert say(decide, "clerk", verb="apply") == ("awards.another_decides", *as_it_was)
    assert say(decide, "second", verb="apply") == ("awards.days_not_over", *as_it_was)
    assert say(decide, "second", verb="drop") == ("awards.days_not_over", *as_it_was)
    assert say(decide, "second", verb="lift") == ("awards.not_now", *as_it_was)
    assert say(settle, "second", verb="apply") == ("awards.not_now", *as_it_was)
    assert say(settle, "second", verb="lift") == ("awards.not_now", *as_it_was)
    assert say(decide, "far", verb="apply") == ("kernel.not_found", *as_it_was)
    assert say(decide, "auditor", verb="apply") == ("kernel.not_for_you", *as_it_was)
    assert say(actions.answer, "bob") == ("kernel.not_found", *as_it_was)
    assert say(actions.appeal, "ann") == ("awards.not_now", *as_it_was)
    with later(5):
        assert say(decide, "second", verb="apply") == ("awards.days_not_over", *as_it_was)
    with later(6):
        assert say(actions.answer, "ann") == ("awards.answer_over", *as_it_was)
        account = Account.objects.within(town.community).get(person=town.people["ann"])
        accounts.freeze(town.clerk, account=account.pk, reason="dispute", words="x")
        assert say(decide, "second", verb="apply") == ("ledger.frozen", *as_it_was)
        accounts.unfreeze(town.clerk, account=account.pk, words="x")
        actions.decide(town.second, sanction=row.pk, verb="apply", words="属实")
        applied = ("applied", 2, 0)
        assert say(decide, "third", verb="drop") == ("awards.not_now", *applied)
    with later(17):
        assert say(actions.appeal, "ann") == ("awards.appeal_over", *applied)
    with later(16):
        actions.appeal(town.ann, sanction=row.pk, words="有异议")
    appealed = ("appealed", 3, 0)
    assert say(settle, "clerk", verb="lift") == ("awards.another_decides", *appealed)
    assert say(settle, "second", verb="lift") == ("awards.another_decides", *appealed)
    actions.settle(town.third, sanction=row.pk, verb="uphold", words="证据充分")
    assert say(settle, "third", verb="lift") == ("awards.not_now", "upheld", 4, 0)
    assert say(actions.appeal, "ann") == ("awards.not_now", "upheld", 4, 0)
    assert told(town) == ["sanction_proposed", "sanction_applied", "sanction_upheld"]
    clean(town)
    # the same breach is punished once
    assert refusal(lambda: proposed(town)) == "awards.sanctioned_already"


def test_dropped_takes_nothing_and_two_hands_at_once_take_once(town):
    reckon(helped(town))
    reckon(helped(town, wish=2))
    dropped = proposed(town, kind="throwing")
    actions.answer(town.ann, sanction=dropped.pk, words="不是我")
    actions.decide(town.second, sanction=dropped.pk, verb="drop", words="证据不足")
    assert (points(town), told(town)[-1]) == (20, "sanction_dropped")
    row = proposed(town)
    actions.answer(town.ann, sanction=row.pk, words="是我，抱歉")
    calls = [
        lambda by=by: actions.decide(town.actors[by], sanction=row.pk, verb="apply", words="属实")
        for by in ("second", "third")
    ]
    assert sorted(race(*calls)) == ["awards.not_now", "done"]
    assert points(town) == clean(town) == 10
    now = clock.now()

    def proposed_at(by):
        with clock.frozen(now):  # a thread begins with the clock of the machine
            return proposed(town, by, kind="throwing")

    twice = [lambda by=by: proposed_at(by) for by in ("clerk", "third")]
    assert sorted(race(*twice)) == ["awards.sanctioned_already", "done"]


def test_a_merged_record_is_the_same_person(town):
    reckon(helped(town))
    row = proposed(town)
    Person.objects.filter(pk=town.people["ann"].pk).update(
        merged_into=town.people["bob"], is_active=False, locked="merged"
    )
    reckon(helped(town, "bob", "clerk", wish=2))
    same = refusal(lambda: proposed(town, by="second", person=number(town, "bob")))
    assert same == "awards.sanctioned_already"
    # the clerk who proposed it was merged into a colleague: still the same hands
    Person.objects.filter(pk=town.people["clerk"].pk).update(
        merged_into=town.people["second"], is_active=False, locked="merged"
    )
    act = lambda by, verb: actions.decide(by, sanction=row.pk, verb=verb, words="属实")  # noqa: E731
    with later(6):
        assert refusal(lambda: act(town.second, "apply")) == "awards.another_decides"
        act(town.third, "apply")
    assert told(town, "bob") == ["sanction_applied"]
    assert (points(town), points(town, "bob")) == (0, 10)
    other = proposed(town, by="second", kind="throwing", person=number(town, "bob"))
    with later(6):
        row = actions.decide(town.third, sanction=other.pk, verb="apply", words="属实")
    assert (row.taken, points(town, "bob")) == (10, 0)
    found = replay(town.community)
    assert (audit(), found.sanctions) == ([], [])
    assert sum(found.balances.values()) == 0


def test_a_helper_answers_by_mandate_and_does_not_decide(town, monkeypatch):
    from linli.kernel import deeds

    monkeypatch.setattr(deeds, "_standing", [lambda _actor, _deeds: True])
    hands = replace(town.ann, helper=town.people["second"].pk, deeds=frozenset({"bank"}))
    row = proposed(town)
    without = replace(hands, deeds=frozenset({"inbox"}))
    speak = lambda by: actions.answer(by, sanction=row.pk, words="代为说明")  # noqa: E731
    assert refusal(lambda: speak(without)) == "kernel.not_by_helper"
    speak(hands)
    step = Step.objects.get(sanction=row, verb="answer")
    assert (step.by_id, step.helper_id) == (town.people["ann"].pk, town.people["second"].pk)
    act = lambda by: actions.decide(by, sanction=row.pk, verb="drop", words="x")  # noqa: E731
    assert refusal(lambda: act(town.second)) == "awards.spoke_for_them"
    assert act(town.third).state == "dropped"


def test_rules_name_breaches_within_the_profile_and_with_days(town):
    def wrong(**more):
        return refusal(lambda: propose(town.clerk, town.community, **more))

    assert wrong(**sanctions(noise=21)) == "awards.breach_out_of_range"
    assert wrong(**sanctions(noise=4)) == "awards.breach_out_of_range"
    assert wrong(**sanctions(speech=5)) == "awards.breach_out_of_range"
    assert wrong(breaches={"noise": 5}) == "awards.days_first"
    made = propose(town.clerk, town.community, **sanctions(noise=20, waste=5))
    assert book_of(made).breaches == {"noise": 20, "waste": 5}
    plain = propose(town.clerk, town.community)
    assert book.digest_of(made) != book.digest_of(plain)


def test_the_replay_finds_what_no_rule_took_and_what_did_not_come_back(town):
    row = proposed(town)
    version = row.version_id
    said = {"sanction": 1, "verb": "apply", "kind": "noise", "day": str(DAY), "version": version}
    for changed, units in (({}, 11), ({"version": version + 1}, 1), ({"verb": "drop"}, 1)):
        player = _Player(books_of(town.community))
        player.sanctioned(said | changed | {"records": [5], "units": [units]})
        assert player.found.sanctions == [1]
    player = _Player(books_of(town.community))
    player.sanctioned(said | {"records": [5], "units": [10]})
    assert player.found.sanctions == []
    player.settled({"sanction": 1, "verb": "lift", "records": [5], "units": [9]})
    assert player.found.sanctions == [1]
    assert player.found.balances == {5: -1}


def test_who_closes_the_account_leaves_no_words(town):
    row = proposed(town)
    actions.answer(town.ann, sanction=row.pk, words="那天水管爆裂")
    from linli.awards.operations.sanctioning import forget_words

    with transaction.atomic():
        forget_words(town.people["ann"].pk)
    assert [step.words.read("text") for step in row.steps.order_by("pk")] == [None, None]


@pytest.fixture
def enter(client, town):
    def as_somebody(name):
        client.force_login(town.people[name])
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "demo", "at": datetime.now(UTC).timestamp()}
        ]
        if name in town.offices:
            session["acting_office"] = town.offices[name].pk
        session.save()
        return client

    return as_somebody


def test_lists_take_the_same_queries_at_two_sizes_and_software_speaks(town, enter):
    def asked(name, url):
        client = enter(name)
        client.get(url)
        with queries() as made:
            assert client.get(url).status_code == 200
        return len(made)

    town.resident("cid")
    paths = [
        ("ann", "/me/deeds/sanctions/"),
        ("ann", "/api/awards/sanctions"),
        ("second", "/work/awards/sanctions/"),
        ("second", "/work/"),
    ]
    with later(20):
        proposed(town)
        few = [asked(*each) for each in paths]
        for n in range(1, 12):
            proposed(town, day=DAY + timedelta(days=n))
            proposed(town, day=DAY + timedelta(days=n), person=number(town, ["bob", "cid"][n % 2]))
        assert [asked(*each) for each in paths] == few
        client = enter("ann")
        newest = client.get("/api/awards/sanctions").json()["items"][0]
        assert (newest["points"], newest["may"], newest["taken"]) == (10, "answer", 0)
        address = f"/api/awards/sanctions/{newest['id']}"
        sent = {"data": {"words": "说明"}, "content_type": "application/json"}
        assert client.post(f"{address}/appeal", **sent).json()["code"] == "awards.not_now"
        assert client.post(f"{address}/answer", **sent).json()["state"] == "answered"
        row = Sanction.objects.within(town.community).get(pk=newest["id"])
        actions.decide(town.second, sanction=row.pk, verb="apply", words="属实")
        assert enter("ann").post(f"{address}/appeal", **sent).json()["state"] == "appealed"
        assert enter("bob").post(f"{address}/answer", **sent).status_code == 404
