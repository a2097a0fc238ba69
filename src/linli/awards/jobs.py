"""What is owed of awards that were taken back is collected when there is something again."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.awards import actions
from linli.awards.models import Deed
from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused


@app.periodic(cron="0 19 * * *")
@app.task(name="linli.awards.collect_all")
def collect_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """03:00 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            collect_district.defer(schema=schema)


@app.task(name="linli.awards.collect", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def collect_district(*, schema: str) -> None:
    with in_district(schema):
        collect()


def collect() -> int:
    """How many units came."""
    came = 0
    rows = Deed.objects.across_communities("the nightly look at what is owed").filter(owed__gt=0)
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        try:
            came += actions.collect(SYSTEM, deed=pk)
        except Refused:
            continue
    return came
