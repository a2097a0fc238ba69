"""The daily look at what is parked. It may run twice or late: an assembly reminds once."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.voting.actions import course
from linli.voting.queries import parked


@app.periodic(cron="45 0 * * *")
@app.task(name="linli.voting.remind_all")
def remind_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """08:45 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            remind_district.defer(schema=schema)


@app.task(name="linli.voting.remind", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def remind_district(*, schema: str) -> None:
    with in_district(schema):
        remind()


def remind() -> int:
    """Remind of every parked assembly whose path opened; how many."""
    reminded = 0
    for assembly in parked():
        try:
            course.remind(SYSTEM, assembly=assembly)
        except Refused:
            continue
        reminded += 1
    return reminded
