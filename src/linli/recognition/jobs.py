"""Badges of an edition that begins, and whatever a killed run left. May run twice."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.recognition import operations, queries


@app.periodic(cron="20 19 * * *")
@app.task(name="linli.recognition.settle_all")
def settle_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """03:20 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            settle_district.defer(schema=schema)


@app.task(name="linli.recognition.settle", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def settle_district(*, schema: str) -> None:
    with in_district(schema):
        settle()


def settle() -> int:
    """How many badges came or went."""
    return sum(operations.settle_all(community) for community in queries.with_badges())
