"""The daily look at resolutions. It may run twice, late, or after days of silence."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.resolutions import queries
from linli.resolutions.actions import looking


@app.periodic(cron="40 22 * * *")
@app.task(name="linli.resolutions.look_all")
def look_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Twenty to seven in Shanghai: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            look_district.defer(schema=schema)


@app.task(name="linli.resolutions.look", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def look_district(*, schema: str) -> None:
    with in_district(schema):
        look()


#: Who left their office first: then nobody is told of a delay that is no longer theirs.
LOOKS: tuple[tuple[Callable[[], Iterable[int]], Callable[..., Any]], ...] = (
    (queries.without_owner, looking.release),
    (queries.to_review, looking.come_back),
    (queries.to_keep, looking.keep),
    (queries.late_today, looking.overdue),
)


def look() -> int:
    """How many steps were taken in the district in which we are."""
    done = 0
    for found, act in LOOKS:
        for resolution in found():
            try:
                act(SYSTEM, resolution=resolution)
            except Refused:
                continue
            done += 1
    return done
