"""Selections: off until decided, by consent alone, frozen as of a moment, and worth nothing else."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from tests.architecture.sources import SOURCE
from tests.queries import queries
from tests.racing import race

from linli.awards.models import Deed
from linli.awards.tests.test_engine import cast, helped
from linli.facts import recognition as facts
from linli.identity.models import PrivateAccess
from linli.journal.models import Event, LogPending
from linli.journal.operations import run_consumer
from linli.kernel import clock
from linli.kernel import deeds as standing
from linli.kernel.actor import SYSTEM, Capacity
from linli.kernel.errors import Refused
from linli.kernel.personal import sections
from linli.ledger import operations as ledger
from linli.ledger.models import Transfer
from linli.ledger.movements import Movement
from linli.ledger.tests.town import build
from linli.recognition import jobs
from linli.recognition.actions import selections as actions
from linli.recognition.models import Candidate, Frozen, FrozenRow, Selection, Switch
from linli.recognition.operations import selections as operations
from linli.recognition.queries import selections as reads
from linli.web.selections import deeds_in

MAY = datetime(2026, 5, 11, 4, tzinfo=UTC)
CUT = MAY + timedelta(days=10)
#: When the job may run for the first time.
DUE = CUT + timedelta(minutes=10)
FIGURES = ("points", "hours", "wish", "ballot")


@pytest.fixture
def town(committed):
    with clock.frozen(MAY):
        made = build()
        for name in ("cat", "dan"):
            made.resident(name)
        yield made


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


def refused(code, act):
    with pytest.raises(Refused) as refusal:
        act()
    assert refusal.value.code == code


def decided(town, *, on=True, since=None, who="clerk"):
    return actions.propose_switch(
        town.actors[who],
        community=town.community,
        on=on,
        since=since or clock.today(),
        decision="居民会议决议〔2026〕9号",
        decided_on=clock.today(),
    )


def switched(town, **more):
    return actions.settle_switch(town.second, switch=decided(town, **more).pk, verb="in_force")


def wanted(town, **more):
    return actions.Wanted(
        **{
            "title_zh": "2026年上半年志愿标兵",
            "title_en": "Model volunteer, first half of 2026",
            "purpose": "model",
            "figures": FIGURES,
            "period_from": date(2026, 5, 1),
            "period_until": date(2026, 5, 18),
            "cutoff_at": CUT,
            "consent_days": 7,
            "body": town.bodies["甲居委会"],
        }
        | more
    )


def announced(town, **more):
    return actions.announce(town.clerk, community=town.community, wanted=wanted(town, **more))


def stand(town, made, *names, at=MAY + timedelta(days=4)):
    with clock.frozen(at):
        for name in names:
            actions.choose_standing(town.actors[name], selection=made.pk, stands=True)


def leave(town, made, name, at):
    with clock.frozen(at):
        return actions.choose_standing(town.actors[name], selection=made.pk, stands=False)


def account(town, name):
    person = town.people[name].pk
    mine = ledger.resident_account(community=town.community, unit="points", person=person)
    return mine.ledger, mine.pk


def given(town, name, amount, at, key):
    """Points awarded at a moment."""
    with clock.frozen(at), transaction.atomic():
        book, mine = account(town, name)
        moved = ledger.transfer(
            Movement(
                ledger=book.pk,
                key=key,
                debit=ledger.issuer_of(book, town.community),
                credit=mine,
                amount=amount,
                kind="award",
                expires_on=date(2027, 5, 1),
            )
        )
    return Transfer.objects.get(pk=moved.id)


def figures(town, made):
    """Who is on the list, with what, as the rows say it."""
    names = {person.pk: name for name, person in town.people.items()}
    content = [row.read("content") for row in FrozenRow.objects.within(town.community)]
    return {names[json.loads(c)["person"]]: json.loads(c)["figures"] for c in content if c}


# --- the switch ---------------------------------------------------------------------------------
def test_selections_are_off_until_one_writes_a_decision_down_and_another_puts_it_in_force(
    town, enter
):
    refused("recognition.selections_off", lambda: announced(town))
    row = decided(town, since=date(2026, 5, 12))
    refused(
        "adopting.own_proposal",
        lambda: actions.settle_switch(town.clerk, switch=row.pk, verb="in_force"),
    )
    refused(
        "kernel.not_found",
        lambda: actions.settle_switch(town.far, switch=row.pk, verb="in_force"),
    )
    refused(
        "kernel.not_for_you",
        lambda: actions.settle_switch(town.auditor, switch=row.pk, verb="in_force"),
    )
    refused(
        "kernel.second_factor",
        lambda: actions.settle_switch(
            replace(town.second, second_factor=False), switch=row.pk, verb="in_force"
        ),
    )
    assert "未开启" in enter("ann").get("/recognition/selections/").content.decode()
    actions.settle_switch(town.second, switch=row.pk, verb="in_force")
    refused(
        "adopting.settled_already",
        lambda: actions.settle_switch(town.second, switch=row.pk, verb="rejected"),
    )
    # not before its day
    refused("recognition.selections_off", lambda: announced(town))
    assert enter("clerk").get("/work/recognition/selections/new/").status_code == 409
    with clock.frozen(MAY + timedelta(days=1)):
        assert reads.on_now(town.ann) == {town.community}
        assert reads.on_now(town.eve) == frozenset()
        switched(town, on=False)
        refused("recognition.selections_off", lambda: announced(town))
    rejected = decided(town)
    actions.settle_switch(town.second, switch=rejected.pk, verb="rejected")
    refused("recognition.selections_off", lambda: announced(town))
    late = decided(town)
    with clock.frozen(MAY + timedelta(days=3)):
        refused(
            "adopting.back_dated",
            lambda: actions.settle_switch(town.second, switch=late.pk, verb="in_force"),
        )
        refused("adopting.back_dated", lambda: decided(town, since=date(2026, 5, 13)))
    assert Selection.objects.within(town.community).count() == 0
    states = Switch.objects.within(town.community).order_by("pk")
    assert [each.state for each in states] == ["in_force", "in_force", "rejected", "proposed"]
    settled = Event.objects.filter(type=facts.SelectionsSettled.type).order_by("pk")
    assert [each.payload["verb"] for each in settled] == ["in_force", "in_force", "rejected"]
    assert LogPending.objects.filter(event__in=settled.values("pk")).count() == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"figures": ()}, "recognition.no_figures"),
        ({"figures": ("balance",)}, "recognition.no_figures"),
        ({"purpose": "vote"}, "recognition.no_such_purpose"),
        ({"period_until": date(2026, 4, 30)}, "recognition.period_backwards"),
        ({"period_until": date(2026, 6, 1)}, "recognition.period_after_cutoff"),
        ({"consent_days": 4}, "recognition.consent_too_short"),
        (
            {
                "cutoff_at": MAY + timedelta(days=6),
                "consent_days": 5,
                "period_until": date(2026, 5, 2),
            },
            "recognition.announced_too_late",
        ),
        ({"consent_days": 11}, "recognition.announced_too_late"),
        ({"body": 0}, "recognition.no_such_body"),
    ],
)
def test_what_is_not_announced(town, change, code):
    switched(town)
    refused(code, lambda: announced(town, **change))
    refused("recognition.no_such_body", lambda: announced(town, body=town.bodies["乙居委会"]))
    for who in (town.far, town.auditor, town.ann):
        with pytest.raises(Refused):
            actions.announce(who, community=town.community, wanted=wanted(town))
    assert Selection.objects.within(town.community).count() == 0


# --- consent ------------------------------------------------------------------------------------
def test_only_oneself_stands_and_only_in_the_days_for_it(town):
    switched(town)
    made = announced(town)
    stands = lambda who: actions.choose_standing(who, selection=made.pk, stands=True)  # noqa: E731
    refused("recognition.list_not_open", lambda: stands(town.ann))
    with clock.frozen(MAY + timedelta(days=3)):
        stands(town.ann)
        refused("recognition.stands_already", lambda: stands(town.ann))
        refused("kernel.not_found", lambda: stands(town.eve))
        refused("kernel.not_for_you", lambda: stands(town.clerk))
        helper = replace(town.bob, helper=town.people["cat"].pk, deeds=frozenset({"record"}))
        refused("kernel.not_by_helper", lambda: stands(helper))
        refused("recognition.does_not_stand", lambda: leave(town, made, "bob", clock.now()))
        leave(town, made, "ann", clock.now())
        stands(town.bob)
    with clock.frozen(CUT):
        refused("recognition.list_closed", lambda: stands(town.ann))
        refused("recognition.not_now", lambda: actions.call_off(town.clerk, selection=made.pk))
    rows = Candidate.objects.within(town.community).order_by("pk")
    assert [(row.person_id, row.until is None) for row in rows] == [
        (town.people["ann"].pk, False),
        (town.people["bob"].pk, True),
    ]


def test_what_is_called_off_or_switched_off_before_the_cut_off_has_no_list(town):
    switched(town)
    off, stopped = announced(town), announced(town)
    stand(town, off, "ann")
    stand(town, stopped, "bob")
    refused("kernel.not_for_you", lambda: actions.call_off(town.ann, selection=off.pk))
    actions.call_off(town.clerk, selection=off.pk)
    switched(town, on=False, since=CUT.date())
    with clock.frozen(DUE):
        assert jobs.freeze() == 1
        assert jobs.freeze() == 0
    states = Selection.objects.within(town.community).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["called_off", "stopped"]
    assert Frozen.objects.within(town.community).count() == 0
    ended = Event.objects.filter(type=facts.SelectionEnded.type).order_by("pk")
    assert [each.payload["state"] for each in ended] == ["called_off", "stopped"]


# --- the list -----------------------------------------------------------------------------------
def _deeds(town):
    """Ann: two wishes and a vote in time; others too early, too late, struck."""
    helped(town, wish=1, at=MAY - timedelta(days=30), minutes=500)
    helped(town, wish=2, at=MAY, minutes=45)
    helped(town, wish=3, at=MAY + timedelta(days=2), minutes=30)
    cast(town)
    helped(town, "bob", "ann", wish=4, at=MAY)


def test_a_late_job_gives_the_list_of_the_cut_off_and_nothing_later_changes_it(town, enter):
    switched(town)
    made = announced(town)
    _deeds(town)
    first = given(town, "ann", 30, MAY, "a")
    given(town, "ann", 100, MAY - timedelta(days=20), "early")
    given(town, "bob", 12, MAY, "b")
    with clock.frozen(MAY + timedelta(days=1)), transaction.atomic():
        ledger.take_back(first, amount=5, key="back")
        book, mine = account(town, "ann")
        # spending lowers nothing
        _book, dan = account(town, "dan")
        ledger.transfer(
            Movement(
                ledger=book.pk,
                key="spent",
                debit=mine,
                credit=dan,
                amount=20,
                kind="spend",
                expires_on=date(2027, 5, 1),
            )
        )
    stand(town, made, "ann", "bob", "cat", "dan")
    leave(town, made, "dan", CUT - timedelta(seconds=1))
    on_time = reads.digest_of(made, [row.commitment for row in reads.rows_at_cutoff(made)])
    # after the cut-off, before a late job: points, deeds, a verdict, a consent taken back
    helped(town, wish=5, at=CUT + timedelta(hours=1), minutes=60)
    given(town, "ann", 7, CUT + timedelta(hours=1), "later")
    with clock.frozen(CUT + timedelta(hours=1)), transaction.atomic():
        ledger.take_back(first, amount=25, key="back again")
    leave(town, made, "bob", CUT + timedelta(hours=2))
    moved = Transfer.objects.count()
    with clock.frozen(CUT + timedelta(minutes=9)):
        assert jobs.freeze() == 0
    with clock.frozen(CUT + timedelta(days=2)):
        assert jobs.freeze() == 1
        assert jobs.freeze() == 0
    frozen = Frozen.objects.within(town.community).get()
    assert frozen.digest == on_time
    assert frozen.commitments == sorted(frozen.commitments)
    assert figures(town, made) == {
        "ann": {"points": 25, "hours": 75, "wish": 2, "ballot": 1},
        "bob": {"points": 12, "hours": 30, "wish": 1, "ballot": 0},
        "cat": {"points": 0, "hours": 0, "wish": 0, "ballot": 0},
    }
    event = Event.objects.get(type=facts.SelectionFrozen.type)
    assert (event.payload["digest"], event.payload["count"]) == (frozen.digest, 3)
    assert LogPending.objects.filter(event=event.pk).exists()
    checked = reads.check(made, frozen)
    assert (checked.sound, checked.count, checked.shown, checked.withdrawn) == (True, 3, 2, 1)
    # it feeds nothing
    assert Transfer.objects.count() == moved
    with pytest.raises(DatabaseError), transaction.atomic():
        Frozen.objects.within(town.community).update(digest="0" * 64)
    # an account is closed: the commitment stays, and nothing opens it
    with transaction.atomic():
        operations.erase_person(town.people["cat"].pk)
    checked = reads.check(made, frozen)
    assert (checked.sound, checked.shown, checked.withdrawn, checked.erased) == (True, 1, 1, 1)
    mine = {code: rows for code, _title, rows in sections(town.people["ann"].pk)}
    assert '"points": 25' in mine["selections"][0]["row"]
    # a row that somebody changes does not agree any more
    row = FrozenRow.objects.within(town.community).get(person=town.people["ann"].pk)
    row.put("content", (row.read("content") or "").replace('"points": 25', '"points": 99'))
    row.save()
    assert not reads.check(made, frozen).sound
    page = enter("clerk").get(f"/work/recognition/selections/{made.pk}/").content.decode()
    assert "请勿依据这份名单评选" in page


def test_what_was_in_doubt_at_the_cut_off_does_not_count_whatever_comes_later(town):
    event = helped(town, wish=1, at=MAY)
    deed = Deed.objects.create(
        community=town.community,
        event=event.pk,
        kind="wish",
        person=town.people["ann"],
        subject="wish:1",
        ended=MAY,
        day=MAY.date(),
        state="quarantined",
        at=MAY,
    )

    def said(kind, at, **payload):
        Event.objects.create(
            type=kind,
            capacity="system",
            place=town.community,
            subject_kind="community",
            subject_id=str(town.community),
            payload={"deed": deed.pk, **payload},
            at=at,
        )

    said("awards.deed_reckoned", MAY, state="quarantined")
    said("awards.deed_decided", CUT + timedelta(days=1), verb="release")
    made = Selection(
        community=town.community,
        period_from=date(2026, 5, 1),
        period_until=date(2026, 5, 18),
        cutoff_at=CUT,
    )
    assert deeds_in(reads.span_of(made)) == []
    made.cutoff_at = CUT + timedelta(days=1)
    assert [entry.event for entry in deeds_in(reads.span_of(made))] == [event.pk]


def test_consents_race_the_freezing_and_none_is_lost_or_late(town):
    switched(town)
    made = announced(town)
    stand(town, made, "ann")

    def at(moment, act):
        def run():
            with clock.frozen(moment):
                act()

        return run

    def freeze():
        actions.freeze(SYSTEM, selection=made.pk)

    def one(name, moment):
        return at(
            moment,
            lambda: actions.choose_standing(town.actors[name], selection=made.pk, stands=True),
        )

    answers = race(at(DUE, freeze), at(DUE, freeze), one("bob", DUE), one("cat", DUE))
    assert answers == [
        "done",
        "recognition.list_closed",
        "recognition.list_closed",
        "recognition.not_now",
    ]
    assert set(figures(town, made)) == {"ann"}
    assert Event.objects.filter(type=facts.SelectionFrozen.type).count() == 1
    refused("kernel.not_for_you", lambda: actions.freeze(town.clerk, selection=made.pk))


def test_a_consent_under_way_at_the_cut_off_is_on_the_list_or_refused(town):
    switched(town)
    made = announced(town)
    names = ("ann", "bob", "cat", "dan")

    def one(name):
        def run():
            with clock.frozen(CUT - timedelta(seconds=1)):
                actions.choose_standing(town.actors[name], selection=made.pk, stands=True)

        return run

    def freeze():
        with clock.frozen(DUE):
            actions.freeze(SYSTEM, selection=made.pk)

    answers = race(freeze, *(one(name) for name in names))
    assert set(answers) <= {"done", "recognition.list_closed"}
    assert answers.count("done") == 1 + len(figures(town, made))
    stood = Candidate.objects.within(town.community)
    assert stood.count() == len(figures(town, made))
    assert reads.check(made, Frozen.objects.within(town.community).get()).sound


def test_a_helper_whose_mandate_says_so_stands_for_somebody(town, monkeypatch):
    monkeypatch.setattr(standing, "_standing", [lambda _actor, _keys: True])
    switched(town)
    made = announced(town)
    helper = replace(town.bob, helper=town.people["cat"].pk, deeds=frozenset({"selections"}))
    with clock.frozen(MAY + timedelta(days=4)):
        actions.choose_standing(helper, selection=made.pk, stands=True)
    row = Candidate.objects.within(town.community).get()
    event = Event.objects.get(type=facts.SelectionChosen.type)
    assert (row.person_id, event.actor, event.helper) == (
        town.people["bob"].pk,
        town.people["bob"].pk,
        town.people["cat"].pk,
    )


# --- who sees what ------------------------------------------------------------------------------
def test_the_body_and_staff_see_the_list_each_their_own_row_and_nobody_else(town, enter):
    switched(town)
    made = announced(town)
    stand(town, made, "ann", "bob")
    with clock.frozen(DUE):
        jobs.freeze()
    leave(town, made, "bob", DUE + timedelta(hours=1))
    page = actions.look_at_list(town.clerk, selection=made.pk)
    assert [row.person_id for row in page.items] == [town.people["ann"].pk]
    body = replace(
        town.clerk, capacity=Capacity.OFFICER, organisation=made.body_id, body="owners_committee"
    )
    actions.look_at_list(body, selection=made.pk)
    looks = lambda who: lambda: actions.look_at_list(who, selection=made.pk)  # noqa: E731
    refused("kernel.not_found", looks(replace(body, organisation=made.body_id + 1)))
    refused("kernel.second_factor", looks(replace(body, second_factor=False)))
    refused("kernel.not_for_you", looks(town.auditor))
    refused("kernel.not_for_you", looks(town.ann))
    refused("kernel.not_found", looks(town.far))
    rows = PrivateAccess.objects.within(town.community).filter(field="selection")
    assert [(row.person_id, row.reason) for row in rows] == [(town.people["ann"].pk, "select")] * 2
    assert Event.objects.filter(type=facts.SelectionLookedAt.type).count() == 2
    assert (
        "王小明"
        in enter("clerk").get(f"/work/recognition/selections/{made.pk}/list/").content.decode()
    )
    digest = Frozen.objects.within(town.community).get().digest
    address = f"/work/recognition/selections/{made.pk}/"
    seen = enter("auditor").get(address).content.decode()
    assert digest in seen
    assert "王小明" not in seen
    assert enter("auditor").get(f"{address}list/").status_code == 403
    assert enter("far").get(address).status_code == 404
    own = f"/api/recognition/selections/{made.pk}/row"
    assert enter("ann").get(own).json()["figures"] == dict.fromkeys(FIGURES, 0)
    assert (enter("ann").get(own).json()["digest"], enter("bob").get(own).json()["hidden"]) == (
        digest,
        True,
    )
    assert enter("cat").get(own).status_code == 404
    assert enter("eve").get(f"/recognition/selections/{made.pk}/").status_code == 404
    assert digest not in enter("cat").get(f"/recognition/selections/{made.pk}/").content.decode()


def test_pages_take_the_same_queries_at_two_sizes(town, enter):
    switched(town)
    made = announced(town)

    def fill(first, last):
        for n in range(first, last):
            town.resident(f"r{n}", town.community)
            stand(town, announced(town), f"r{n}")
            stand(town, made, f"r{n}")

    def asked(who, path):
        client = enter(who)
        client.get(path)
        with queries() as made_:
            assert client.get(path).status_code == 200
        return len(made_)

    paths = [
        ("ann", "/recognition/selections/"),
        ("ann", "/api/recognition/selections"),
        ("clerk", "/work/recognition/selections/"),
    ]
    fill(0, 2)
    few = [asked(*each) for each in paths]
    fill(2, 7)
    assert [asked(*each) for each in paths] == few
    # the list itself: one query for each row's place in "who looked at my data", in bulk
    other = Selection.objects.within(town.community).earliest("-pk")
    with clock.frozen(DUE):
        jobs.freeze()
    lists = [
        asked("clerk", f"/work/recognition/selections/{each.pk}/list/") for each in (other, made)
    ]
    assert lists[0] == lists[1]


def test_who_is_told(town):
    from linli.notices.models import Addressed
    from linli.recognition.models import Record

    switched(town)
    Record.objects.create(
        community=town.community,
        event=1,
        kind="wish",
        person=town.people["ann"],
        subject="wish:1",
        day=MAY.date(),
    )
    made = announced(town)
    stand(town, made, "bob", "cat")
    with clock.frozen(DUE):
        leave(town, made, "cat", DUE)
        jobs.freeze()
    for event in Event.objects.filter(type__startswith="recognition.selection_").order_by("pk"):
        for name in ("tell_of_selection", "tell_of_list"):
            kind = {
                "tell_of_selection": facts.SelectionAnnounced,
                "tell_of_list": facts.SelectionFrozen,
            }
            if event.type == kind[name].type:
                run_consumer(event.pk, f"linli.web.selections.{name}")
    rows = Addressed.objects.order_by("pk").values_list("person", "notice__kind")
    assert list(rows) == [
        (town.people["ann"].pk, "selection_announced"),
        (town.people["bob"].pk, "selection_frozen"),
    ]


def test_votes_rights_and_the_ledger_know_nothing_of_selections():
    """Only recognition and what composes it name a selection's tables."""
    for file in sorted(SOURCE.rglob("*.py")):
        module = file.relative_to(SOURCE).parts[0]
        if module in {"recognition", "web"} or "tests" in file.parts:
            continue
        text = file.read_text()
        assert "recognition_selection" not in text, file
        assert "linli.recognition" not in text or module == "insight", file
