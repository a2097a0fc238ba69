"""The hourly look at claims of which nothing is heard. It may run twice, late, or after silence."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.wishes import actions, queries


@app.periodic(cron="10 * * * *")
@app.task(name="linli.wishes.look_all")
def look_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Ten minutes past each hour: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            look_district.defer(schema=schema)


@app.task(name="linli.wishes.look", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def look_district(*, schema: str) -> None:
    with in_district(schema):
        release_lapsed()


def release_lapsed() -> int:
    """Open again what is claimed and was left; answers how many.

    Each is an action of its own: of two runs at once, or of a run and a wisher who confirms, one is
    refused.
    """
    released = 0
    for wish in queries.lapsed(clock.now()):
        try:
            actions.release(SYSTEM, wish=wish)
        except Refused:
            continue
        released += 1
    return released
