"""The daily look at what is parked or closes soon, and files of results. All may run twice or late."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.voting.actions import course, editions
from linli.voting.queries import not_urged, parked
from linli.voting.queries_editions import without_editions


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
        urge()


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


def urge() -> int:
    """Remind homes that have not voted, where the profile's day has come; of how many assemblies."""
    urged = 0
    for assembly in not_urged():
        try:
            course.urge(SYSTEM, assembly=assembly)
        except Refused:
            continue
        urged += 1
    return urged


@app.periodic(cron="* * * * *")
@app.task(name="linli.voting.editions_all")
def editions_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Every minute: files of results that the log has taken meanwhile."""
    with transaction.atomic():
        for schema in all_schemas():
            with in_district(schema):
                waiting = bool(without_editions())
            if waiting:
                editions_of_district.defer(schema=schema)


@app.task(name="linli.voting.editions", retry=RetryStrategy(max_attempts=3, exponential_wait=2))
def editions_of_district(*, schema: str) -> None:
    with in_district(schema):
        make_editions()


def make_editions() -> int:
    """Make the files of every published result that the log has taken; of how many."""
    made = 0
    for assembly in without_editions():
        try:
            editions.make(SYSTEM, assembly=assembly)
        except Refused:
            continue
        made += 1
    return made
