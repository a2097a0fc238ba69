"""The public board at a hundred demands and at twenty thousand, beside a bare count of the same rows.

Counting costs more with more rows; how much more the house's own code takes than the database alone
for the same rows is the figure.
"""

import time
from collections.abc import Callable

from django.db import connection, transaction

from linli.deliberation.models import Topic
from linli.places.models import Place
from linli.resolutions.board import board
from linli.resolutions.operations.bench import demands

SIZES = (100, 20_000)
TIMES = 20
BARE = "SELECT state, count(*) FROM deliberation_topic WHERE community = %s GROUP BY state"


def middle(work: Callable[[], object]) -> float:
    """Milliseconds, the middle one of some."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[TIMES // 2]


def counted(place: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [place])
        cursor.fetchall()


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    place = Place.objects.filter(kind=Place.Kind.COMMUNITY).latest("pk").pk
    rows = []
    for size in SIZES:
        with transaction.atomic():
            demands(place, size - Topic.objects.within(place).count())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE deliberation_topic")
        bare = middle(lambda: counted(place))
        if board(place).demands.raised != size:
            message = f"{size} demands were raised, the board has {board(place).demands.raised}"
            raise RuntimeError(message)
        ours = middle(lambda: board(place))
        rows.append((f"counting {size:,} demands by state, bare", f"{bare:.1f} ms"))
        rows.append((f"the board of {size:,} demands", f"{ours / bare:.1f}× ({ours:.1f} ms)"))
    return rows
