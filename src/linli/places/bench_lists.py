"""Figures of lists: the same pages over 1,000 and over 100,000 units, in the same run."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from linli.kernel.pagination import page_of
from linli.places import queries
from linli.places.areas import areas_of
from linli.places.descent import line_of
from linli.places.drafts import draft_of
from linli.places.models import Estate, Place
from linli.places.operations.estates import add_estate
from linli.places.operations.rosters import apply_difference

SIZES = (1_000, 100_000)
PAGES = 200
PAGE = 50
Maker = Callable[[int, int], bytes]


@contextmanager
def _counted() -> Iterator[list[int]]:
    made = [0]

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        made[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield made


def _units(estate: Estate) -> Iterator[None]:
    """Page after page of a list of units, from the first again at its end."""
    after = None
    while True:
        page = page_of(queries.units_of(estate), key=["position", "pk"], after=after, size=PAGE)
        queries.owners_of(page.items)
        after = page.next
        yield


def _home(place: Place) -> Iterator[None]:
    """What the public page of a community reads of places."""
    while True:
        line_of(place)
        areas_of(place)
        queries.estates_in(place)
        yield


def _measured(few: Iterator[None], many: Iterator[None]) -> tuple[list[int], list[int]]:
    """Of both, the most queries and the p95 in microseconds.

    In turns, so that both are disturbed by the same other work of the machine.
    """
    taken: tuple[list[int], list[int]] = ([], [])
    made = [0, 0]
    for turn in range(PAGES + 1):
        for which, pages in enumerate((few, many)):
            start = time.perf_counter_ns()
            with _counted() as count:
                next(pages)
            if turn:  # the first one warms up
                taken[which].append((time.perf_counter_ns() - start) // 1000)
                made[which] = max(made[which], count[0])
    return made, [_p95(each) for each in taken]


def _p95(taken: list[int]) -> int:
    return sorted(taken)[len(taken) * 95 // 100]


def _filled(place: Place, size: int, roster_file: Maker) -> Estate:
    with transaction.atomic():
        estate = add_estate(community=place.pk, name_zh=f"列表 {size}", name_en="")
        apply_difference(estate, draft_of(estate, roster_file(size, size)).difference)
    return estate


def lists(
    places: Sequence[Place], roster_file: Maker, settle: Callable[[], None]
) -> list[tuple[str, str]]:
    """Rows of name and figure, of two communities, one with few and one with many units.

    The rows stay: `settle` is what the database does by itself within a minute after an import,
    and it sees only what is committed.
    """
    few, many = (
        _filled(place, size, roster_file) for place, size in zip(places, SIZES, strict=True)
    )
    _made, (_short, fresh) = _measured(_units(few), _units(many))
    settle()
    rows = []
    for name, pair in (
        ("unit list", (_units(few), _units(many))),
        ("community home", (_home(places[0]), _home(places[1]))),
    ):
        made, (short, long) = _measured(*pair)
        rows += [
            (
                f"{name}: queries at {SIZES[0]:,} and {SIZES[1]:,} units",
                f"{made[0]} and {made[1]}",
            ),
            (f"{name}: p95 at {SIZES[1]:,} units, ms", f"{long / 1000:.1f}"),
            (f"{name}: p95 at {SIZES[1]:,} ÷ at {SIZES[0]:,} (limit 1.3)", f"{long / short:.2f}"),
        ]
    before = f"unit list in the minute after an import of {SIZES[1]:,} units: p95, ms"
    return [*rows, (before, f"{fresh / 1000:.1f}")]
