"""The daily look at terms that end. It may run twice, late, or after silence."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.representation.actions import mandates
from linli.representation.queries_coverage import near_end, over_today
from linli.representation.states import Ending


@app.periodic(cron="40 22 * * *")
@app.task(name="linli.representation.look_all")
def look_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Twenty to seven in Shanghai: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            look_district.defer(schema=schema)


@app.task(name="linli.representation.look", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def look_district(*, schema: str) -> None:
    with in_district(schema):
        look()


def look() -> tuple[int, int]:
    """End what is over, tell of what ends soon; answers of how many. Of two runs one is refused."""
    ended = told = 0
    for mandate in over_today():
        try:
            mandates.end(SYSTEM, mandate=mandate, how=Ending.TERM.value)
        except Refused:
            continue
        ended += 1
    for mandate in near_end():
        try:
            mandates.remind(SYSTEM, mandate=mandate)
        except Refused:
            continue
        told += 1
    return ended, told
