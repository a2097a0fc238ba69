"""Background jobs of this module."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import in_district
from linli.journal.operations import run_consumer
from linli.journal.outbox import TASK


@app.task(name=TASK, retry=RetryStrategy(max_attempts=10, exponential_wait=2))
def consume(*, schema: str, event: int, consumer: str) -> None:
    """Run one consumer for one event, in its district."""
    with in_district(schema):
        run_consumer(event, consumer)
