"""Badges of an edition that begins, lists at their cut-off, and whatever a killed run left."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.recognition import operations, queries
from linli.recognition.actions import selections as actions
from linli.recognition.queries import selections


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


@app.periodic(cron="*/10 * * * *")
@app.task(name="linli.recognition.freeze_all")
def freeze_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Every ten minutes: one job per district that has a list to freeze."""
    with transaction.atomic():
        for schema in all_schemas():
            freeze_district.defer(schema=schema)


@app.task(name="linli.recognition.freeze", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def freeze_district(*, schema: str) -> None:
    with in_district(schema):
        freeze()


def freeze() -> int:
    """How many selections came to their list, or ended without one. May run twice, and late."""
    ended = 0
    for selection in selections.due():
        try:
            actions.freeze(SYSTEM, selection=selection)
        except Refused:
            continue
        ended += 1
    return ended
