"""The hourly look: claims of which nothing is heard, offers, and what nobody took. It may run twice, late, or after silence."""

from collections.abc import Callable

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.wishes import actions, queries, queries_pool


@app.periodic(cron="10 * * * *")
@app.task(name="linli.wishes.look_all")
def look_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Ten minutes past each hour: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            look_district.defer(schema=schema)


@app.task(name="linli.wishes.look", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def look_district(*, schema: str) -> None:
    with in_district(schema):
        release_lapsed()
        offer_open()
        escalate_old()


def release_lapsed() -> int:
    """Open again what is claimed and was left; answers how many.

    Each is an action of its own: of two runs at once, or of a run and a wisher who confirms, one is
    refused.
    """
    return _each(queries.lapsed(clock.now()), actions.release)


def offer_open() -> int:
    """Offer open wishes to those whom they fit; answers how many wishes were offered.

    It runs hourly, so a wish is offered long before the community's hours are over; who comes into
    the pool meanwhile is asked in the next run.
    """
    return _each(queries_pool.to_offer(), actions.offer)


def escalate_old() -> int:
    """Hand to staff what nobody took; answers how many."""
    return _each(queries_pool.to_escalate(), actions.escalate)


def _each(wishes: list[int], act: Callable[..., object]) -> int:
    done = 0
    for wish in wishes:
        try:
            act(SYSTEM, wish=wish)
        except Refused:
            continue
        done += 1
    return done
