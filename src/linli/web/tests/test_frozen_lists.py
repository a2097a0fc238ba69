"""The list of a selection is the one of the cut-off, whenever the job runs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from tests.entering import entering
from tests.racing import race

from linli.awards.models import Deed
from linli.awards.tests.done import cast, helped
from linli.facts import recognition as facts
from linli.identity.actions.me import move
from linli.identity.models import PrivateAccess
from linli.journal.models import Event, LogPending
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.personal import sections
from linli.ledger import operations as ledger
from linli.ledger.models import Transfer
from linli.ledger.movements import Movement
from linli.ledger.tests.town import build
from linli.recognition import jobs
from linli.recognition.actions import selections as actions
from linli.recognition.models import Candidate, Choice, Frozen, FrozenRow, Selection
from linli.recognition.operations import selections as operations
from linli.recognition.queries import selections as reads
from linli.web.selections import deeds_in
from linli.web.tests.selecting import (
    CUT,
    DUE,
    MAY,
    account,
    announced,
    figures,
    given,
    leave,
    refused,
    stand,
    switched,
)


@pytest.fixture
def town(committed):
    with clock.frozen(MAY):
        made = build()
        for name in ("cat", "dan"):
            made.resident(name)
        yield made


@pytest.fixture
def enter(client, town):
    return entering(client, town)


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


def test_whoever_moved_away_by_the_cut_off_is_left_off(town):
    """By the facts: where somebody lives when the job runs does not matter."""
    switched(town)
    made = announced(town)
    stand(town, made, "ann", "bob", "cat", "dan")
    for name, at, community in (
        ("ann", CUT - timedelta(hours=1), town.other),
        ("dan", CUT - timedelta(days=2), town.other),
        ("dan", CUT - timedelta(days=1), town.community),
        ("bob", CUT + timedelta(hours=1), town.other),
    ):
        with clock.frozen(at):
            move(replace(town.actors[name], place=None), community=community)
    with clock.frozen(CUT + timedelta(days=2)):
        assert jobs.freeze() == 1
    assert set(figures(town, made)) == {"bob", "cat", "dan"}


def test_what_the_body_chose_is_entered_once_and_shown(town, enter):
    switched(town)
    made = announced(town)
    stand(town, made, "ann", "bob", "cat")
    with clock.frozen(DUE):
        assert jobs.freeze() == 1
    leave(town, made, "cat", DUE)
    rows = FrozenRow.objects.within(town.community)
    numbers = {name: rows.get(person=town.people[name].pk).number for name in ("ann", "cat")}
    day = clock.day_of(DUE)

    def chosen(who="clerk", names=("ann",), **more):
        values = {"decision": "评议会纪要〔2026〕2号", "decided_on": day} | more
        return actions.enter_choice(
            town.actors[who], selection=made.pk, numbers=[numbers[n] for n in names], **values
        )

    with clock.frozen(DUE):
        refused("kernel.not_for_you", lambda: chosen("ann"))
        refused("kernel.not_found", lambda: chosen("far"))
        refused("recognition.not_on_the_list", lambda: chosen(names=("ann", "cat")))
        refused("recognition.chosen_when", lambda: chosen(decided_on=day - timedelta(days=1)))
        refused("recognition.chosen_when", lambda: chosen(decided_on=day + timedelta(days=1)))
        refused("recognition.reason_first", lambda: chosen(decision=" "))
        assert not Choice.objects.within(town.community).exists()
        client, page = enter("clerk"), f"/work/recognition/selections/{made.pk}/"
        sent = {"numbers": [numbers["ann"]], "decision": "评议会纪要〔2026〕2号", "decided_on": day}
        assert town.people["cat"].public_id not in client.get(f"{page}choice/").content.decode()
        assert client.post(f"{page}choice/", sent | {"decision": ""}).status_code == 422
        assert client.post(f"{page}choice/", sent).status_code == 302
        refused("recognition.not_now", chosen)
        row = Choice.objects.within(town.community).get()
        assert (row.numbers, row.by_id) == ([numbers["ann"]], town.people["clerk"].pk)
        event = Event.objects.get(type=facts.SelectionDecided.type)
        assert (event.payload["chosen"], event.payload["rows"]) == (1, 3)
        assert "3 人中 1 人" in client.get(page).content.decode()
        paper = client.get(f"{page}list/print/").content.decode()
        assert (paper.count("✓"), paper.count("☐")) == (1, 1)
        # whoever was chosen reads it, others how many; no name stands there
        here = f"/recognition/selections/{made.pk}/"
        for name, told in (("ann", True), ("bob", False)):
            shown = enter(name).get(here).content.decode()
            assert ("您已被选定" in shown, "3 人中 1 人" in shown) == (told, True)


def test_who_was_printed_reads_that_somebody_looked(town, enter):
    switched(town)
    made = announced(town)
    stand(town, made, "ann", "bob")
    with clock.frozen(DUE):
        assert jobs.freeze() == 1
        page = f"/work/recognition/selections/{made.pk}/list/print/"
        assert enter("clerk").get(page).status_code == 200
        assert enter("auditor").get(page).status_code == 403
    looks = PrivateAccess.objects.across_communities("test").filter(
        field=PrivateAccess.Field.SELECTION
    )
    assert set(looks.values_list("person", flat=True)) == {
        town.people["ann"].pk,
        town.people["bob"].pk,
    }
