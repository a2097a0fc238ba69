"""Background jobs of this module. Claims make each of them safe to run twice."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.notices import operations
from linli.notices.delivering import deliver
from linli.notices.digest import send_digests

RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)


@app.task(name=operations.DELIVER, retry=RETRY)
def deliver_one(*, schema: str, addressed: int) -> None:
    """One recipient; comes back later by a job of its own."""
    with in_district(schema):
        back = deliver(addressed)
        if back is not None:
            with transaction.atomic():
                operations.defer([addressed], at=back)


@app.periodic(cron="0 10 * * *")
@app.task(name="linli.notices.digest_all")
def digest_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """18:00 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            digest_district.defer(schema=schema)


@app.task(name="linli.notices.digest", retry=RETRY)
def digest_district(*, schema: str) -> None:
    with in_district(schema):
        send_digests()
