"""A small estate with a roster, and the people of it. All invented.

1栋: 101 one owner (Ann), 102 a couple (Bob and Cat), 103 an owner without a number (Dan), 104 a
company. 2栋: 101 another home of Ann's.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.identity.tests.people import id_number
from linli.journal.models import Event
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.places.actions import establish, rosters
from linli.places.models import Estate, RosterOwner, Unit
from linli.places.tests.rosters import workbook
from linli.places.tests.test_roster_rows import HEAD
from linli.residence.models import Claim, Doubt, Household, Invitation, Residence, Slip

#: A Monday at noon in Shanghai.
NOON = datetime(2026, 5, 11, 4, tzinfo=UTC)
WHY = "the test compares all rows"
ANN, BOB, CAT, DAN = "安宁一", "包国强", "蔡小红", "邓大山"
PHONES = {"ann": "13810000001", "bob": "13810000002", "cat": "13810000003", "dan": "13810000004"}
NAMES = {"ann": ANN, "bob": BOB, "cat": CAT, "dan": DAN}
NUMBERS = {key: id_number(serial) for serial, key in enumerate(NAMES, 101)}


def line(building: str, room: str, names: str, numbers: str, phone: str | None = None) -> list:
    values = {"楼栋": building, "单元": "1单元", "房号": room, "建筑面积": "100.00", "业主": names,
              "身份证号": numbers, "联系电话": phone, "备注": None}  # fmt: skip
    return [values[head] for head in HEAD]


ROSTER = [
    line("1栋", "101", ANN, NUMBERS["ann"], PHONES["ann"]),
    line("1栋", "102", f"{BOB}、{CAT}", f"{NUMBERS['bob']}、{NUMBERS['cat']}", PHONES["bob"]),
    line("1栋", "103", DAN, "", PHONES["dan"]),
    line("1栋", "104", "示例有限公司", "91350100M000100Y43", "13810000009"),
    line("2栋", "101", ANN, NUMBERS["ann"], PHONES["ann"]),
]


@dataclass
class House:
    """`people` and `actors` by name; `units` by "1栋 101"."""

    community: int = 0
    other: int = 0
    estate: Estate | None = None
    people: dict[str, Person] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.__dict__["actors"][name]
        except KeyError:
            raise AttributeError(name) from None

    def unit(self, room: str) -> int:
        return self.units[f"1栋 {room}"].pk

    def owner(self, key: str) -> RosterOwner:
        rows = RosterOwner.objects.within(self.community)
        return next(row for row in rows if row.read("name") == NAMES[key])


def resident(house: House, key: str, *, name: str | None = None, level: int = 20, **more) -> Actor:
    """Somebody of the roster, or a stranger to it, as a resident."""
    serial = len(house.people) + 201
    values = {
        "phone": PHONES.get(key, f"1382000{serial:04d}"),
        "name": name or NAMES.get(key, "外来人"),
        "id_number": NUMBERS.get(key, id_number(serial)),
        "community": house.community,
        **more,
    }
    if level < Person.Level.REAL_NAME:
        values |= {"name": None, "id_number": None}
    with transaction.atomic():
        who = enrol(level=level, **values)
    house.people[key] = who
    house.actors[key] = Actor(
        who.pk, Capacity.RESIDENT, who.community, frozenset({who.community or 0})
    )
    return house.actors[key]


def clerk(house: House, key: str, community: int | None = None) -> Actor:
    actor = resident(house, key, community=community or house.community)
    place = community or house.community
    house.actors[key] = Actor(
        actor.person, Capacity.STAFF, place, frozenset({place}), second_factor=True
    )
    return house.actors[key]


def bring(house: House, rows: list[list]) -> None:
    """A roster becomes the state of the estate."""
    rosters.import_file(SYSTEM, estate=house.estate.pk, data=workbook([HEAD, *rows]))


def build() -> House:
    house = House()
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
    house.community, house.other = here.pk, there.pk
    house.estate = rosters.enter_estate(SYSTEM, community=here.pk, name_zh="榕树园")
    bring(house, ROSTER)
    rows = Unit.objects.within(here.pk).select_related("building")
    house.units = {f"{unit.building.label} {unit.room}": unit for unit in rows}
    return house


def peopled() -> House:
    """Ann, Bob, Cat and Dan of the roster; Eve, whom it does not know; clerks Kim and Lee."""
    house = build()
    for key in ("ann", "bob", "cat", "dan", "eve"):
        resident(house, key)
    clerk(house, "kim")
    clerk(house, "lee")
    return house


def everything() -> list:
    """All rows of this module and all events: to prove that a refusal changed nothing."""
    rows = list(Event.objects.order_by("pk").values())
    for model in (Claim, Doubt, Residence, Invitation, Slip, Household):
        rows += list(model.objects.across_communities(WHY).order_by("pk").values())
    return rows
