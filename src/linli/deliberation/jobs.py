"""The daily look at topics whose day has come. It may run twice, late, or after silence."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.deliberation.actions import desk
from linli.deliberation.queries_topics import due_today
from linli.districts.context import all_schemas, in_district
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused


@app.periodic(cron="20 22 * * *")
@app.task(name="linli.deliberation.look_all")
def look_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Twenty past six in Shanghai: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            look_district.defer(schema=schema)


@app.task(name="linli.deliberation.look", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def look_district(*, schema: str) -> None:
    with in_district(schema):
        look()


def look() -> int:
    """Remind of what has come due; answers of how many. Of two runs at once, one is refused."""
    done = 0
    for topic in due_today():
        try:
            desk.remind(SYSTEM, topic=topic)
        except Refused:
            continue
        done += 1
    return done
