"""Figures are counted at night, so that their page costs the same however many people there are."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.insight.operations import count_coverage, count_participation
from linli.places.queries import communities


@app.periodic(cron="40 18 * * *")
@app.task(name="linli.insight.count_all")
def count_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """02:40 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            count_district.defer(schema=schema)


@app.task(name="linli.insight.count", retry=RetryStrategy(max_attempts=3, exponential_wait=2))
def count_district(*, schema: str) -> None:
    with in_district(schema):
        count_everywhere()


def count_everywhere() -> None:
    """Each community of the present district, a transaction each."""
    for community in communities().values_list("pk", flat=True):
        with transaction.atomic():
            count_coverage(community)
            count_participation(community)
