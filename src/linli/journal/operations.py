"""Recording a fact: the event, its jobs, and for public facts the leaf that the log will take."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from procrastinate.contrib.django import app
from psycopg.types.json import Jsonb

from linli.facts.base import REGISTRY, Fact
from linli.journal import leaves
from linli.journal.models import Event, Opening
from linli.journal.outbox import (
    TASK,
    NoDistrictError,
    NotInTransactionError,
    consumers_of,
    defer_consumers,
    follows,
    job,
    require_district_transaction,
)
from linli.journal.queries import events_concerning
from linli.kernel import clock
from linli.kernel.action import note_event
from linli.kernel.actor import Actor
from linli.kernel.prepared import ask

__all__ = ["NoDistrictError", "NotInTransactionError", "erase_opening", "record", "run_consumer"]


def record(actor: Actor, fact: Fact, *, place: int | None = None) -> Event:
    """Write the one event of an action.

    `place` is where it happened, by default where the actor acts. Must run in a transaction of a
    district. A logged fact also leaves an opening and a pending leaf; a fact that somebody
    consumes, a job per consumer, or for those that follow later, a row.
    """
    require_district_transaction()
    event = Event(
        type=fact.type,
        actor=actor.person,
        capacity=actor.capacity,
        office=actor.office,
        helper=actor.helper,
        place=place if place is not None else actor.place,
        subject_kind=fact.subject,
        subject_id=fact.subject_id,
        payload=fact.payload(),
        at=clock.now(),
    )
    at_once, noted = follows(event)
    if fact.logged:
        _write_logged(event, personal=fact.personal, noted=noted)
    else:
        ((event.pk,),) = ask(_PLAIN, _columns(event))
    defer_consumers(event.pk, at_once)
    note_event(event.pk)
    return event


_PLAIN = """
INSERT INTO journal_event
  (type, actor, capacity, office, helper, place, subject_kind, subject_id, payload, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id"""
#: Event, opening, leaf and noted consumers in one round trip; the leaf bears the event's number.
_LOGGED = """
WITH event AS (
  INSERT INTO journal_event
    (type, actor, capacity, office, helper, place, subject_kind, subject_id, payload, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
), opening AS (
  INSERT INTO journal_opening (event, salt, payload) SELECT id, $11, $12 FROM event
), noted AS (
  INSERT INTO journal_laterrun (event, consumer)
    SELECT id, name FROM event, string_to_table($15, ',') AS name
)
INSERT INTO journal_logpending (event, leaf)
  SELECT id, $13 || convert_to(id::text, 'UTF8') || $14 FROM event RETURNING event"""


def _write_logged(event: Event, *, personal: bool, noted: list[str]) -> None:
    opening = leaves.open_payload(event.payload)
    time = leaves.time_of(event.at, personal=personal)
    before, after = leaves.around_seq(
        kind=event.type, place=event.place, time=time, commit=opening.commit()
    )
    values = [*_columns(event), opening.salt, opening.payload, before, after, ",".join(noted)]
    ((event.pk,),) = ask(_LOGGED, values)


def _columns(event: Event) -> list[Any]:
    return [
        event.type,
        event.actor,
        event.capacity,
        event.office,
        event.helper,
        event.place,
        event.subject_kind,
        event.subject_id,
        Jsonb(event.payload),
        event.at,
    ]


def run_consumer(event: int, name: str) -> bool:
    """Let a consumer deal with an event, once; False when it was done before.

    The claim and the effect are one transaction: a consumer that fails is tried again.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_consumerrun (consumer, event, at) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [name, event, clock.now()],
        )
        if not cursor.rowcount:
            return False
        found = Event.objects.get(pk=event)
        consumers_of(found.type, helper=found.helper)[name](found)
    return True


#: How many jobs are made in one transaction.
BATCH = 1000
#: A second worker that takes the same rows waits, and then finds them gone.
_TAKE_NOTED = """
DELETE FROM journal_laterrun WHERE id IN (SELECT id FROM journal_laterrun ORDER BY id LIMIT $1)
RETURNING id, event, consumer"""


def defer_noted() -> int:
    """Make the jobs of noted consumers, oldest first, in the present district; how many."""
    with transaction.atomic():
        schema = require_district_transaction()
        rows = sorted(ask(_TAKE_NOTED, [BATCH]))
        if rows:
            jobs = [job(schema, event, consumer) for _id, event, consumer in rows]
            app.configure_task(TASK, allow_unknown=True).batch_defer(*jobs)
    return len(rows)


def erase_opening(event: int) -> bool:
    """Erase what a leaf's commitment stands for; the log stays verifiable. False when it was gone."""
    return Opening.objects.filter(event=event).delete()[0] > 0


def erase_openings_of(person: int) -> int:
    """Erase the openings of personal acts of a person (PIPL, erasure). Answers how many.

    What they did about somebody else, as a clerk or a guardian, is that other person's proof.

    Official acts stay open: they are the community's, not the person's.
    """
    personal = [kind for kind, fact in REGISTRY.items() if fact.logged and fact.personal]
    events: Iterable[int] = (
        events_concerning(person)
        .filter(type__in=personal)
        .exclude(~Q(subject_id=str(person)), subject_kind="person")
        .values_list("pk", flat=True)
    )
    return Opening.objects.filter(event__in=events).delete()[0]
