"""A million entries through the real sequencer, and kills in the middle of appending."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import quantiles

import pymerkle
import pymerkle.core
import pytest
from django.db import connection, connections, transaction
from tests.databases import APP, url_of

from linli.journal import queries, tiles
from linli.journal.audit import audit
from linli.journal.checkpoints import Checkpoint, Trust
from linli.journal.merkle import leaf_hash, verify_consistency, verify_inclusion
from linli.journal.models import Checkpoint as Row
from linli.journal.models import Event, LogEntry, LogPending
from linli.journal.notes import Note, VerifierKey
from linli.journal.operations import record
from linli.journal.operations_bulk import record_many
from linli.journal.tests.facts import Planted
from linli.journal.tests.third_party import sigstore_accepts
from linli.kernel.actor import SYSTEM

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.long


def sequencer(database):
    """The real program, on this test's database; it has begun to run and listens to signals."""
    env = {
        **os.environ,
        "DATABASE_APP_URL": url_of(database, APP),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    env.pop("DATABASE_OWNER_URL", None)
    command = [sys.executable, "-m", "django", "run_sequencer"]
    process = subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout.readline() == b"the sequencer runs\n"
    return process


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def signed_checkpoints(log=1):
    trust = Trust(VerifierKey.parse(queries.log_numbered(log).vkey))
    return [
        trust.open(Note.parse(row.note)) for row in Row.objects.filter(log=log).order_by("size")
    ]


def bare_round():
    """Milliseconds of as much work without a log: five values of 8 KB from the database, and a loop.

    What its slowest cases take beyond its middle is what other programs on the machine add.
    """
    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_to(repeat('x', 8192), 'UTF8') FROM generate_series(1, 5)")
        cursor.fetchall()
    end = time.process_time() + 0.0005
    while time.process_time() < end:
        pass
    return (time.perf_counter() - begun) * 1000


@pytest.fixture
def analysed(committed):
    yield committed
    connections.close_all()


def test_a_million_entries(analysed, tmp_path, capsys):  # noqa: PLR0915 (built once, checked in many ways)
    million, step = 1_000_000, 50_000
    for start in range(0, million, step):
        with transaction.atomic():
            record_many(SYSTEM, [Planted(tree=start + n) for n in range(step)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_logpending")
        assert cursor.fetchone() == (million,)
    process = sequencer(analysed)
    begun = time.monotonic()
    wait_for(lambda: queries.size_of(1) == million, 600)
    rate = million / (time.monotonic() - begun)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0

    fetch = queries.tile_fetcher(1)
    checkpoints = signed_checkpoints()
    last = checkpoints[-1]
    assert last.size == million
    theirs = pymerkle.InmemoryTree("sha256")
    for start in range(0, million, step):
        for entry in queries.entries_between(1, start, start + step):
            theirs.append_entry(entry)
    for each in checkpoints:
        if each.size:
            assert theirs.get_root(each.size) == each.root
            verify_consistency(
                each.size, million, each.root, last.root,
                tiles.consistency_proof(each.size, million, fetch),
            )  # fmt: skip
            rule, subset, ranges = pymerkle.core._consistency_path_layout(each.size, million)
            path = tiles.hashes_of(ranges, fetch)
            proof = pymerkle.ConsistencyProof(
                "sha256", True, million, each.size, rule, subset, path
            )
            pymerkle.verify_consistency(each.root, last.root, proof)

    chosen = random.Random(1)
    rounds, proofs, idle = [], [], []
    for _ in range(3):
        times = []
        for _ in range(700):
            index = chosen.randrange(million)
            begun = time.perf_counter()
            path = queries.inclusion(1, index, million)
            times.append((time.perf_counter() - begun) * 1000)
            idle.append(bare_round())
            if len(times) % 20 == 0:
                proofs.append((index, queries.entry_at(1, index), path))
        rounds.append(quantiles(times, n=100)[98])
    for index, entry, path in proofs:
        verify_inclusion(index, million, leaf_hash(entry), path, last.root)
        assert theirs.prove_inclusion(index + 1, million).path == [leaf_hash(entry), *path]
    spun = quantiles(idle, n=100)
    noise = spun[98] - spun[49]
    note = str(queries.note_of(queries.checkpoint_of(1)))
    vkey = queries.log_numbered(1).vkey
    assert sigstore_accepts(vkey, note, proofs, tmp_path) == f"ok {len(proofs)}"

    begun = time.monotonic()
    reports = audit()
    checked = time.monotonic() - begun
    assert [each.faults for each in reports] == [[], []]
    assert (reports[0].entries, reports[1].pending) == (million, 0)
    with capsys.disabled():
        sys.stdout.write(
            f"\n  a million entries: {rate:,.0f}/s through the sequencer's process, inclusion proof"
            f" p99 of three rounds {', '.join(f'{each:.2f}' for each in rounds)} ms"
            f" (the machine adds {noise:.2f} ms to a bare round), audit {checked:.0f} s\n"
        )
    assert min(rounds) < 5 + noise


def test_kills_lose_nothing_that_was_acknowledged(analysed):
    """`kill -9` in the middle of 50 appends, twenty times over."""
    acknowledged, published = [], []
    chosen = random.Random(2)
    process = sequencer(analysed)
    for _ in range(20):
        killed_at = chosen.randrange(50)
        for n in range(50):
            with transaction.atomic():
                event = record(SYSTEM, Planted(tree=n))
            acknowledged.append(event.pk)  # the commit came back
            if n == killed_at:
                time.sleep(chosen.random() * 0.3)
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                published.append(str(queries.note_of(queries.checkpoint_of(1))))
                process = sequencer(analysed)
        # the restarted one has begun to work before it is killed in its turn
        wait_for(lambda: LogPending.objects.count() < 50)
    wait_for(lambda: not LogPending.objects.exists())
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0

    assert sorted(acknowledged) == sorted(Event.objects.values_list("pk", flat=True))
    assert sorted(acknowledged) == sorted(LogEntry.objects.values_list("event", flat=True))
    checkpoints = signed_checkpoints()
    last, fetch = checkpoints[-1], queries.tile_fetcher(1)
    assert last.size == len(acknowledged) == 1000
    kept = [Checkpoint.parse(Note.parse(each).text) for each in published]
    for each in [*checkpoints, *kept]:
        proof = tiles.consistency_proof(each.size, last.size, fetch)
        verify_consistency(each.size, last.size, each.root, last.root, proof)
    assert [each.faults for each in audit()] == [[], []]


def test_two_sequencers_do_no_harm(analysed):
    processes = [sequencer(analysed), sequencer(analysed)]
    for n in range(300):
        with transaction.atomic():
            record(SYSTEM, Planted(tree=n))
    wait_for(lambda: not LogPending.objects.exists())
    for each in processes:
        each.send_signal(signal.SIGTERM)
    assert [each.wait(20) for each in processes] == [0, 0]
    assert queries.size_of(1) == 300
    assert [each.faults for each in audit()] == [[], []]
