"""The daily look at what stalls. It may run twice, late, or after days of silence."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.stalling import actions, queries


@app.periodic(cron="0 23 * * *")
@app.task(name="linli.stalling.look_all")
def look_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Seven in the morning in Shanghai, after deferred topics came back: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            look_district.defer(schema=schema)


@app.task(name="linli.stalling.look", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def look_district(*, schema: str) -> None:
    with in_district(schema):
        look()


def look() -> int:
    """Open what is overdue, then do what is due on each ladder; answers of how many things were done.

    Each is an action of its own: what a killed run has done stays done, the next one goes on, and of
    two at once one is refused. On a day that does not work nothing happens.
    """
    today = clock.today()
    if not workdays.is_workday(today):
        return 0
    done = 0
    for topic in queries.overdue(today):
        try:
            actions.open_overdue(SYSTEM, topic=topic)
        except Refused:
            continue
        done += 1
    for stall in queries.to_look_at(today):
        try:
            actions.advance(SYSTEM, stall=stall)
        except Refused:
            continue
        done += 1
    return done
