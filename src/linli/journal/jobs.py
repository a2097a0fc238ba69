"""Background jobs of this module."""

from contextlib import suppress

from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from linli.districts.context import all_schemas, in_district
from linli.journal.operations import BATCH, defer_noted, run_consumer
from linli.journal.outbox import TASK


@app.task(name=TASK, retry=RetryStrategy(max_attempts=10, exponential_wait=2))
def consume(*, schema: str, event: int, consumer: str) -> None:
    """Run one consumer for one event, in its district."""
    with in_district(schema):
        run_consumer(event, consumer)


@app.periodic(cron="* * * * *")
@app.task(name="linli.journal.defer_all_noted")
def defer_all_noted(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Every minute a job per district, so that one that fails keeps no other waiting.

    A district whose job still waits gets no second one.
    """
    for schema in all_schemas():
        with suppress(AlreadyEnqueued), transaction.atomic():
            defer_district_noted.configure(queueing_lock=f"noted:{schema}").defer(schema=schema)


@app.task(name="linli.journal.defer_noted")
def defer_district_noted(*, schema: str) -> None:
    """Jobs for the consumers that were noted beside frequent facts. May run twice or late.

    What fails is tried again by the next minute's job.
    """
    with in_district(schema):
        while defer_noted() == BATCH:
            pass


#: A worker that gave no sign for so many seconds is dead; signs come every ten.
SILENT = 60


@app.periodic(cron="* * * * *")
@app.task(name="linli.journal.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Give the jobs of killed workers to living ones: by itself nobody would run them again."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        await manager.retry_job(job)
