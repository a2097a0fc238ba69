"""Merging and splitting communities: what is in force moves, what is over stays, nothing is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from linli.identity.models import Correction, Person
from linli.journal.models import Event, LogPending
from linli.journal.operations import run_consumer
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.errors import Refused
from linli.kernel.places import communities as to_choose
from linli.organisations.models import Office, Organisation
from linli.places import descent, queries
from linli.places.actions import areas, reforms, rosters
from linli.places.models import Area, AreaPart, Building, Estate, Place, RosterOwner, Unit
from linli.places.operations.reforms import Decision, NewCommunity
from linli.places.tests.rosters import workbook
from linli.places.tests.test_roster_rows import HEAD, row
from linli.places.tests.test_tree import tree
from linli.residence.models import Residence

pytestmark = pytest.mark.usefixtures("committed")

NEW = NewCommunity("440604010777", "新社区", "New")
CONSUMER = "linli.organisations.consumers.end_offices_of_a_community"


def decided(**changes) -> Decision:
    return replace(Decision(clock.today(), "区政府〔2026〕1号"), **changes)


def estate_in(place: Place, name: str, **changes) -> Estate:
    estate = rosters.enter_estate(SYSTEM, community=place.pk, name_zh=name)
    rosters.import_file(SYSTEM, estate=estate.pk, data=workbook([HEAD, row(**changes)]))
    return estate


def person(place: Place) -> Person:
    return Person.objects.create(community=place.pk, level=Person.Level.REAL_NAME)


def clerk(place: Place) -> Actor:
    return Actor(
        person(place).pk, Capacity.STAFF, place.pk, frozenset({place.pk}), second_factor=True
    )


def refused(code: str, act, **options):
    before = (Event.objects.count(), Place.objects.count(), descent.reforms())
    with pytest.raises(Refused) as refusal:
        act(SYSTEM, **options)
    assert refusal.value.code == code
    assert (Event.objects.count(), Place.objects.count(), descent.reforms()) == before


@pytest.fixture
def town():
    return tree(3)


def test_f134_a_merge_takes_everything_along_and_keeps_the_past(town):
    a, b = town["c00"], town["c01"]
    one, two = estate_in(a, "甲园"), estate_in(b, "甲园")
    mine, hers = person(a), person(b)
    case = Correction.objects.create(
        community=b.pk, person=hers, field="name", state="asked", at=clock.now()
    )
    over = Correction.objects.create(
        community=b.pk, person=hers, field="name", state="refused", at=clock.now()
    )
    of_b = clerk(b)
    draft = rosters.upload_roster(of_b, estate=two.pk, data=workbook([HEAD, row(房号="102")]))
    area = areas.draw_area(
        of_b, community=b.pk, name_zh="东片区", ground="会议纪要", estates=[two.pk]
    )
    body = Organisation.objects.create(
        kind="residents_committee", place=b, name_zh="居委会", name_en="RC"
    )
    office = Office.objects.create(
        organisation=body,
        person=hers,
        capacity="staff",
        place=b,
        since=clock.today() - timedelta(days=9),
        ground="x",
    )
    reform = reforms.merge_communities(SYSTEM, sources=[b.pk, a.pk], into=a.pk, decision=decided())
    two.refresh_from_db()
    assert (two.community_id, two.name_zh) == (a.pk, "甲园（社1）")
    assert Unit.objects.within(b.pk).count() == RosterOwner.objects.within(b.pk).count() == 0
    assert Unit.objects.within(a.pk).count() == 2
    draft.refresh_from_db()
    area.refresh_from_db()
    case.refresh_from_db()
    over.refresh_from_db()
    assert (draft.community, area.community, case.community, over.community) == (
        a.pk,
        a.pk,
        a.pk,
        b.pk,
    )
    assert set(Person.objects.filter(pk__in=[mine.pk, hers.pk]).values_list("community")) == {
        (a.pk,)
    }
    old = queries.by_code(b.code)
    assert old.until == clock.today()
    assert b.pk not in {each.id for each in to_choose()}
    yesterday = clock.today() - timedelta(days=1)
    Estate.objects.within(a.pk).update(since=yesterday)
    two.refresh_from_db()
    assert descent.community_on(two, yesterday) == b.pk
    assert descent.community_on(two, clock.today()) == a.pk
    assert [e.pk for e in descent.estates_on(b, yesterday)] == [two.pk]
    assert [e.pk for e in descent.estates_on(b, clock.today())] == []
    assert [way.after_id for way in descent.line_of(old).became] == [a.pk]
    # the clerk of the old community reaches nothing of what moved
    assert list(queries.estates(of_b)) == []
    assert queries.search_units(of_b, "101") == []
    event = Event.objects.get(type="places.communities_merged")
    assert event.payload == {
        "reform": reform.pk,
        "on": clock.today().isoformat(),
        "ended": [b.pk],
        "into": a.pk,
        "code": a.code,
        "estates": 1,
        "people": 2,
    }
    assert LogPending.objects.filter(event=event.pk).exists()
    for _ in range(2):
        run_consumer(event.pk, CONSUMER)
    office.refresh_from_db()
    assert (office.state, office.end_ground) == ("over", "区政府〔2026〕1号")
    assert Event.objects.filter(type="organisations.office_ended").count() == 1
    # nothing goes back to a community that is no more, and its code is given to nobody
    refused("places.community_over", rosters.enter_estate, community=b.pk, name_zh="新")
    refused(
        "places.code_taken",
        reforms.merge_communities,
        sources=[a.pk, town["c02"].pk],
        new=NewCommunity(b.code, "x", "x"),
        decision=decided(),
    )
    assert one.pk != two.pk


def test_f134_a_merge_into_a_new_community(town):
    a, b = town["c00"], town["c10"]
    estate_in(a, "甲园")
    reforms.merge_communities(SYSTEM, sources=[a.pk, b.pk], new=NEW, decision=decided())
    new = queries.by_code(NEW.code)
    assert (new.since, new.path[: -Place.steplen]) == (clock.today(), town["street0"].path)
    assert {way.before_id for way in descent.line_of(new).came_from} == {a.pk, b.pk}
    assert Unit.objects.within(new.pk).count() == 1
    assert [p.until for p in Place.objects.filter(pk__in=[a.pk, b.pk])] == [clock.today()] * 2


def test_a_merge_of_what_does_not_fit_is_refused(town):
    a, b = town["c00"].pk, town["c01"].pk
    act = reforms.merge_communities
    today = clock.today()
    refused("places.merge_of_what", act, sources=[a], new=NEW, decision=decided())
    refused("places.merge_of_what", act, sources=[a], into=a, decision=decided())
    refused("places.merge_of_what", act, sources=[a, b], decision=decided())
    refused("kernel.not_found", act, sources=[a, 0], new=NEW, decision=decided())
    refused("kernel.not_found", act, sources=[a], into=town["street0"].pk, decision=decided())
    for changes, code in (
        ({"on": today + timedelta(days=1)}, "places.reform_later"),
        ({"ground": " "}, "places.reform_ground"),
    ):
        refused(code, act, sources=[a, b], new=NEW, decision=decided(**changes))
    reforms.merge_communities(SYSTEM, sources=[a, b], new=NEW, decision=decided())
    refused("places.community_over", act, sources=[a], into=b, decision=decided())
    fresh = queries.by_code(NEW.code).pk
    early = decided(on=today - timedelta(days=1))
    refused("places.reform_before", act, sources=[fresh], into=town["c02"].pk, decision=early)


def test_only_an_administrator_with_two_factors_decides(town):
    a, b = town["c00"], town["c01"]
    people = [
        (clerk(a), "kernel.not_for_you"),
        (Actor(person(a).pk, Capacity.DISTRICT_ADMIN), "kernel.second_factor"),
    ]
    for actor, code in people:
        with pytest.raises(Refused, match=code):
            reforms.merge_communities(actor, sources=[a.pk], into=b.pk, decision=decided())
    assert Place.objects.exclude(until=None).count() == 0


def live_in(someone: Person, estate: Estate) -> Residence:
    unit = Unit.objects.within(estate.community_id).get(estate=estate)
    return Residence.objects.create(
        community=estate.community_id,
        unit=unit,
        person=someone,
        relation="tenant",
        ground="papers",
        since=date(2020, 1, 1),
        until=date(2099, 1, 1),
    )


def test_f134_a_split_sends_each_home_with_its_estate(town):
    old = town["c00"]
    stays, leaves = estate_in(old, "甲园"), estate_in(old, "乙园", 房号="201")
    at_home, elsewhere = person(old), person(old)
    home = live_in(at_home, leaves)
    both = areas.draw_area(
        SYSTEM,
        community=old.pk,
        name_zh="东片区",
        ground="x",
        estates=[stays.pk],
        buildings=[Building.objects.get(estate=leaves).pk],
    )
    of_old = clerk(old)
    reforms.split_community(
        SYSTEM, community=old.pk, new=[NEW], estates={leaves.pk: 0}, decision=decided()
    )
    new = queries.by_code(NEW.code)
    old.refresh_from_db()
    home.refresh_from_db()
    assert old.until is None
    assert home.community == new.pk
    where = dict(Person.objects.values_list("pk", "community"))
    assert (where[at_home.pk], where[elsewhere.pk]) == (new.pk, old.pk)
    assert [unit.room for unit in queries.search_units(of_old, "张三")] == ["101"]
    parts = AreaPart.objects.filter(area=both, until=None).values_list("estate", flat=True)
    assert list(parts) == [stays.pk]
    event = Event.objects.get(type="places.community_split")
    assert (event.payload["ended"], event.payload["into"]) == ([], [new.pk])
    assert (event.payload["estates"], event.payload["people"]) == (1, 1)


def test_f134_a_split_that_ends_the_old_one_leaves_nobody_behind(town):
    old = town["c00"]
    one, two = estate_in(old, "甲园"), estate_in(old, "乙园")
    at_home, elsewhere = person(old), person(old)
    live_in(at_home, one)
    torn = areas.draw_area(
        SYSTEM, community=old.pk, name_zh="东片区", ground="x", estates=[one.pk, two.pk]
    )
    other = replace(NEW, code="440604010778")
    act = reforms.split_community
    options = {"community": old.pk, "new": [NEW, other], "decision": decided()}
    refused("places.split_leaves_out", act, estates={one.pk: 0}, others=1, **options)
    refused("places.split_empty", act, estates={one.pk: 0}, **options)
    refused("kernel.not_found", act, estates={one.pk: 7}, **options)
    twice = options | {"new": [NEW, NEW]}
    refused("places.code_taken", act, estates={one.pk: 0, two.pk: 1}, **twice)
    act(SYSTEM, estates={one.pk: 0, two.pk: 1}, others=1, **options)
    first, second = queries.by_code(NEW.code), queries.by_code(other.code)
    where = dict(Person.objects.values_list("pk", "community"))
    assert (where[at_home.pk], where[elsewhere.pk]) == (first.pk, second.pk)
    assert Person.objects.filter(community=old.pk).count() == 0
    assert Area.objects.within(old.pk).get(pk=torn.pk).until == clock.today()
    assert queries.by_code(old.code).until == clock.today()


def test_f134_areas_overlap_and_keep_their_days(town):
    here, there = town["c00"], town["c01"]
    one, two = estate_in(here, "甲园"), estate_in(here, "乙园")
    away = estate_in(there, "丙园")
    building = Building.objects.get(estate=two)
    actor = clerk(here)
    draw = {"community": here.pk, "ground": "会议纪要"}
    east = areas.draw_area(
        actor, name_zh="东片区", estates=[one.pk], buildings=[building.pk], **draw
    )
    areas.draw_area(actor, name_zh="南片区", estates=[one.pk, two.pk], **draw)
    for options, code in (
        ({"name_zh": "东片区", "estates": [one.pk]}, "places.area_known"),
        ({"name_zh": "空", "estates": []}, "places.area_empty"),
        ({"name_zh": "远", "estates": [away.pk]}, "kernel.not_found"),
    ):
        refused(code, lambda _system, **o: areas.draw_area(actor, **o), **draw, **options)
    areas.redraw_area(actor, area=east.pk, estates=[two.pk], buildings=[building.pk])
    kept = AreaPart.objects.filter(area=east).order_by("pk")
    assert [(p.estate_id, p.building_id, p.until is None) for p in kept] == [
        (one.pk, None, False),
        (two.pk, building.pk, False),
        (two.pk, None, True),
    ]
    stranger = clerk(there)
    refused("kernel.not_found", lambda _s, **o: areas.end_area(stranger, **o), area=east.pk)
    areas.end_area(actor, area=east.pk)
    refused("places.area_over", lambda _s, **o: areas.end_area(actor, **o), area=east.pk)
    assert AreaPart.objects.filter(area=east, until=None).count() == 0
    assert Event.objects.filter(type="places.area_ended").count() == 1
