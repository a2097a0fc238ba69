"""Who follows which fact. A consumer is called at least once per event and takes effect once.

>>> @consumes(ConsentWithdrawn)
... def stop_messages(event: Event) -> None: ...

`record` defers one job per consumer in the transaction of the event, so a rolled-back event has
no job. Consumers stand in `<module>/consumers.py`, which is found by itself.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection
from django_tenants.utils import get_public_schema_name
from procrastinate.contrib.django import app

from linli.districts.context import current_schema
from linli.facts.base import Fact
from linli.journal.models import Event

Consumer = Callable[[Event], None]
C = TypeVar("C", bound=Consumer)
When = Callable[[dict[str, Any]], bool]

#: The job that runs a consumer; see `jobs.py`.
TASK = "linli.journal.consume"

_consumers: dict[str, dict[str, Consumer]] = defaultdict(dict)
#: Consumer's name → whether an event with this payload concerns it.
_when: dict[str, When] = {}
#: Those that follow every act by a helper's hands, whatever it was.
_of_helpers: dict[str, Consumer] = {}


class NotInTransactionError(RuntimeError):
    """An operation was called outside a transaction."""


class NoDistrictError(RuntimeError):
    """Something that belongs to a district was called in `public`."""


def consumes(*facts: type[Fact], when: When | None = None) -> Callable[[C], C]:
    """Register a function for these facts. Its name is kept in the database: do not rename it.

    `when`, over the event's payload, spares the job where nothing follows.
    """

    def register(consumer: C) -> C:
        name = f"{consumer.__module__}.{consumer.__qualname__}"
        for fact in facts:
            _consumers[fact.type][name] = consumer
        if when is not None:
            _when[name] = when
        return consumer

    return register


def consumes_acts_of_helpers(consumer: C) -> C:
    """Register a function for all that is done under a mandate. Do not rename it."""
    _of_helpers[f"{consumer.__module__}.{consumer.__qualname__}"] = consumer
    return consumer


def consumers_of(kind: str, *, helper: int | None = None) -> dict[str, Consumer]:
    """Name → consumer, of one type of event; of one by a helper's hands when it names one."""
    found = dict(_consumers.get(kind, {}))
    return found if helper is None else found | _of_helpers


def consumed_types() -> frozenset[str]:
    return frozenset(kind for kind, found in _consumers.items() if found)


def require_district_transaction() -> str:
    """The district's schema; raises outside a transaction and in `public`."""
    if not connection.in_atomic_block:
        raise NotInTransactionError
    schema = current_schema()
    if schema == get_public_schema_name():
        raise NoDistrictError
    return schema


def defer_consumers(event: Event) -> None:
    """Defer a job for each consumer of the event, in the open transaction."""
    known = consumers_of(event.type, helper=event.helper)
    found = [name for name in known if name not in _when or _when[name](event.payload)]
    if not found:
        return
    schema = require_district_transaction()
    for name in found:
        app.configure_task(TASK, allow_unknown=True).defer(
            schema=schema, event=event.pk, consumer=name
        )
