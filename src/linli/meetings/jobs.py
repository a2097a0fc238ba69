"""The calendars of the charters, and minutes that the outbox did not bring about."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.meetings.actions import minutes, planning
from linli.meetings.queries import missing, with_calendars
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


@app.periodic(cron="40 22 * * *")
@app.task(name="linli.meetings.plan_all")
def plan_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Twenty to seven in Shanghai: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            plan_district.defer(schema=schema)


@app.task(name="linli.meetings.plan", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def plan_district(*, schema: str) -> None:
    with in_district(schema):
        plan()


def plan() -> int:
    """Plan what the calendars name; answers how many. Of two runs at once, one is refused."""
    done = 0
    for community, estate in with_calendars():
        for wanted in missing(community, estate):
            try:
                planning.plan_by_calendar(SYSTEM, community=community, estate=estate, wanted=wanted)
            except Refused:
                continue
            done += 1
    return done
