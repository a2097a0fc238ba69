"""From a fact to a signed checkpoint."""

import pytest
from django.db import connection, transaction

from linli.districts.context import in_district
from linli.journal import keys, leaves, queries, tiles
from linli.journal.checkpoints import Checkpoint, Trust
from linli.journal.merkle import leaf_hash, verify_consistency, verify_inclusion
from linli.journal.models import Event, LogEntry, LogPending, Opening
from linli.journal.notes import Note, VerifierKey
from linli.journal.operations import erase_opening, erase_openings_of, record
from linli.journal.operations_log import (
    LogDamagedError,
    LogHaltedError,
    halt,
    integrate,
    resume,
)
from linli.journal.receipts import leaf_values
from linli.journal.tests.facts import Noted, Planted, Wished
from linli.kernel.actor import SYSTEM, Actor, Capacity

RESIDENT = Actor(7, Capacity.RESIDENT, 3, frozenset({3}))


def plant(count, first=0):
    return [record(SYSTEM, Planted(tree=first + n)) for n in range(count)]


def present():
    log = queries.log_numbered(None)
    note = queries.note_of(queries.checkpoint_of(log.number))
    return log, Trust(VerifierKey.parse(log.vkey)).open(note)


def test_a_log_begins_with_the_checkpoint_of_nothing(db):
    log, checkpoint = present()
    assert (log.number, log.origin, checkpoint.size) == (1, "linli.example/demo", 0)


def test_a_logged_fact_leaves_event_opening_and_pending_leaf(db):
    event = record(RESIDENT, Planted(tree=5))
    opening = Opening.objects.get(event=event.pk)
    leaf = bytes(LogPending.objects.get(event=event.pk).leaf)
    assert len(opening.salt) == 32
    assert bytes(opening.payload) == b'{"tree":5}'
    commit = leaves.Opening(bytes(opening.salt), bytes(opening.payload))
    assert commit.opens(leaf)
    values = leaf_values(leaf)
    assert list(values) == ["commit", "place", "seq", "time", "type", "v"]
    assert (values["v"], values["seq"], values["place"]) == (1, event.pk, 3)
    assert values["time"] == event.at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_personal_act_tells_the_day_alone(db):
    event = record(RESIDENT, Wished(wish=1))
    leaf = leaf_values(bytes(LogPending.objects.get(event=event.pk).leaf))
    assert len(leaf["time"]) == len("2026-01-01")


def test_other_facts_stay_out_of_the_log(db):
    record(RESIDENT, Noted(note=1))
    assert (Opening.objects.count(), LogPending.objects.count()) == (0, 0)
    assert integrate() == 0


def test_rolled_back_leaves_nothing(db):
    with transaction.atomic():
        plant(1)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not LogPending.objects.exists()


@pytest.mark.parametrize("batches", [[1], [1, 1, 1], [255, 1, 1], [256], [300, 300], [3, 600, 1]])
def test_batches_grow_one_tree(db, batches):
    fetch, roots, events = queries.tile_fetcher(1), {}, []
    for count in batches:
        events += plant(count)
        assert integrate() == count
        _, checkpoint = present()
        roots[checkpoint.size] = checkpoint.root
        assert checkpoint.root == tiles.root_at(checkpoint.size, fetch)
    _, checkpoint = present()
    assert checkpoint.size == sum(batches)
    assert not LogPending.objects.exists()
    entries = queries.entries_between(1, 0, checkpoint.size)
    assert [leaf_values(each)["seq"] for each in entries] == [each.pk for each in events]
    assert list(LogEntry.objects.order_by("index").values_list("event", "index")) == [
        (event.pk, index) for index, event in enumerate(events)
    ]
    for old, root in roots.items():
        proof = tiles.consistency_proof(old, checkpoint.size, fetch)
        verify_consistency(old, checkpoint.size, root, checkpoint.root, proof)
    for index in {0, 1, checkpoint.size - 1} & set(range(checkpoint.size)):
        path = queries.inclusion(1, index, checkpoint.size)
        verify_inclusion(index, checkpoint.size, leaf_hash(entries[index]), path, checkpoint.root)


def test_a_batch_has_a_limit(db):
    plant(5)
    assert [integrate(2), integrate(2), integrate(2), integrate(2)] == [2, 2, 1, 0]


def test_two_districts_have_two_logs(db):
    plant(2)
    with in_district("north"), transaction.atomic():
        plant(1)
        assert integrate() == 1
        log, checkpoint = present()
        assert (log.origin, checkpoint.size) == ("linli.example/north", 1)
    assert integrate() == 2
    assert present()[1].size == 2


def test_a_damaged_edge_stops_the_log(db, monkeypatch):
    plant(3)
    integrate()
    plant(1)
    # somebody with the owner's rights changed a tile: seen through the fetcher
    real = queries.tile_fetcher
    monkeypatch.setattr(
        queries,
        "tile_fetcher",
        lambda log: lambda ks: {k: b"\0" + v[1:] for k, v in real(log)(ks).items()},
    )
    with pytest.raises(LogDamagedError):
        integrate()
    assert LogPending.objects.count() == 1


def test_a_halted_log_stands_still_until_resumed(db):
    plant(1)
    halt("restored")
    with pytest.raises(LogHaltedError):
        integrate()
    assert LogPending.objects.count() == 1
    resume()
    assert integrate() == 1


def test_another_key_does_not_continue_a_log(db, monkeypatch, tmp_path):
    plant(1)
    monkeypatch.setattr(keys, "key_path", lambda schema, use="log": tmp_path / f"{schema}.key")
    with pytest.raises(keys.KeyTrouble):
        integrate()
    keys.make_key("demo")
    with pytest.raises(keys.KeyTrouble):
        integrate()
    assert LogPending.objects.count() == 1


def test_keys_are_private_and_never_overwritten(db):
    path = keys.key_path("demo")
    before = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert not keys.make_key("demo")
    assert path.read_bytes() == before


def test_erasing_an_opening_leaves_the_log_whole(db):
    event = record(RESIDENT, Wished(wish=1))
    public = record(RESIDENT, Planted(tree=1))
    integrate()
    _, before = present()
    assert erase_openings_of(7) == 1
    assert list(Opening.objects.values_list("event", flat=True)) == [public.pk]
    assert erase_opening(public.pk)
    assert not erase_opening(public.pk)
    receipt = queries.receipt_for(LogEntry.objects.get(event=event.pk), opened=True)
    trust = Trust(VerifierKey.parse(queries.log_numbered(1).vkey))
    assert receipt.proof.verify(receipt.entry, trust) == before


def test_every_checkpoint_is_kept(db):
    for _ in range(4):
        plant(1)
        integrate()
    sizes = [each.size for each in queries.newest_checkpoints(1, 10)]
    assert sizes == [4, 3, 2, 1, 0]
    old = Checkpoint.parse(Note.parse(queries.checkpoint_of(1, 2).note).text)
    assert old.root == tiles.root_at(2, queries.tile_fetcher(1))


def test_published_tiles_only(db):
    plant(3)
    integrate()
    assert len(queries.tile_bytes(1, 0, 0, 2)) == 64
    assert queries.tile_bytes(1, 0, 0, 4) is None
    assert queries.tile_bytes(1, 0, 1, 1) is None
    assert tiles.unpack(queries.bundle_bytes(1, 0, 2)) == queries.entries_between(1, 0, 2)
    assert queries.bundle_bytes(1, 0, 256) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT width FROM journal_bundle")
        assert cursor.fetchall() == [(3,)]
