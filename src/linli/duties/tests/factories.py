"""A small district with two communities, their committees, their street office and people."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from linli.duties import actions
from linli.duties.models import Duty
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.organisations.actions import appoint, found
from linli.organisations.models import Office, Organisation
from linli.places.actions import establish
from linli.places.queries import communities_under

LONG_AGO = date(2026, 1, 1)


@dataclass
class Town:
    """Actors by name: clerk and grid (two posts of one committee), street, district, far, ann, bob."""

    actors: dict[str, Actor] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    community: int = 0
    other: int = 0

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.__dict__["actors"][name]
        except KeyError:
            raise AttributeError(name) from None


_number = iter(range(10_000))


def person(town: Town, name: str, community: int) -> Person:
    with transaction.atomic():
        made = enrol(
            phone=f"1990001{next(_number):04d}",
            name="王小明",
            community=community,
            level=Person.Level.REAL_NAME,
        )
    town.people[name] = made
    town.actors[name] = Actor(made.pk, Capacity.RESIDENT, community, frozenset({community}))
    return made


def official(town: Town, name: str, organisation: int, place: int, title: str, **more) -> Actor:
    who = town.people.get(name) or person(town, name, town.community)
    office = appoint(
        SYSTEM,
        organisation=organisation,
        person=who.public_id,
        capacity=more.get("capacity", "staff"),
        place=place,
        since=more.get("since", LONG_AGO),
        titles=(title, title),
        ground="任命书",
    )
    town.offices[name] = office
    town.actors[name] = Actor(
        who.pk,
        Capacity(office.capacity),
        office.place_id,
        communities_under(office.place),
        second_factor=True,
    )
    return town.actors[name]


def build() -> Town:
    town = Town()
    district = establish(SYSTEM, kind="district", code="440604", names=("禅城区", "Chancheng"))
    street = establish(
        SYSTEM, kind="street", code="440604010", names=("祖庙街道", "Zumiao"), parent=district.pk
    )
    here, there = (
        establish(SYSTEM, kind="community", code=code, names=names, parent=street.pk)
        for code, names in (
            ("440604010001", ("甲社区", "Jia")),
            ("440604010002", ("乙社区", "Yi")),
        )
    )
    town.community, town.other = here.pk, there.pk
    bodies: dict[str, int] = {}
    for kind, place, name in (
        ("district", district, "区政府"),
        ("street", street, "街道办"),
        ("residents_committee", here, "甲居委会"),
        ("residents_committee", there, "乙居委会"),
        ("auditor", district, "审计所"),
    ):
        found(SYSTEM, kind=kind, place=place.pk, names=(name, name))
        bodies[name] = Organisation.objects.get(name_zh=name).pk
    official(town, "clerk", bodies["甲居委会"], here.pk, "社区专干")
    official(town, "grid", bodies["甲居委会"], here.pk, "网格员")
    official(town, "far", bodies["乙居委会"], there.pk, "社区专干")
    official(town, "street", bodies["街道办"], street.pk, "街道经办")
    official(town, "district", bodies["区政府"], district.pk, "经办")
    official(town, "auditor", bodies["审计所"], district.pk, "审计员", capacity="auditor")
    for name, place in (("ann", here), ("bob", here), ("eve", there)):
        person(town, name, place.pk)
    return town


def given(town: Town, owner: str = "ann", *, by: str = "clerk", **more) -> Duty:
    """A duty that the clerk gives, to a person, or to the post of an office (`office=...`)."""
    owner_part = (
        {"office": more.pop("office")}
        if "office" in more
        else {"person": town.people[owner].public_id}
    )
    values = {
        "community": town.community,
        "kind": "task",
        "title": "清理楼道",
        **owner_part,
        **more,
    }
    return actions.give(town.actors[by], **values)
