"""A grandmother, her granddaughter, a neighbour, and two clerks of their committee."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.db import transaction

from linli.duties.tests import factories
from linli.identity.tests.people import id_number
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.mandates import actions
from linli.mandates.models import Mandate


@dataclass
class Family:
    """`people` and `actors` by name: grandma, mei (her granddaughter), nan (a neighbour), clerk, grid."""

    town: factories.Town
    people: dict = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def number(self, name: str) -> str:
        return self.people[name].public_id

    def by_mei(self, *deeds: str) -> Actor:
        """Grandma by Mei's hands, as the middleware makes it."""
        return replace(self.actors["grandma"], helper=self.people["mei"].pk, deeds=frozenset(deeds))


def in_days(days: int):
    return clock.today() + timedelta(days=days)


def build() -> Family:
    from linli.identity.models import Person
    from linli.identity.operations import enrol
    from linli.web.acting import as_resident

    town = factories.build()
    family = Family(town)
    born = {"grandma": "19540318", "mei": "19991124", "nan": "19800216", "kid": "20100101"}
    for serial, (name, day) in enumerate(born.items(), start=700):
        with transaction.atomic():
            person = enrol(
                phone=f"19900020{serial}",
                name="王秀英",
                id_number=id_number(serial, day),
                community=town.community,
                level=Person.Level.REAL_NAME,
            )
        family.people[name] = person
        family.actors[name] = as_resident(person)
    family.actors |= town.actors
    family.people |= town.people
    return family


def offer(family: Family, *, by="grandma", to="mei", **more) -> Mandate:
    terms = {"deeds": ["inbox", "duties"], "bond": "family", "until": in_days(30), **more}
    number = family.number(to) if to else ""
    return actions.offer(family.actors[by], helper=number, **terms)


def give(family: Family, *, by="grandma", to="mei", **more) -> Mandate:
    row, _code = offer(family, by=by, to=to, **more)
    return actions.accept(family.actors[to], mandate=row.pk)


def sheet(family: Family, **more) -> dict:
    """What the clerk enters of a signed sheet, its scan brought."""
    from linli.files import actions as files
    from linli.files.tests.samples import jpeg
    from linli.mandates.operations import PAPER

    clerk = family.actors["clerk"]
    scan = files.bring(clerk, kind=PAPER, content=jpeg(), person=family.people["grandma"].pk)
    return {
        "principal": family.number("grandma"),
        "helper": family.number("mei"),
        "deeds": ["inbox"],
        "bond": "family",
        "until": in_days(30),
        "sheet": "ABCDE12345",
        "files": [scan.public_id],
        **more,
    }


def enter(family: Family, **more) -> Mandate:
    """A signed sheet entered by the clerk."""
    return actions.enter_paper(family.actors["clerk"], **sheet(family, **more))
