"""Figures of the log, as ratios to something measured in the same run."""

import secrets
import time
from collections.abc import Callable
from statistics import quantiles

from django.db import transaction

from linli.facts.journal import LogSucceeded
from linli.journal import merkle, queries, tiles
from linli.journal.operations_bulk import bare_copy, record_many
from linli.journal.operations_log import integrate
from linli.kernel.actor import SYSTEM

LEAVES = 200_000
PROOFS = 500


def run(count: int = LEAVES) -> list[tuple[str, str]]:
    """Figures for the present district. Everything that is measured is rolled back afterwards.

    The commit itself is left out of both sides of the ratio; `fsync` is the disk's figure.
    """
    with transaction.atomic():
        figures = _measure(count)
        transaction.set_rollback(True)
    return figures


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _measure(count: int) -> list[tuple[str, str]]:
    _fill(count)
    log = queries.log_numbered(None)
    if log is None:
        return [("log", "none was opened")]
    before = queries.size_of(log.number)
    taken = _seconds(_drain)
    size = queries.size_of(log.number)
    bare = _seconds(lambda: bare_copy(queries.entries_between(log.number, before, size)))
    rate, copied = (size - before) / taken, (size - before) / bare
    cuts = _proof_times(log.number, size)
    return [
        ("log: leaves integrated", f"{rate:,.0f}/s ({size - before:,} leaves)"),
        ("log: bare COPY of the same entries", f"{copied:,.0f}/s"),
        ("log: integration as a ratio to COPY", f"{rate / copied:.2f}"),
        (
            f"log: inclusion proof at {size:,} entries",
            f"p50 {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms",
        ),
    ]


def _fill(count: int) -> None:
    """Pending leaves that look like real ones."""
    for start in range(0, count, 50_000):
        facts = [
            LogSucceeded(
                log=start + n,
                origin="bench.example/log",
                old_origin="bench.example/old",
                old_size=n,
                old_root="",
                held=n,
            )
            for n in range(min(50_000, count - start))
        ]
        record_many(SYSTEM, facts)


def _drain() -> None:
    while integrate():
        pass


def _proof_times(log: int, size: int) -> list[float]:
    """Milliseconds of proofs for random entries, by percentile; each proof is verified."""
    root = tiles.root_at(size, queries.tile_fetcher(log))
    times = []
    for _ in range(PROOFS):
        index = secrets.randbelow(size)
        start = time.perf_counter()
        path = queries.inclusion(log, index, size)
        times.append((time.perf_counter() - start) * 1000)
        if index % 50 == 0:
            entry = queries.entry_at(log, index) or b""
            merkle.verify_inclusion(index, size, merkle.leaf_hash(entry), path, root)
    return quantiles(times, n=100)
