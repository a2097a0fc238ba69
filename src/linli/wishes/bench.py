"""Figures of wishes: the list of open ones over 100 and over 20,000 wishes, in the same run."""

import time
from collections.abc import Iterator

from linli.identity.models import Person
from linli.kernel.actor import Actor, Capacity
from linli.kernel.pagination import page_of
from linli.places.models import Place
from linli.places.queries import communities
from linli.wishes import queries
from linli.wishes.operations_bench import fill, settle
from linli.wishes.shown import cards

SIZES = (100, 20_000)
PAGES = 100


def _pages(actor: Actor) -> Iterator[None]:
    """Page after page of the list, from the first again at its end."""
    after = None
    while True:
        page = page_of(queries.open_ones(actor), key=["-rank", "pk"], after=after)
        cards(page.items)
        after = page.next
        yield


def _measured(few: Iterator[None], many: Iterator[None]) -> list[int]:
    """The p95 of both in microseconds, in turns: both are disturbed by the same other work."""
    taken: tuple[list[int], list[int]] = ([], [])
    for turn in range(PAGES + 1):
        for which, pages in enumerate((few, many)):
            start = time.perf_counter_ns()
            next(pages)
            if turn:  # the first one warms up
                taken[which].append((time.perf_counter_ns() - start) // 1000)
    return [sorted(each)[len(each) * 95 // 100] for each in taken]


def _reader(place: Place) -> Actor:
    person = Person.objects.filter(community=place.pk).order_by("pk").first()
    return Actor(person.pk if person else 1, Capacity.RESIDENT, place.pk, frozenset({place.pk}))


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    places = list(communities().order_by("-pk")[: len(SIZES)])
    wisher = Person.objects.exclude(community=None).order_by("-pk").first()
    if wisher is None:
        return []
    for place, size in zip(places, SIZES, strict=True):
        fill(place.pk, wisher.pk, size)
    settle()
    short, long = _measured(*(_pages(_reader(place)) for place in places))
    return [
        (f"open wishes: p95 of a page at {SIZES[1]:,}, ms", f"{long / 1000:.1f}"),
        (f"open wishes: p95 at {SIZES[1]:,} ÷ at {SIZES[0]:,} (limit 1.3)", f"{long / short:.2f}"),
    ]
