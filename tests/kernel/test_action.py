"""An action is one durable transaction with one event; a refusal or a fault leaves nothing."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import transaction

from linli.facts.base import REGISTRY, Fact
from linli.journal.models import Event
from linli.journal.operations import NotInTransactionError, record
from linli.kernel.action import EventCountError, action
from linli.kernel.actor import SYSTEM, VISITOR, Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied, first_denial
from linli.kernel.errors import Refused, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried(Fact):
    type: ClassVar[str] = "kernel.tried"
    subject: ClassVar[str] = "number"
    number: int


REGISTRY.pop("kernel.tried")  # a fact of this test alone


def only_even(actor: Actor, *, number: int, events: int = 1) -> Decision:
    return ALLOWED if number % 2 == 0 else denied("kernel.not_for_you", number=number)


@action(allow=only_even)
def attempt(actor: Actor, *, number: int, events: int = 1) -> int:
    for _ in range(events):
        record(actor, Tried(number=number))
    return number


RESIDENT = Actor(7, Capacity.RESIDENT, 3, frozenset({3}))


def test_an_action_commits_its_one_event(committed):
    assert attempt(RESIDENT, number=4) == 4
    event = Event.objects.get()
    assert (event.type, event.actor, event.capacity, event.place) == (
        "kernel.tried",
        7,
        "resident",
        3,
    )
    assert (event.subject_kind, event.subject_id, event.payload) == ("number", "4", {"number": 4})


def test_a_refusal_carries_code_and_parameters_and_changes_nothing(committed):
    with pytest.raises(Refused) as refusal:
        attempt(RESIDENT, number=5)
    assert (refusal.value.code, refusal.value.params) == ("kernel.not_for_you", {"number": 5})
    assert Event.objects.count() == 0


@pytest.mark.parametrize("events", [0, 2])
def test_no_event_or_two_are_a_fault_and_nothing_is_committed(committed, events):
    with pytest.raises(EventCountError):
        attempt(RESIDENT, number=4, events=events)
    assert Event.objects.count() == 0


def test_an_action_opens_the_outermost_transaction(committed):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        attempt(RESIDENT, number=4)
    assert Event.objects.count() == 0


def test_recording_outside_a_transaction_is_a_fault(committed):
    with pytest.raises(NotInTransactionError):
        record(SYSTEM, Tried(number=2))
    assert Event.objects.count() == 0


def test_actor_is_a_person_unless_visitor_or_system():
    for capacity in (Capacity.VISITOR, Capacity.SYSTEM):
        with pytest.raises(ValueError, match="with person"):
            Actor(7, capacity)
    with pytest.raises(ValueError, match="with person"):
        Actor(None, Capacity.RESIDENT)


def test_reach():
    assert RESIDENT.reaches(3)
    assert not RESIDENT.reaches(4)
    assert not RESIDENT.reaches(None)
    assert not VISITOR.reaches(3)


def test_first_denial_is_the_answer():
    first, second = denied("a.one"), denied("a.two")
    assert first_denial(ALLOWED, first, second) is first
    assert first_denial(ALLOWED, ALLOWED) is ALLOWED
    require(ALLOWED)
    with pytest.raises(Refused, match=r"a\.two"):
        require(second)
