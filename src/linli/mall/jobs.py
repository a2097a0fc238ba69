"""The half-hourly look: what nobody collected, what ends tomorrow. It may run twice, or late."""

from collections.abc import Callable

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.mall import actions, queries


@app.periodic(cron="5,35 * * * *")
@app.task(name="linli.mall.look_all")
def look_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """One job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            look_district.defer(schema=schema)


@app.task(name="linli.mall.look", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def look_district(*, schema: str) -> None:
    with in_district(schema):
        end_orders()
        remind_buyers()


def end_orders() -> int:
    """Let go what nobody collected; answers how many."""
    return _each(queries.over_now(clock.now()), actions.expire)


def remind_buyers() -> int:
    return _each(queries.over_soon(clock.now()), actions.remind)


def _each(orders: list[int], act: Callable[..., object]) -> int:
    done = 0
    for order in orders:
        try:
            act(SYSTEM, order=order)
        except Refused:
            continue
        done += 1
    return done
