"""A small district: one street with two communities, its bodies, and some people."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.db import transaction

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.organisations.actions import found
from linli.organisations.models import Organisation
from linli.places.actions import establish
from linli.places.models import Place


@dataclass
class Town:
    places: dict[str, Place]
    bodies: dict[str, Organisation]
    people: SimpleNamespace
    admin: Actor


def named(phone: str, **more) -> Person:
    """Somebody with a proven name."""
    with transaction.atomic():
        return enrol(phone=phone, name="甲乙", level=Person.Level.REAL_NAME, **more)


@pytest.fixture
def town(committed) -> Town:
    places = {}
    for key, kind, code, around in (
        ("district", "district", "440604", None),
        ("street", "street", "440604010", "district"),
        ("east", "community", "440604010901", "street"),
        ("west", "community", "440604010902", "street"),
    ):
        parent = places[around].pk if around else None
        places[key] = establish(SYSTEM, kind=kind, code=code, names=(key, key), parent=parent)
    for kind, key in (
        ("district", "district"),
        ("auditor", "district"),
        ("street", "street"),
        ("residents_committee", "east"),
    ):
        found(SYSTEM, kind=kind, place=places[key].pk, names=(f"{kind}-zh", kind))
    bodies = {body.kind: body for body in Organisation.objects.all()}
    people = SimpleNamespace(
        boss=named("19900000001"), clerk=named("19900000002"), other=named("19900000003")
    )
    admin = Actor(
        people.boss.pk,
        Capacity.DISTRICT_ADMIN,
        places["district"].pk,
        frozenset(),
        second_factor=True,
    )
    return Town(places, bodies, people, admin)
