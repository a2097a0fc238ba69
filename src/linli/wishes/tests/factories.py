"""The town of the duties' tests, whose people wish and help; two of them have a home."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from linli.duties.tests.factories import Town, build, person
from linli.identity.models import Person
from linli.kernel.actor import Actor
from linli.places.models import Building, Estate, Unit
from linli.residence.models import Residence
from linli.wishes import actions
from linli.wishes.models import Wish
from linli.wishes.wanted import Wanted

WORDS = "帮我买一袋米，五楼提不动"


def town() -> Town:
    made = build()
    for name in ("cai", "dan"):
        person(made, name, made.community)
    return made


def home(made: Town, name: str, room: str = "502") -> Unit:
    """Where somebody lives: 1栋 of the one estate."""
    with transaction.atomic():
        estate, _ = Estate.objects.across_communities("test").get_or_create(
            community_id=made.community, name_zh="甲小区", defaults={"since": date(2020, 1, 1)}
        )
        building, _ = Building.objects.get_or_create(estate=estate, key="1", label="1栋")
        unit = Unit.objects.create(
            community=made.community,
            estate=estate,
            building=building,
            room=room,
            room_key=room,
            position=room,
            mark=b"x",
        )
        Residence.objects.create(
            community=made.community,
            unit=unit,
            person=made.people[name],
            relation="tenant",
            ground="papers",
            since=date(2026, 1, 1),
        )
    return unit


def wished(made: Town, who: str = "ann", *, files=(), **more) -> Wish:
    """An errand is opened at once; other kinds wait for staff."""
    values = {"kind": "errand", "words": WORDS, **more}
    return actions.post(made.actors[who], wanted=Wanted(**values), files=files)


def claimed(made: Town, *, by: str = "bob", **more) -> Wish:
    row = wished(made, **more)
    return actions.claim(made.actors[by], wish=row.pk, source="neighbour")


def hands(made: Town, principal: str, helper: str) -> Actor:
    """`helper` acts for `principal`; what the mandate says is asked elsewhere."""
    return replace(
        made.actors[principal], helper=made.people[helper].pk, deeds=frozenset({"wishes"})
    )


def level(made: Town, name: str, value: int) -> None:
    Person.objects.filter(pk=made.people[name].pk).update(level=value)
