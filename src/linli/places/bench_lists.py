"""Figures of lists: the same pages over 1,000 and over 100,000 units, in the same run."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from linli.kernel.pagination import page_of
from linli.places import queries
from linli.places.areas import areas_of
from linli.places.descent import line_of
from linli.places.drafts import draft_of
from linli.places.models import Estate, Place
from linli.places.operations.estates import add_estate
from linli.places.operations.rosters import apply_difference

SIZES = (1_000, 100_000)
PAGES = 100
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


def _units(estate: Estate) -> tuple[int, int]:
    """Queries of a page, and the p95 of pages in a row in microseconds."""
    taken, after, made = [], None, 0
    for _ in range(PAGES):
        start = time.perf_counter_ns()
        with _counted() as count:
            rows = queries.units_of(estate)
            page = page_of(rows, key=["position", "pk"], after=after, size=PAGE)
            queries.owners_of(page.items)
        taken.append((time.perf_counter_ns() - start) // 1000)
        made, after = max(made, count[0]), page.next
    return made, _p95(taken)


def _home(place: Place) -> tuple[int, int]:
    """What the public page of a community reads of places."""
    taken, made = [], 0
    for _ in range(PAGES):
        start = time.perf_counter_ns()
        with _counted() as count:
            line_of(place)
            areas_of(place)
            queries.estates_in(place)
        taken.append((time.perf_counter_ns() - start) // 1000)
        made = max(made, count[0])
    return made, _p95(taken)


def _p95(taken: list[int]) -> int:
    return sorted(taken)[len(taken) * 95 // 100]


def lists(place: Place, roster_file: Maker) -> list[tuple[str, str]]:
    """Rows of name and figure; runs inside the bench's transaction, which is rolled back."""
    found: dict[str, list[tuple[int, int]]] = {"unit list": [], "community home": []}
    for size in SIZES:
        estate = add_estate(community=place.pk, name_zh=f"列表 {size}", name_en="")
        data = roster_file(size, size)
        apply_difference(estate, draft_of(estate, data).difference)
        _units(estate)  # once to warm up
        found["unit list"].append(_units(estate))
        found["community home"].append(_home(place))
    rows = []
    for name, ((few, short), (many, long)) in found.items():
        rows += [
            (f"{name}: queries at {SIZES[0]:,} and {SIZES[1]:,} units", f"{few} and {many}"),
            (f"{name}: p95 at {SIZES[1]:,} ÷ at {SIZES[0]:,} (limit 1.3)", f"{long / short:.2f}"),
        ]
    return rows
