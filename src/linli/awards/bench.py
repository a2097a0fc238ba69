"""The whole path of an award beside TPC-B: facts, rules, limits, guards, transfers, events; durable.

`run` measures communities in a rush, as many at once as a worker takes; `run_everybody`, only when it is asked for by name, all residents
of a district of Foshan once, community by community.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from django.db import connection, connections, transaction

from linli.awards.defaults import LIMITS, default
from linli.awards.models import Deed
from linli.awards.operations import crowd
from linli.awards.operations.engine import award_events, lock_register
from linli.awards.replay import replay
from linli.districts.context import current_schema, in_district
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.pgbench import pgbench, prepare_pgbench
from linli.ledger.audit import audit

COMMUNITY = 999_999_998
PEOPLE = 10_000
CLIENTS = 16
#: Deeds of one community are reckoned one after the other; a worker does four jobs at once.
ABREAST = 4
#: Facts in one transaction, as when a rush has piled up.
LOT = 1_000
#: Residents of the district whose figures the catalogue cites, and in how many communities they live.
RESIDENTS, COMMUNITIES = 225_100, 50


def _furnish(community: int, count: int) -> list[Event]:
    """A community with people, rules in force, and a fact for each person."""
    book = default().book
    with transaction.atomic():
        known = crowd.people(community, count)
        head = {name: getattr(book, name) for name in LIMITS} | {
            "since": clock.today(),
            "decided_by": "residents",
            "decision": "bench",
            "decided_on": clock.today(),
            "proposed_at": clock.now(),
        }
        crowd.rules(community, known[0], head, [asdict(rule) for rule in book.rules.values()])
        return crowd.wishes(community, known, clock.now())


def _awarded(community: int, events: list[Event]) -> float:
    """Seconds until all of them are reckoned and paid."""
    start = time.perf_counter()
    for first in range(0, len(events), LOT):
        with transaction.atomic():
            lock_register(community)
            award_events(community, events[first : first + LOT])
    return time.perf_counter() - start


def _awarded_abreast(rushes: dict[int, list[Event]]) -> float:
    """Seconds until the communities' facts are paid, each in a thread and on a connection of its own."""
    schema = current_schema()

    def one(community: int) -> None:
        try:
            with in_district(schema):
                _awarded(community, rushes[community])
        finally:
            connections.close_all()

    start = time.perf_counter()
    with ThreadPoolExecutor(len(rushes)) as pool:
        list(pool.map(one, rushes))
    return time.perf_counter() - start


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    prepare_pgbench()
    tpcb = pgbench(clients=CLIENTS)
    here = [COMMUNITY + nth for nth in range(ABREAST)]
    rate = PEOPLE / _awarded_abreast({each: _furnish(each, PEOPLE // ABREAST) for each in here})
    one = COMMUNITY + ABREAST
    alone = PEOPLE / _awarded(one, _furnish(one, PEOPLE))
    middle = time.perf_counter()
    found = [replay(each) for each in here]
    replayed = time.perf_counter() - middle
    deeds, differing = sum(each.deeds for each in found), sum(len(each.differing) for each in found)
    paid = sum(Deed.objects.within(each).filter(state="awarded").count() for each in here)
    return [
        ("pgbench TPC-B, 16 clients (the measure)", f"{tpcb:,.0f}/s"),
        (
            f"award, whole path, {paid:,} of {PEOPLE:,} paid, {ABREAST} communities (gate 0.5)",
            f"{rate / tpcb:.2f}× TPC-B ({rate:,.0f}/s)",
        ),
        ("the same, of one community alone", f"{alone / tpcb:.2f}× TPC-B ({alone:,.0f}/s)"),
        (f"replay of {deeds:,} deeds ({differing} differ)", f"{replayed:.1f} s"),
    ]


def run_everybody() -> list[tuple[str, str]]:
    """Everybody once; furnishing is not timed."""
    took, paid = 0.0, 0
    for nth in range(COMMUNITIES):
        community = COMMUNITY - 1 - nth
        events = _furnish(community, RESIDENTS // COMMUNITIES)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE ledger_account, ledger_balance, awards_deed, identity_person")
        took += _awarded(community, events)
        paid += Deed.objects.within(community).filter(state="awarded").count()
    start = time.perf_counter()
    clean = "clean" if not audit() else "NOT CLEAN"
    return [
        (
            f"{paid:,} residents awarded once, whole path, {COMMUNITIES} communities",
            f"{took:.1f} s ({paid / took:,.0f}/s)",
        ),
        (f"audit afterwards ({clean})", f"{time.perf_counter() - start:.1f} s"),
    ]
