"""The daily look: minutes that the outbox did not bring about."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.meetings.actions import minutes
from linli.meetings.queries_minutes import without_minutes


@app.periodic(cron="40 * * * *")
@app.task(name="linli.meetings.minutes_all")
def minutes_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Every hour: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            minutes_district.defer(schema=schema)


@app.task(name="linli.meetings.minutes", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def minutes_district(*, schema: str) -> None:
    with in_district(schema):
        make_up()


def make_up() -> int:
    """Answers of how many. Of two runs at once, one is refused."""
    done = 0
    for meeting in without_minutes():
        try:
            minutes.draft(SYSTEM, meeting=meeting)
        except Refused:
            continue
        done += 1
    return done
