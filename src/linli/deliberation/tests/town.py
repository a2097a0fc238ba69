"""The town of the wishes' tests: two communities, bodies of an estate, people with homes."""

from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from tests.town import Town, official, person

from linli.deliberation.actions import charters
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns
from linli.duties.tests.factories import build
from linli.identity.identifiers import uscc_check_character
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.organisations.actions import found
from linli.organisations.models import Organisation
from linli.places.models import Building, Estate, Unit
from linli.residence.models import Residence

#: A Tuesday.
MAY = datetime(2026, 5, 12, 2, tzinfo=UTC)
COUNTS = {"entitled": 100, "votes_for": 40, "votes_against": 10, "votes_abstain": 5}
__all__ = ["COUNTS", "MAY", "Town", "home", "in_force", "person", "town"]


def town() -> Town:
    """Beside the duties' town: a second clerk, a property manager, cai and dan; ann and bob at home."""
    made = build()
    with transaction.atomic():
        estate = Estate.objects.create(
            community_id=made.community, name_zh="甲小区", since=date(2020, 1, 1)
        )
        Building.objects.create(estate=estate, key="1", label="1栋")
        Building.objects.create(estate=estate, key="2", label="2栋")
    code = "91440699MAD00007X"
    found(
        SYSTEM,
        kind="property_company",
        place=made.community,
        names=("甲物业", "甲物业"),
        credit_code=code + uscc_check_character(code),
    )
    made.bodies["甲物业"] = Organisation.objects.get(name_zh="甲物业").pk
    official(made, "clerk2", made.bodies["甲居委会"], made.community, "社区干事")
    made.official("manager", made.bodies["甲物业"], made.community, "officer")
    for name in ("cai", "dan"):
        person(made, name, made.community)
    home(made, "ann", "101")
    home(made, "bob", "102")
    return made


def estate(made: Town) -> Estate:
    return Estate.objects.within(made.community).get()


def home(made: Town, name: str, room: str, building: str = "1") -> Unit:
    with transaction.atomic():
        where = estate(made)
        unit, _ = Unit.objects.within(made.community).get_or_create(
            room_key=room,
            defaults={
                "community": made.community,
                "estate": where,
                "building": where.buildings.get(key=building),
                "room": room,
                "position": room,
                "mark": b"x",
            },
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


def in_force(made: Town, key: str = "jt", **terms) -> Charter:
    """Drafted by ann, discussed, ratified; in force on the frozen day."""
    now = clock.now()
    with clock.frozen(now - timedelta(days=20)):
        row = charters.draft(
            made.ann, community=made.community, pattern=patterns()[key], terms=terms
        )
    with clock.frozen(now - timedelta(days=5)):
        return charters.ratify(
            made.clerk,
            charter=row.pk,
            decided_by="residents_assembly",
            decision="甲居会〔2026〕3号",
            decided_on=clock.today(),
            since=clock.today() + timedelta(days=1),
            counts=COUNTS,
        )
