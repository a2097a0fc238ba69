"""The whole path of an award beside TPC-B: facts, rules, limits, guards, transfers, events; durable."""

import time
from dataclasses import asdict

from django.db import transaction

from linli.awards.defaults import LIMITS, default
from linli.awards.models import Deed
from linli.awards.operations import crowd
from linli.awards.operations.engine import MOST, award_events, lock_register
from linli.awards.replay import replay
from linli.kernel import clock
from linli.kernel.pgbench import pgbench, prepare_pgbench

COMMUNITY = 999_999_998
PEOPLE = 10_000
CLIENTS = 16


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    prepare_pgbench()
    tpcb = pgbench(clients=CLIENTS)
    book = default().book
    with transaction.atomic():
        known = crowd.people(COMMUNITY, PEOPLE)
        head = {name: getattr(book, name) for name in LIMITS} | {
            "since": clock.today(),
            "decided_by": "residents",
            "decision": "bench",
            "decided_on": clock.today(),
            "proposed_at": clock.now(),
        }
        crowd.rules(COMMUNITY, known[0], head, [asdict(rule) for rule in book.rules.values()])
        events = crowd.wishes(COMMUNITY, known, clock.now())
    start = time.perf_counter()
    for first in range(0, PEOPLE, MOST):
        with transaction.atomic():
            lock_register(COMMUNITY)
            award_events(COMMUNITY, events[first : first + MOST])
    took = time.perf_counter() - start
    rate = PEOPLE / took
    middle = time.perf_counter()
    found = replay(COMMUNITY)
    replayed = time.perf_counter() - middle
    paid = Deed.objects.within(COMMUNITY).filter(state="awarded").count()
    return [
        ("pgbench TPC-B, 16 clients (the measure)", f"{tpcb:,.0f}/s"),
        (
            f"award, whole path, {paid:,} of {PEOPLE:,} paid (gate 0.5)",
            f"{rate / tpcb:.2f}× TPC-B ({rate:,.0f}/s)",
        ),
        (
            f"replay of {found.deeds:,} deeds ({len(found.differing)} differ)",
            f"{replayed:.1f} s",
        ),
    ]
