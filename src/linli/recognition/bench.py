"""Badges of a community of 20,000 beside bare SQL over the same records."""

import time

from django.db import transaction

from linli.kernel import clock
from linli.recognition import operations, operations_bench, queries
from linli.recognition.models import Badge
from linli.recognition.replay import replay

COMMUNITY = 999_999_997
PEOPLE = 20_000


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    with transaction.atomic():
        records = operations_bench.fill(COMMUNITY, PEOPLE, clock.today().replace(month=1, day=1))
        operations_bench.analyse()
    start = time.perf_counter()
    with transaction.atomic():
        bare = operations_bench.bare(COMMUNITY)
        transaction.set_rollback(True)
    plain = time.perf_counter() - start
    start = time.perf_counter()
    due = len(queries.differences(COMMUNITY, clock.today()).give)
    reckoned = time.perf_counter() - start
    start = time.perf_counter()
    given = operations.settle_all(COMMUNITY)
    took = time.perf_counter() - start
    start = time.perf_counter()
    again = operations.settle_all(COMMUNITY)
    nothing = time.perf_counter() - start
    start = time.perf_counter()
    found = replay(COMMUNITY)
    replayed = time.perf_counter() - start
    kept = Badge.objects.within(COMMUNITY).count()
    return [
        (f"bare SQL: {bare:,} rows out of {records:,} records", f"{plain:.2f} s"),
        (
            f"{due:,} badges of {PEOPLE:,} people reckoned",
            f"{reckoned / plain:.1f}× ({reckoned:.2f} s)",
        ),
        (
            f"{given:,} given, each with its fact and its place in an inbox",
            f"{took / max(given, 1) * 1_000_000:,.0f} µs each ({took:.1f} s)",
        ),
        (
            f"the nightly look afterwards ({again} change)",
            f"{nothing / plain:.1f}× ({nothing:.2f} s)",
        ),
        (
            f"badges judged anew ({found.unearned} unearned, {found.ungiven} not given, {kept:,} there)",
            f"{replayed:.1f} s",
        ),
    ]
