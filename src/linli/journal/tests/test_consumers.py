"""Consumers: a job in the event's transaction, an effect once, in the right district."""

import importlib
import json
import pkgutil

import pytest
from django.apps import apps
from django.db import connection, transaction
from tests.working import work

import linli.facts
from linli.districts.context import in_district, in_public
from linli.facts.base import REGISTRY
from linli.journal import jobs as tasks
from linli.journal import outbox
from linli.journal.models import ConsumerRun, Event, LaterRun
from linli.journal.operations import defer_noted, record, run_consumer
from linli.journal.tests.facts import Noted, Planted
from linli.kernel.actor import SYSTEM

NAME = f"{__name__}.water"
seen: list[tuple[str, int]] = []


def water(event: Event) -> None:
    if event.payload["note"] < 0:
        message = "cannot"
        raise ValueError(message)
    seen.append((connection.schema_name, event.pk))


@pytest.fixture(autouse=True)
def _registered():
    seen.clear()
    outbox.consumes(Noted)(water)
    yield
    outbox._consumers.pop(Noted.type)


def jobs(status=None):
    with in_public(), connection.cursor() as cursor:
        cursor.execute("SELECT status::text, args FROM procrastinate_jobs ORDER BY id")
        return [json.loads(args) for found, args in cursor.fetchall() if status in (None, found)]


def test_a_job_runs_the_consumer_once(committed):
    with transaction.atomic():
        event = record(SYSTEM, Noted(note=1))
    assert jobs() == [{"schema": "demo", "event": event.pk, "consumer": NAME}]
    work()
    assert seen == [("demo", event.pk)]
    assert run_consumer(event.pk, NAME) is False
    assert seen == [("demo", event.pk)]
    assert list(ConsumerRun.objects.values_list("consumer", "event")) == [(NAME, event.pk)]


def test_a_rolled_back_event_has_no_job(committed):
    with transaction.atomic():
        record(SYSTEM, Noted(note=1))
        transaction.set_rollback(True)
    assert jobs() == []
    work()
    assert (seen, Event.objects.count()) == ([], 0)


def test_an_event_that_nobody_consumes_has_no_job(committed):
    with transaction.atomic():
        record(SYSTEM, Planted(tree=1))
    assert jobs() == []


@pytest.fixture
def leafed():
    """A consumer that follows a logged fact later."""
    name = f"{__name__}.gather"

    def gather(event: Event) -> None:
        seen.append((connection.schema_name, event.pk))

    gather.__qualname__ = "gather"
    outbox.consumes(Planted, later=True, when=lambda payload: payload["tree"] != 0)(gather)
    yield name
    outbox._consumers.pop(Planted.type)
    outbox._later.discard((Planted.type, name))
    outbox._when.pop(name)


def test_a_frequent_fact_notes_its_consumer_and_gets_its_job_later(committed, leafed):
    with transaction.atomic():
        first = record(SYSTEM, Planted(tree=1))
        record(SYSTEM, Planted(tree=0))
        second = record(SYSTEM, Planted(tree=2))
    with transaction.atomic():
        record(SYSTEM, Planted(tree=3))
        transaction.set_rollback(True)
    both = [(first.pk, leafed), (second.pk, leafed)]
    assert list(LaterRun.objects.order_by("pk").values_list("event", "consumer")) == both
    assert (jobs(), seen) == ([], [])
    assert (defer_noted(), defer_noted()) == (2, 0)
    assert not LaterRun.objects.exists()
    assert jobs() == [{"schema": "demo", "event": e, "consumer": name} for e, name in both]
    work()
    assert seen == [("demo", first.pk), ("demo", second.pk)]


def test_what_was_noted_in_each_district_is_worked_off(committed, leafed):
    expected = []
    for schema in ("demo", "north"):
        with in_district(schema), transaction.atomic():
            expected.append((schema, record(SYSTEM, Planted(tree=1)).pk))
    work()
    assert sorted(seen) == sorted(expected)


def test_a_district_that_fails_keeps_no_other_waiting(committed, leafed, monkeypatch):
    """The first one fails; the second one is worked off all the same, and the first one next time."""
    expected = []
    for schema in ("demo", "north"):
        with in_district(schema), transaction.atomic():
            expected.append((schema, record(SYSTEM, Planted(tree=1)).pk))

    def fails_in_the_first() -> int:
        if connection.schema_name == "demo":
            message = "cannot"
            raise ValueError(message)
        return defer_noted()

    monkeypatch.setattr(tasks, "defer_noted", fails_in_the_first)
    # a second minute while the first one's jobs still wait
    tasks.defer_all_noted(timestamp=0)
    tasks.defer_all_noted(timestamp=60)
    assert jobs("todo") == [{"schema": "demo"}, {"schema": "north"}]
    work()
    # the worker's own clock may have begun another minute
    failed = jobs("failed")
    assert (seen, failed) == (expected[1:], [{"schema": "demo"}] * max(1, len(failed)))
    assert LaterRun.objects.count() == 1
    monkeypatch.setattr(tasks, "defer_noted", defer_noted)
    work()
    assert seen == expected[::-1]
    assert not LaterRun.objects.exists()


