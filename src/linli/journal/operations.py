"""Recording a fact: the event, and for public facts the row that the sequencer will take."""

from django.db import connection

from linli.facts.base import Fact
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.action import note_event
from linli.kernel.actor import Actor


class NotInTransactionError(RuntimeError):
    """An operation was called outside a transaction."""


def record(actor: Actor, fact: Fact, *, place: int | None = None) -> Event:
    """Write the one event of an action.

    `place` is where it happened, by default where the actor acts. Must run in a transaction.
    """
    if not connection.in_atomic_block:
        raise NotInTransactionError
    event = Event.objects.create(
        type=fact.type,
        actor=actor.person,
        capacity=actor.capacity,
        place=place if place is not None else actor.place,
        subject_kind=fact.subject,
        subject_id=fact.subject_id,
        payload=fact.payload(),
        at=clock.now(),
    )
    note_event(event.pk)
    return event
