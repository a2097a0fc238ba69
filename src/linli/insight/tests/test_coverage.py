"""Counting a community's people into groups; the page costs the same however many there are."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.queries import queries

from linli.facts.identity import PeopleSearched
from linli.identity.identifiers import uscc_check_character
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.identity.tests.people import id_number
from linli.insight.counting import Taken, band_of, count, taken_part
from linli.insight.jobs import count_everywhere
from linli.insight.models import Coverage, Dimension, Participation
from linli.insight.queries import by_class, funnel
from linli.insight.withholding import Stages
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.organisations.actions import appoint
from linli.organisations.actions import found as enter
from linli.residence.models import Residence
from linli.residence.tests.houses import build


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "0"), (13, "0"), (14, "14"), (17, "14"), (18, "18"), (59, "35"), (60, "60"), (104, "80")],
)
def test_bands(age, band):
    assert band_of(age) == band


def people(house, count: int, *, start: int = 0, proved: int = 0) -> list[Person]:
    """Residents of the community; the first `proved` have a proved name and are 30."""
    made = []
    with transaction.atomic():
        for n in range(start, start + count):
            named = n - start < proved
            made.append(
                enrol(
                    phone=f"1391000{n:04}",
                    id_number=id_number(n + 500) if named else None,
                    community=house.community,
                    level=Person.Level.REAL_NAME if named else Person.Level.PHONE,
                )
            )
    return made


def act(person: Person, house) -> None:
    actor = Actor(person.pk, Capacity.RESIDENT, house.community, frozenset({house.community}))
    with transaction.atomic():
        record(actor, PeopleSearched(by="name", found=0))


def live_at(person: Person, house, room: str, relation: str) -> None:
    with transaction.atomic():
        Residence.objects.create(
            community=house.community,
            unit_id=house.unit(room),
            person=person,
            relation=relation,
            ground="papers",
            since=clock.today(),
        )


def test_people_are_counted_into_every_group_they_belong_to(committed):
    house = build()
    made = people(house, 26, proved=24)
    for person in made[:12]:
        act(person, house)
        live_at(person, house, "101", "tenant")
    act(made[25], house)  # without a proved name: registered, and no more
    live_at(made[0], house, "102", "family")
    found = count(house.community).groups
    assert found[Dimension.ALL] == {"": Stages(26, 24, 12)}
    assert found[Dimension.ESTATE] == {str(house.estate.pk): Stages(12, 12, 12)}
    assert found[Dimension.ROLE] == {
        "tenant": Stages(12, 12, 12),
        "family": Stages(1, 1, 1),
        "none": Stages(14, 12, 0),
    }
    assert found[Dimension.AGE] == {"35": Stages(24, 24, 12), "": Stages(2, 0, 0)}


def test_old_acts_and_moved_out_people_count_no_more(committed, time_machine):
    house = build()
    made = people(house, 3, proved=3)
    act(made[0], house)
    live_at(made[0], house, "101", "tenant")
    Residence.objects.within(house.community).update(
        ended_at=timezone.now(), ending="moved_out", until=clock.today()
    )
    time_machine.move_to(timezone.now() + timedelta(days=91))
    found = count(house.community).groups
    assert found[Dimension.ALL] == {"": Stages(3, 3, 0)}
    assert found[Dimension.ESTATE] == {}


def test_what_is_stored_is_withheld_and_counted_once_a_day(committed):
    house = build()
    people(house, 26, proved=13)
    count_everywhere()
    count_everywhere()
    rows = Coverage.objects.within(house.community)
    assert rows.filter(dimension=Dimension.ALL).values_list(
        "registered", "proved", "active"
    ).get() == (26, 13, None)
    assert rows.filter(dimension=Dimension.ROLE).values_list("key", "registered").get() == (
        "none",
        26,
    )
    others = Coverage.objects.within(house.other).values_list("registered", "proved", "active")
    assert [*others] == []


def test_the_funnel_takes_as_many_queries_for_few_as_for_many(committed):
    house = build()
    made = people(house, 12, proved=12)
    for person in made:
        live_at(person, house, "101", "family")
    count_everywhere()
    mine = Coverage.objects.within(house.community)
    with queries() as few:
        assert funnel(mine, house.community).groups[Dimension.ROLE][0].registered == 12
    for person in people(house, 24, start=100, proved=24):
        live_at(person, house, "103", "tenant")
    count_everywhere()
    with queries() as many:
        found = funnel(mine, house.community).groups[Dimension.ROLE]
    assert [(g.key, g.registered) for g in found] == [("tenant", 24), ("family", 12)]
    assert len(few) == len(many) == 4


def test_participation_is_told_by_the_class_of_whom_people_act_for(committed):
    house = build()
    made = people(house, 12, proved=1)
    for person in made:
        act(person, house)
    body = enter(
        SYSTEM,
        kind="social_organisation",
        place=house.community,
        names=("甲社", "Society"),
        credit_code="52440699MAD00003X" + uscc_check_character("52440699MAD00003X"),
    )
    office = appoint(
        SYSTEM,
        organisation=body.pk,
        person=made[0].public_id,
        capacity="officer",
        place=house.community,
        since=clock.today(),
        titles=("队长", "Leader"),
        ground="推选",
    )
    officer = Actor(
        made[0].pk,
        Capacity.OFFICER,
        house.community,
        frozenset({house.community}),
        office=office.pk,
        organisation=body.pk,
        body="social_organisation",
    )
    with transaction.atomic():
        record(officer, PeopleSearched(by="name", found=0))
        record(officer, PeopleSearched(by="name", found=0))
    assert taken_part(house.community) == {"community": Taken(12, 12), "social": Taken(1, 2)}
    count_everywhere()
    seen = {row.sector: row for row in by_class(mine(house), house.community)}
    assert (seen["community"].people, seen["community"].acts) == (12, 12)
    assert (seen["social"].people, seen["social"].acts) == (None, None)
    assert (seen["government"].people, seen["government"].acts) == (0, 0)
    assert len(seen) == 5


def mine(house):
    return Participation.objects.within(house.community)
