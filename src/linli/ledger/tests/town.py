"""Two communities under one street, their clerks, an auditor, a few residents."""

from dataclasses import dataclass, field
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
    """Actors by name: clerk, second (a colleague), far (the other community's), auditor, residents."""

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

    def resident(self, name: str, community: int | None = None) -> Person:
        home = community or self.community
        with transaction.atomic():
            made = enrol(
                phone=f"1990003{next(_number):04d}",
                name="王小明",
                community=home,
                level=Person.Level.REAL_NAME,
            )
        self.people[name] = made
        self.actors[name] = Actor(made.pk, Capacity.RESIDENT, home, frozenset({home}))
        return made

    def official(self, name: str, body: int, place: int, capacity: str) -> None:
        who = self.resident(name)
        office = appoint(
            SYSTEM,
            organisation=body,
            person=who.public_id,
            capacity=capacity,
            place=place,
            since=LONG_AGO,
            titles=("经办", "clerk"),
            ground="任命书",
        )
        self.offices[name] = office
        self.actors[name] = Actor(
            who.pk,
            Capacity(capacity),
            place,
            communities_under(office.place),
            second_factor=True,
            office=office.pk,
        )


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
        ("residents_committee", here, "甲居委会"),
        ("residents_committee", there, "乙居委会"),
        ("auditor", district, "审计所"),
    ):
        found(SYSTEM, kind=kind, place=place.pk, names=(name, name))
        bodies[name] = Organisation.objects.get(name_zh=name).pk
    town.official("clerk", bodies["甲居委会"], here.pk, "staff")
    town.official("second", bodies["甲居委会"], here.pk, "staff")
    town.official("far", bodies["乙居委会"], there.pk, "staff")
    town.official("auditor", bodies["审计所"], district.pk, "auditor")
    for name, place in (("ann", here), ("bob", here), ("eve", there)):
        town.resident(name, place.pk)
    return town
