"""Background jobs of this module. Claims make each of them safe to run twice."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.notices import operations, operations_bundles
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


@app.periodic(cron="45 9 * * *")
@app.task(name="linli.notices.bundles_all")
def bundles_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """17:45 in Shanghai, before the digests: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            bundles_district.defer(schema=schema)


@app.task(name="linli.notices.bundles", retry=RETRY)
def bundles_district(*, schema: str) -> None:
    with in_district(schema):
        tell_bundles()


def tell_bundles() -> int:
    """A notice for each bundle, in steps of their own; how many bundles."""
    told = 0
    while True:
        with transaction.atomic():
            found = operations_bundles.issue_gathered()
        told += found
        if not found:
            return told


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
