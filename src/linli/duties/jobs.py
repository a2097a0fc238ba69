"""The daily look at what stalls. It may run twice, late, or after days of silence."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.duties import actions, queries
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused


@app.periodic(cron="30 0,4,8 * * *")
@app.task(name="linli.duties.escalate_all")
def escalate_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """08:30, 12:30 and 16:30 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            escalate_district.defer(schema=schema)


@app.task(name="linli.duties.escalate", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def escalate_district(*, schema: str) -> None:
    with in_district(schema):
        escalate()


def escalate() -> int:
    """Climb what is due in the district in which we are; how many rungs were climbed.

    Each rung is an action of its own: what a killed run has climbed stays climbed, the next run
    goes on, and of two runs at once one climbs and the other is refused.
    """
    climbed = 0
    for duty, steps in list(queries.stalling(clock.today())):
        for step in steps:
            try:
                actions.escalate(SYSTEM, duty=duty, step=step)
            except Refused:
                continue
            climbed += 1
    return climbed
