"""Two kinds of owners and some people; files lie in a folder of the test."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Holder, _holders, register_holder
from linli.kernel.decision import ALLOWED, denied

HERE, THERE = 71, 72
#: An owner of the kinds below is a community: who reaches it reads.
OPEN, SEALED, LAW = "test.open", "test.sealed", "test.law"


def _reaches(actor: Actor, owner: int):
    return ALLOWED if actor.reaches(owner) else denied("kernel.not_found")


@pytest.fixture
def kinds(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    before = dict(_holders)
    everything = frozenset({"picture", "pdf", "csv"})
    register_holder(Holder(OPEN, _reaches, everything, most=3))
    register_holder(Holder(SEALED, _reaches, everything, private=True))
    register_holder(Holder(LAW, _reaches, everything, private=True, keep="law"))
    yield settings.MEDIA_ROOT
    _holders.clear()
    _holders.update(before)


def person(serial: int, community: int | None) -> Person:
    with transaction.atomic():
        return enrol(phone=f"1990000{serial:04d}", name="甲乙", community=community, level=10)


def as_resident(who: Person) -> Actor:
    reach = frozenset() if who.community is None else frozenset({who.community})
    return Actor(who.pk, Capacity.RESIDENT, who.community, reach)


def people_here() -> SimpleNamespace:
    """A resident, a second one, a neighbour of another community, and a clerk."""
    made = SimpleNamespace(
        one=person(1, HERE), two=person(2, HERE), far=person(3, THERE), desk=person(4, None)
    )
    made.resident, made.second, made.neighbour = map(as_resident, (made.one, made.two, made.far))
    reach = frozenset({HERE})
    made.clerk = Actor(made.desk.pk, Capacity.STAFF, 1, reach, second_factor=True)
    return made


@pytest.fixture
def people(db, kinds) -> SimpleNamespace:
    return people_here()
