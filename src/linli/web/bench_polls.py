"""Ballots of a residents' poll by the action beside bare SQL of the rows that stay; the public list as it grows."""

import os
import time
from statistics import median

from django.db import connection, transaction

from linli.kernel.actor import Actor, Capacity
from linli.places.models import Place
from linli.polls.actions import taking_part
from linli.polls.models import Poll, RollEntry, Slip, Turn
from linli.polls.operations import bench as crowd
from linli.web.bench import pages

#: In turn, so that a machine that grows slow slows both. The first are not timed.
ROUNDS, EACH, WARM = 4, 250, 100
FEW, MANY, PAGE_ROUNDS = 100, 20_000, 3


def _cast(row: Poll, lines: list[RollEntry]) -> None:
    for line in lines:
        reach = frozenset({row.community})
        actor = Actor(line.person_id, Capacity.RESIDENT, row.community, reach)
        taking_part.cast(actor, poll=row.pk, number=line.number, choice="agree")


def _cast_bare(row: Poll, lines: list[RollEntry]) -> None:
    for line in lines:
        with transaction.atomic():
            crowd.cast_bare(row, line)


def ballots(community: int) -> list[tuple[str, str]]:
    """One after the other, each a durable transaction; the whole way and the bare one in turn."""
    count = WARM + ROUNDS * EACH
    with transaction.atomic():
        voters = crowd.people(community, 2 * count)
        ours, bare = (
            crowd.opened(community, voters[:count]),
            crowd.opened(community, voters[count:]),
        )
    took = {"ours": 0.0, "bare": 0.0}
    for turn in range(ROUNDS + 1):
        part = slice(max(0, WARM + (turn - 1) * EACH), WARM + turn * EACH)
        for name, cast, (row, lines) in (("ours", _cast, ours), ("bare", _cast_bare, bare)):
            start = time.perf_counter()
            cast(row, lines[part])
            took[name] += (time.perf_counter() - start) if turn else 0.0
    for row in (ours[0], bare[0]):
        turns = Turn.objects.within(community).filter(poll=row).count()
        if not turns == Slip.objects.filter(poll=row).count() == count:
            message = f"{count} voted, {turns} turns stand"
            raise RuntimeError(message)
    whole, plain = ROUNDS * EACH / took["ours"], ROUNDS * EACH / took["bare"]
    return [
        ("the rows that stay by bare SQL, one connection (the measure)", f"{plain:,.0f}/s"),
        (
            "a ballot by the action: rights, seal, stirred urn, event",
            f"{whole / plain:.2f}× ({whole:,.0f}/s)",
        ),
    ]


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    rows = Place.objects.filter(kind=Place.Kind.COMMUNITY).order_by("pk")
    first, second = rows.values_list("pk", flat=True)[:2]
    found = ballots(first)
    port = int(os.environ["LINLI_PORT"])
    with transaction.atomic():
        crowd.over(first, FEW)
        crowd.over(second, MANY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    few, many = [], []
    for _ in range(PAGE_ROUNDS):
        few.append(pages(f"/public/polls/of/{first}/", port))
        many.append(pages(f"/public/polls/of/{second}/", port))
    small, large = median(few), median(many)
    return [
        *found,
        (f"public list of {FEW} polls (the measure)", f"{small:,.0f}/s"),
        (f"public list of {MANY:,} polls", f"{large / small:.2f}× ({large:,.0f}/s)"),
    ]
