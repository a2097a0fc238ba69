"""Polls close at their time; signatures that were too few in their days lapse. May run late or twice."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.polls.actions import course
from linli.polls.queries import to_close, to_expire


@app.periodic(cron="*/5 * * * *")
@app.task(name="linli.polls.look_all")
def look_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Every five minutes: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            look_district.defer(schema=schema)


@app.task(name="linli.polls.look", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def look_district(*, schema: str) -> None:
    with in_district(schema):
        look()


def look() -> int:
    """How many closed or lapsed. Of two runs at once, one is refused."""
    done = 0
    for act, polls in ((course.close, to_close()), (course.withdraw, to_expire())):
        for poll in polls:
            try:
                act(SYSTEM, poll=poll)
            except Refused:
                continue
            done += 1
    return done
