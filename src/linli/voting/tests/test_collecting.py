"""Who has not voted: for appointed collectors, while the vote runs, each look on record."""

import pytest

from linli.journal.models import Event
from linli.kernel import clock
from linli.voting import queries
from linli.voting.actions.collecting import look_at_missing
from linli.voting.models import Teller
from linli.voting.tests import casting
from linli.voting.tests.casting import AFTER, DURING, refusal, vote
from linli.voting.tests.estates import ROOMS, clerk
from linli.voting.tests.test_proxies import office


@pytest.fixture(autouse=True)
def _during(quarter):
    with clock.frozen(DURING):
        yield


def test_only_an_appointed_collector_looks_and_each_look_is_recorded(quarter):
    row = casting.opened(quarter)
    teller = quarter.owners["1栋 105"]
    for actor in (teller, quarter.owners["1栋 101"], clerk(quarter)):
        assert refusal(look_at_missing, actor, assembly=row.pk).code == "voting.collectors_only"
    Teller.objects.filter(person=teller.person).update(collects=True)
    for room in ROOMS[:3]:
        vote(quarter, row, room)
    casting.at_the_booth(quarter, row, ROOMS[3])
    casting.handed_in(quarter, row, ROOMS[4])
    found = look_at_missing(teller, assembly=row.pk)
    assert [each.homes for each in found] == [
        "1栋 1单元 106", "2栋 1单元 101", "2栋 1单元 102", "2栋 1单元 103",
    ]  # fmt: skip
    building = quarter.units[ROOMS[0]].building_id
    found = look_at_missing(teller, assembly=row.pk, building=building)
    assert [each.homes for each in found] == ["1栋 1单元 106"]
    looks = Event.objects.filter(type="ballots.missing_looked_at").order_by("pk")
    assert [(e.actor, e.payload["building"]) for e in looks] == [
        (teller.person, None),
        (teller.person, building),
    ]
    assert [(t.voted, t.electors) for t in queries.turnout(row)] == [(5, 6), (0, 3)]
    with clock.frozen(AFTER):
        assert refusal(look_at_missing, teller, assembly=row.pk).code == "voting.not_open"


def test_a_collector_who_came_to_work_for_the_property_company_sees_nothing(quarter):
    row = casting.opened(quarter)
    teller = quarter.owners["1栋 105"]
    Teller.objects.filter(person=teller.person).update(collects=True)
    office(quarter, "property_company", "1栋 105", "好管家物业")
    caught = refusal(look_at_missing, teller, assembly=row.pk)
    assert caught.code == "voting.not_by_property_people"