def test_a_fact_that_is_not_logged_cannot_be_followed_later():
    with pytest.raises(ValueError, match="only what is logged"):
        outbox.consumes(Noted, later=True)


def test_two_districts_each_meet_their_own(committed):
    expected = []
    for schema in ("demo", "north", "demo", "north"):
        with in_district(schema), transaction.atomic():
            expected.append((schema, record(SYSTEM, Noted(note=1)).pk))
    work()
    assert sorted(seen) == sorted(expected)
    for schema in ("demo", "north"):
        with in_district(schema):
            assert ConsumerRun.objects.count() == 2


def test_a_failing_consumer_leaves_no_claim_and_is_tried_again(committed):
    with transaction.atomic():
        event = record(SYSTEM, Noted(note=-1))
    work()
    assert not ConsumerRun.objects.exists()
    assert len(jobs("todo")) == 1
    with pytest.raises(ValueError, match="cannot"):
        run_consumer(event.pk, NAME)
    assert not ConsumerRun.objects.exists()


def test_recording_refuses_outside_a_transaction_and_in_public(committed):
    with pytest.raises(outbox.NotInTransactionError):
        record(SYSTEM, Noted(note=1))
    with in_public(), transaction.atomic(), pytest.raises(outbox.NoDistrictError):
        record(SYSTEM, Noted(note=1))
    assert (Event.objects.count(), jobs()) == (0, [])


#: Facts without a consumer on purpose. A new fact is either consumed or listed here: say why not.
NOBODY_FOLLOWS = {
    "activities": "lists count places as they stand; who is concerned is told, hours are awarded elsewhere",
    "awards": "a deed is reckoned where it was told of; whoever it concerns is told, the rest is on its page",
    "ballots": "a ballot is read at the count alone; turnout is counted from the rows themselves",
    "cases": "parties read the one timeline; whoever owes a step has its duty, the others are told",
    "deliberation": "rules and demands are read as they stand; whom it concerns is told by notices",
    "duties": "who owes what is read where it matters; reminders come with the notices",
    "files": "a file belongs to the thing that it was given for",
    "grids": "duties read who serves where; only an entry that was handed on becomes a duty",
    "identity": "people's records change in the action itself; notices come with their module",
    "journal": "the log's own history",
    "ledger": "movements stand in the ledger itself; freezing is told by a notice, the digest is the log's",
    "meetings": "a meeting is read as it stands; who is concerned is told, what hangs on an outcome reads it",
    "mall": "offers and merchants are read as they stand; what buyers should hear, notices tell",
    "mandates": "a helper's session reads the mandate; the two persons are told of its start and end",
    "notices": "a notice is delivered by its own jobs, which its action defers",
    "organisations": "offices are read where they matter",
    "partywork": "its page reads how it stands; who said something is told, a decision becomes a resolution",
    "places": "the tree is read where it matters",
    "polls": "its page reads how it stands; whom it concerns is told of the main steps",
    "recognition": "what is shown is read at each look; badges and honours are told by notices",
    "resolutions": "who owes what is read where it stands; what is overdue is the ladder's to follow",
    "representation": "seats are filled from mandates as they stand; whom it concerns is told",
    "residence": "rights read residences as they stand; the action itself answers who claimed",
    "signin": "signing in is looked up in the history; nothing hangs on it",
    "stalling": "a ladder's own rows say where it stands; whoever must act is told by duty or notice",
    "threads": "a thread is read where it stands; its action tells whom it mentions",
    "timebank": "hours stand in the ledger; the two of a session are told, what staff note is read where it counts",
    "tokens": "a key for software is looked up at each use",
    "wishes": "who helps whom is read where it counts; what the other side should hear, notices tell",
    "voting": "rolls, matters and ballots are read where they count; notices follow the main steps",
}


def test_events_without_a_consumer_are_so_on_purpose():
    for module in pkgutil.iter_modules(linli.facts.__path__):
        importlib.import_module(f"linli.facts.{module.name}")
    consumed = outbox.consumed_types()
    kinds = {kind for kind, fact in REGISTRY.items() if fact.__module__.startswith("linli.facts.")}
    silent = {kind.partition(".")[0] for kind in kinds - consumed}
    assert silent - set(NOBODY_FOLLOWS) == set(), "consume these facts or say why nobody does"
    assert apps.is_installed("procrastinate.contrib.django")
