"""Two communities under one street: the places, bodies and people that modules' tests begin with."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.organisations.actions import appoint, found
from linli.organisations.models import Office, Organisation
from linli.places.actions import establish
from linli.places.queries import communities_under

LONG_AGO = date(2026, 1, 1)
_number = iter(range(10_000))


@dataclass
class Town:
    """Actors, offices and people by name; ids of places; ids of bodies by their Chinese name."""

    actors: dict[str, Actor] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    district_place: int = 0
    street_place: int = 0
    community: int = 0
    other: int = 0

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.__dict__["actors"][name]
        except KeyError:
            raise AttributeError(name) from None

    def resident(self, name: str, community: int | None = None) -> Person:
        return person(self, name, community or self.community)

    def official(self, name: str, body: int, place: int, capacity: str) -> None:
        """Acting in the office, as its number stands in every event."""
        made = official(self, name, body, place, "经办", capacity=capacity)
        self.actors[name] = replace(made, office=self.offices[name].pk)


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
    """`capacity` is staff, `since` long ago unless said otherwise."""
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


def places() -> Town:
    """A district, its street, and two communities of it."""
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
    return Town(
        district_place=district.pk, street_place=street.pk, community=here.pk, other=there.pk
    )


def bodies(town: Town, *wanted: tuple[str, int, str]) -> None:
    """Kind, place and name of each."""
    for kind, place, name in wanted:
        found(SYSTEM, kind=kind, place=place, names=(name, name))
        town.bodies[name] = Organisation.objects.get(name_zh=name).pk
