"""The daily look at tenancies whose last day is past, and at papers that are no longer needed."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.residence.actions import desk
from linli.residence.actions.homes import end_over
from linli.residence.models import Residence


@app.periodic(cron="10 16 * * *")
@app.task(name="linli.residence.end_all")
def end_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """00:10 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            end_district.defer(schema=schema)


@app.task(name="linli.residence.end", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def end_district(*, schema: str) -> None:
    with in_district(schema):
        end_what_is_over()
        forget_papers()


def end_what_is_over() -> int:
    """End it in the district in which we are, each by an action of its own; answers how many."""
    rows = Residence.objects.across_communities("the daily look at what is over")
    over = rows.filter(ended_at=None, until__lt=clock.today()).order_by("pk")
    ended = 0
    for pk in list(over.values_list("pk", flat=True)):
        try:
            end_over(SYSTEM, residence=pk)
        except Refused:
            continue
        ended += 1
    return ended


def forget_papers() -> int:
    """Erase copies of papers that are no longer needed, some at a time; answers of how many claims."""
    gone = 0
    while True:
        try:
            gone += desk.forget_papers(SYSTEM)
        except Refused:
            return gone
