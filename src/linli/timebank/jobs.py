"""What nobody came to is cancelled by itself; what is owed comes back when there is something."""

from datetime import timedelta

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.timebank.actions import arranging, oversight
from linli.timebank.models import Session
from linli.timebank.states import State


@app.periodic(cron="20 19 * * *")
@app.task(name="linli.timebank.lapse_all")
def lapse_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """03:20 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            lapse_district.defer(schema=schema)


@app.task(name="linli.timebank.lapse", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def lapse_district(*, schema: str) -> None:
    with in_district(schema):
        lapse()
        collect()


def lapse() -> int:
    """How many were cancelled."""
    rows = Session.objects.across_communities("the nightly look at what nobody came to")
    over = rows.filter(
        state__in=[State.PROPOSED, State.ARRANGED],
        ends_at__lte=clock.now() - timedelta(days=1),
    )
    ended = 0
    for pk in list(over.order_by("pk").values_list("pk", flat=True)):
        try:
            arranging.lapse(SYSTEM, session=pk)
        except Refused:
            continue
        ended += 1
    return ended


def collect() -> int:
    """How many minutes came."""
    came = 0
    for pk in oversight.owing():
        try:
            came += oversight.collect(SYSTEM, session=pk)
        except Refused:
            continue
    return came
