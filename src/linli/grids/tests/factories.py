"""A community with one estate of two buildings, its clerk, and neighbours who may serve."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from linli.grids.actions import grids, posts
from linli.grids.models import Grid, Post
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.organisations.actions import appoint, found
from linli.organisations.models import Office, Organisation
from linli.places.actions import establish
from linli.places.models import Building, Estate, Unit

LONG_AGO = date(2026, 1, 1)
_number = iter(range(10_000))


@dataclass
class Quarter:
    """`clerk` is staff of `community`, `far` of the `other` one; `people` by name."""

    community: int = 0
    other: int = 0
    estate: Estate | None = None
    buildings: list[Building] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    clerk: Actor | None = None
    far: Actor | None = None
    bodies: dict[str, Organisation] = field(default_factory=dict)

    def resident(self, name: str) -> Actor:
        person = self.people[name]
        return Actor(person.pk, Capacity.RESIDENT, person.community, frozenset({person.community}))

    def give(self, kind: str, scope: int, name: str, **more) -> Post:
        values = {"since": LONG_AGO, "ground": "社区决定 2026-1", **more}
        return posts.appoint(
            self.clerk,
            community=self.community,
            kind=kind,
            scope=scope,
            person=self.people[name].public_id,
            **values,
        )


def person(community: int, level: int = Person.Level.REAL_NAME) -> Person:
    with transaction.atomic():
        return enrol(
            phone=f"1990002{next(_number):04d}", name="王小明", community=community, level=level
        )


def homes(estate: Estate, floors: int = 2) -> tuple[list[Building], list[Unit]]:
    """Two buildings with `floors` homes each, and a parking space in the first."""
    buildings = [Building.objects.create(estate=estate, key=str(n), label=f"{n}栋") for n in (1, 2)]
    made = [
        Unit(
            community=estate.community_id,
            estate=estate,
            building=building,
            room=f"{floor}01",
            room_key=f"{floor}01",
            position=f"{building.key}-{floor:04d}",
            mark=b"",
        )
        for building in buildings
        for floor in range(1, floors + 1)
    ]
    Unit.objects.bulk_create(made)
    Unit.objects.create(
        community=estate.community_id,
        estate=estate,
        building=buildings[0],
        parking=True,
        room="P1",
        room_key="p1",
        position="z",
        mark=b"",
    )
    return buildings, made


def staff(place: int, body: Organisation, who: Person) -> Actor:
    office = appoint(
        SYSTEM,
        organisation=body.pk,
        person=who.public_id,
        capacity="staff",
        place=place,
        since=LONG_AGO,
        titles=("社区专干", "Clerk"),
        ground="任命书",
    )
    return Actor(
        who.pk,
        Capacity.STAFF,
        place,
        frozenset({place}),
        second_factor=True,
        office=office.pk,
        organisation=body.pk,
        body=body.kind,
    )


def build(floors: int = 2) -> Quarter:
    quarter = Quarter()
    district = establish(SYSTEM, kind="district", code="440604", names=("禅城区", "Chancheng"))
    street = establish(
        SYSTEM, kind="street", code="440604010", names=("祖庙街道", "Zumiao"), parent=district.pk
    )
    here, there = (
        establish(SYSTEM, kind="community", code=code, names=(name, name), parent=street.pk)
        for code, name in (("440604010001", "甲社区"), ("440604010002", "乙社区"))
    )
    quarter.community, quarter.other = here.pk, there.pk
    for kind, place, name in (
        ("district", district, "区政府"),
        ("street", street, "街道办"),
        ("residents_committee", here, "甲居委会"),
        ("residents_committee", there, "乙居委会"),
        ("auditor", district, "审计所"),
    ):
        found(SYSTEM, kind=kind, place=place.pk, names=(name, name))
        quarter.bodies[name] = Organisation.objects.get(name_zh=name)
    quarter.clerk = staff(here.pk, quarter.bodies["甲居委会"], person(here.pk))
    quarter.far = staff(there.pk, quarter.bodies["乙居委会"], person(there.pk))
    quarter.estate = Estate.objects.create(community=here, name_zh="和园", since=LONG_AGO)
    quarter.buildings, quarter.units = homes(quarter.estate, floors)
    for name in ("ann", "bob", "cat"):
        quarter.people[name] = person(here.pk)
    quarter.people["eve"] = person(there.pk)
    return quarter


def grid(quarter: Quarter, name: str = "第一网格", buildings: list[int] | None = None) -> Grid:
    made = grids.draw(quarter.clerk, community=quarter.community, name_zh=name, since=LONG_AGO)
    chosen = [each.pk for each in quarter.buildings] if buildings is None else buildings
    if chosen:
        grids.move_in(quarter.clerk, grid=made.pk, buildings=chosen, since=LONG_AGO)
    return made


def office(body: Organisation, who: Person, capacity: str, place: int) -> Office:
    """An office as it stands in the register, for conflicts of interest."""
    return Office.objects.create(
        organisation=body,
        person=who,
        capacity=capacity,
        place_id=place,
        since=LONG_AGO,
        ground="聘书",
    )
