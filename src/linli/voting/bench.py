"""Counting 1,000,000 opened ballots, as a ratio to the bare SQL aggregate in the same run."""

import time
from collections.abc import Callable

from django.db import connection, transaction

from linli.organisations.models import Organisation
from linli.places.models import Estate, Place
from linli.places.operations.estates import add_estate
from linli.voting import counting
from linli.voting.operations_bench import opened_ballots

BALLOTS = 1_000_000
ROUNDS = 5
_BARE = """
SELECT choice, sum(area_centi), count(*) FROM voting_openedchoice
WHERE assembly_id = %s GROUP BY choice
"""


def run(ballots: int = BALLOTS) -> list[tuple[str, str]]:
    """Figures for the present district. Everything is rolled back afterwards."""
    with transaction.atomic():
        figures = _count(ballots)
        transaction.set_rollback(True)
    return figures


def _count(ballots: int) -> list[tuple[str, str]]:
    row = opened_ballots(_estate(), Organisation.objects.earliest("pk").pk, ballots)

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_BARE, [row.pk])
            cursor.fetchall()

    alone = _best(bare)
    ours = _best(lambda: counting.results_of(row))
    checked = _best(lambda: counting.unopened(row))
    return [
        (f"bare SQL aggregate over {ballots:,} opened ballots, s", f"{alone:.3f}"),
        ("tally with its whole explanation, s", f"{ours:.3f}"),
        ("ratio (at most 1.2)", f"{ours / alone:.2f}"),
        ("check before it that every ballot was opened, s", f"{checked:.3f}"),
    ]


def _estate() -> Estate:
    place = Place.objects.filter(kind=Place.Kind.COMMUNITY).earliest("pk")
    known = Estate.objects.within(place.pk).first()
    return known or add_estate(community=place.pk, name_zh="测算小区", name_en="")


def _best(work: Callable[[], object]) -> float:
    """The best of several rounds: what the machine does besides only adds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
