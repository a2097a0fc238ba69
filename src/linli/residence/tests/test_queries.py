"""Who owns, who lives, who is told: as other modules ask."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.queries import queries as counted

from linli.kernel import clock
from linli.places.models import Title
from linli.residence import queries
from linli.residence.models import Household, Residence
from linli.residence.tests.houses import NOON, ROSTER, bring, line

DAY = date(2026, 5, 11)


def add(house, key, room, relation="owner", **more) -> Residence:
    owner = house.owner(key) if relation in {"owner", "co_owner"} else None
    return Residence.objects.create(
        community=house.community, unit_id=house.unit(room), person=house.people[key],
        relation=relation, ground="roster", since=DAY, **{"roster_owner": owner, **more},
    )  # fmt: skip


def elector(house, room) -> int:
    return Title.objects.get(unit=house.unit(room), until=None).elector_id


def test_owned_units_follow_title_and_membership(house):
    for key in ("bob", "cat"):
        add(house, key, "102", "co_owner")
    add(house, "dan", "101", "family")
    bob, cat = (house.people[k].pk for k in ("bob", "cat"))
    expected = [(house.unit("102"), elector(house, "102"), house.owner("bob").pk)]
    assert queries.owned_units(bob, house.estate.pk) == expected
    assert queries.owned_units(cat, house.estate.pk)[0][:2] == expected[0][:2]
    assert queries.owned_units(house.people["dan"].pk, house.estate.pk) == []
    assert queries.owned_units(bob, house.estate.pk, on=date(2026, 5, 10)) == []
    with clock.frozen(NOON.replace(day=20)):
        rows = [*ROSTER]
        rows[1] = line("1栋", "102", "新业主", "", "13810000077")
        bring(house, rows)
        assert queries.owned_units(bob, house.estate.pk) == []
        assert queries.owned_units(bob, house.estate.pk, on=date(2026, 5, 19)) == expected


def test_who_lives_where_and_whom_they_speak_through(house):
    add(house, "ann", "101", lives=False)
    add(house, "bob", "101", "tenant", until=date(2026, 5, 12))
    add(house, "cat", "101", "family")
    unit = house.unit("101")
    ann, bob, cat = (house.people[k].pk for k in ("ann", "bob", "cat"))
    Household.objects.create(unit_id=unit, community=house.community, contact_id=bob)
    assert queries.residents_of_units([unit]) == {unit: {ann, bob, cat}}
    assert queries.owners_of_units([unit]) == {unit: {ann}}
    assert queries.units_of_people([ann, cat]) == {ann: {unit}, cat: {unit}}
    assert queries.household_of(unit) == queries.Members(unit, frozenset({bob, cat}), bob)
    assert queries.standing_of(bob) == {"tenant": {unit}}
    assert not queries.lives_in(ann, unit=unit)
    with clock.frozen(NOON.replace(day=13)):
        assert queries.household_of(unit) == queries.Members(unit, frozenset({cat}), None)
        assert queries.standing_of(bob) == {}
    assert queries.household_of(house.unit("103")) == queries.Members(
        house.unit("103"), frozenset(), None
    )


def test_queries_stay_few(house):
    units = [house.unit(room) for room in ("101", "102", "103")]
    add(house, "ann", "101")
    with counted() as few:
        queries.households_of(units)
    add(house, "dan", "103")
    add(house, "cat", "102", "co_owner")
    with counted() as many:
        assert len(queries.households_of(units)) == 3
    assert len(few) == len(many) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"key": "ann", "room": "101"},
        {"key": "bob", "room": "101", "owner": "ann"},
        {"key": "bob", "room": "101", "relation": "owner", "roster_owner": None},
    ],
    ids=["twice", "the same owner", "an owner of no roster"],
)
def test_the_database_holds_the_lines(house, more):
    add(house, "ann", "101")
    if "owner" in more:
        more["roster_owner"] = house.owner(more.pop("owner"))
    with pytest.raises(IntegrityError), transaction.atomic():
        add(house, **more)
    assert Residence.objects.within(house.community).count() == 1
