"""Who follows which fact. A consumer is called at least once per event and takes effect once.

>>> @consumes(ConsentWithdrawn)
... def stop_messages(event: Event) -> None: ...

`record` defers one job per consumer in the transaction of the event, so a rolled-back event has
no job. Consumers stand in `<module>/consumers.py`, which is found by itself.

A job costs as much as a small act: its rows, their triggers, and a notice to the workers, which the
server lets only one transaction commit at a time. Facts that come by the thousand are followed
`later`: `record` notes the consumer in the event's own statement, and a job of every minute makes the
jobs of all that was noted (`jobs.defer_noted`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
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
#: (type of event, consumer's name) of those that are noted first.
_later: set[tuple[str, str]] = set()
#: Those that follow every act by a helper's hands, whatever it was.
_of_helpers: dict[str, Consumer] = {}


class NotInTransactionError(RuntimeError):
    """An operation was called outside a transaction."""


class NoDistrictError(RuntimeError):
    """Something that belongs to a district was called in `public`."""


def consumes(*facts: type[Fact], when: When | None = None, later: bool = False) -> Callable[[C], C]:
    """Register a function for these facts. Its name is kept in the database: do not rename it.

    `when`, over the event's payload, spares the job where nothing follows. `later`: within two
    minutes is early enough; for logged facts alone.
    """
    if later and not all(fact.logged for fact in facts):
        message = "only what is logged has a statement that notes consumers"
        raise ValueError(message)

    def register(consumer: C) -> C:
        name = f"{consumer.__module__}.{consumer.__qualname__}"
        for fact in facts:
            _consumers[fact.type][name] = consumer
        if when is not None:
            _when[name] = when
        if later:
            _later.update((fact.type, name) for fact in facts)
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


def follows(event: Event) -> tuple[list[str], list[str]]:
    """Names of the event's consumers: of those that get a job at once, and of those that are noted."""
    known = consumers_of(event.type, helper=event.helper)
    found = [name for name in known if name not in _when or _when[name](event.payload)]
    noted = [name for name in found if (event.type, name) in _later]
    return [name for name in found if name not in noted], noted


def defer_consumers(event: int, names: Iterable[str]) -> None:
    """Defer a job for each of these consumers of the event, in the open transaction."""
    if jobs := [job(require_district_transaction(), event, name) for name in names]:
        app.configure_task(TASK, allow_unknown=True).batch_defer(*jobs)


def job(schema: str, event: int, consumer: str) -> dict[str, Any]:
    """The arguments of a consumer's job."""
    return {"schema": schema, "event": event, "consumer": consumer}
