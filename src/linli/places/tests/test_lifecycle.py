"""F018: the stage of an estate, the threshold of the law, who may decide what."""

from datetime import date, timedelta

import pytest
from tests.refusing import events, refusing

from linli.identity.models import Person
from linli.journal.models import Event, LogPending
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.places import lifecycle, queries
from linli.places.actions import corrections
from linli.places.actions import lifecycle as actions
from linli.places.actions.rosters import enter_estate, import_file
from linli.places.first_meeting import Profile, profile_for
from linli.places.models import Estate, Place, StageMove, Unit
from linli.places.states import STAGE_TRANSITIONS, Stage
from linli.places.tests.rosters import workbook
from linli.places.tests.test_roster_rows import HEAD, row

DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("code", "delivered", "total", "reached", "needed"),
    [
        ("440604", 100, 200, False, 101),  # 超过 does not include the half
        ("440604", 101, 200, True, 101),
        ("110105", 100, 200, True, 100),  # 以上 does
        ("310101", 100, 201, False, 101),
        ("110105", 0, 0, False, 0),
    ],
)
def test_the_threshold_is_exact(code, delivered, total, reached, needed):
    profile = profile_for(code, DAY)
    assert profile.reached(delivered, total) is reached
    assert profile.needed(total) == needed
    assert profile.source


def test_the_profile_of_the_region_and_the_day_counts():
    assert profile_for("110105001", DAY).code == "beijing"
    assert profile_for("440604010", DAY).code == "national"
    assert profile_for("110105001", date(2015, 1, 1)).code == "national"
    assert isinstance(profile_for("31", DAY), Profile)


def test_every_stage_has_words_and_a_way():
    assert set(STAGE_TRANSITIONS) == set(Stage) == set(lifecycle.WORDS)
    reached, edge = {Stage.SELLING}, [Stage.SELLING]
    while edge:
        for each in STAGE_TRANSITIONS[edge.pop()]:
            if each not in reached:
                reached.add(each)
                edge.append(each)
    assert reached == set(Stage)


def test_owners_decide_what_their_stage_allows():
    estate = Estate(stage=Stage.DELIVERY)
    may = {
        stage: [m for m in lifecycle.MATTERS if queries.may_decide(Estate(stage=stage), m)]
        for stage in Stage
    }
    assert may[Stage.SELLING] == may[Stage.DELIVERY] == []
    assert may[Stage.PREPARING] == ["assembly_rules", "covenant", "committee"]
    assert may[Stage.ASSEMBLY] == may[Stage.COMMITTEE] == may[Stage.LAPSED]
    assert may[Stage.ASSEMBLY] == list(lifecycle.MATTERS)
    assert queries.may_decide(estate, "manager").reason == "places.no_assembly_yet"
    assert queries.may_decide(estate, "weather").reason == "places.no_such_matter"
    assert queries.estate_stage(estate) is Stage.DELIVERY


def test_metres_between_two_gates():
    one = Estate(latitude_micro=23_021_548, longitude_micro=113_121_416)
    other = Estate(latitude_micro=23_021_548, longitude_micro=113_131_416)
    assert queries.distance_between(one, other) == 1023
    assert queries.distance_between(one, one) == 0
    assert queries.distance_between(one, Estate()) is None


refused = refusing(lambda: (events(), StageMove.objects.count()))


def clerk(place: Place) -> Actor:
    person = Person.objects.create(community=place.pk)
    return Actor(person.pk, Capacity.STAFF, place.pk, frozenset({place.pk}), second_factor=True)


def test_f018_from_delivery_to_a_committee(committed):
    root = Place.objects.add_root(
        {"kind": "district", "code": "44", "name_zh": "区", "name_en": "D"}
    )
    place = Place.objects.add_child(
        root, {"kind": "community", "code": "44001", "name_zh": "社区", "name_en": "C"}
    )
    estate = enter_estate(SYSTEM, community=place.pk, name_zh="新园")
    one, two = clerk(place), clerk(place)
    head = [*HEAD, "交付状态"]
    rows = [
        [*row(), "已交付"],
        [*row(房号="102"), "已售未交付"],
    ]
    import_file(SYSTEM, estate=estate.pk, data=workbook([head, *rows]))
    go = actions.move_stage
    today = clock.today()
    step = {"estate": estate.pk, "on": today, "ground": "街道办〔2026〕3号"}
    # exactly a half is not more than a half
    refused("places.threshold_not_reached", go, one, to="preparing", **step)
    assert queries.ripe_estates(one) == []
    unit = Unit.objects.within(place.pk).get(room="102")
    change = {"kind": "holding", "value": "delivered"}
    proposal = corrections.propose_correction(one, unit=unit.pk, reason="交房单", **change)
    corrections.decide_correction(two, correction=proposal.pk, confirmed=True, value="delivered")
    assert [each.pk for each in queries.ripe_estates(one)] == [estate.pk]
    estate.refresh_from_db()
    assert lifecycle.suggestion(estate, lifecycle.threshold_of(estate)) is Stage.PREPARING
    refused("places.stage_not_next", go, one, to="committee", **step)
    later = step | {"on": today + timedelta(days=1)}
    refused("places.stage_later", go, one, to="preparing", **later)
    resident = Actor(one.person, Capacity.RESIDENT, place.pk, frozenset({place.pk}))
    refused("kernel.not_for_you", go, resident, to="preparing", **step)
    elsewhere = Actor(one.person, Capacity.STAFF, 0, frozenset({0}), second_factor=True)
    refused("kernel.not_found", go, elsewhere, to="preparing", **step)
    for stage in ("preparing", "assembly", "committee", "lapsed", "committee"):
        go(one, to=stage, **step)
    early = step | {"on": today - timedelta(days=1)}
    refused("places.stage_before", go, one, to="lapsed", **early)
    estate.refresh_from_db()
    assert (estate.stage, queries.ripe_estates(one)) == ("committee", [])
    moves = lifecycle.moves_of(estate)
    assert [move.after for move in moves][-1::-1] == [
        "preparing",
        "assembly",
        "committee",
        "lapsed",
        "committee",
    ]
    events = Event.objects.filter(type="places.estate_stage_moved").order_by("pk")
    assert events.count() == 5
    assert events[0].payload == {
        "estate": estate.pk,
        "before": "delivery",
        "after": "preparing",
        "on": today.isoformat(),
    }
    assert LogPending.objects.filter(event__in=events.values("pk")).count() == 5
    refused(
        "places.not_on_earth",
        actions.locate_estate,
        one,
        estate=estate.pk,
        latitude=91_000_000,
        longitude=0,
    )
    actions.locate_estate(one, estate=estate.pk, latitude=23_021_548, longitude=113_121_416)
    estate.refresh_from_db()
    assert (estate.latitude_micro, estate.longitude_micro) == (23_021_548, 113_121_416)
