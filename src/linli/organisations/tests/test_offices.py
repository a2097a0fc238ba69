"""Giving and ending offices: who may, what fits, what is recorded, and who wins a race."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from linli.districts.context import in_district
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.errors import Refused
from linli.organisations.actions import appoint, end_office
from linli.organisations.models import Office
from linli.organisations.queries import offices_at, offices_of, with_names


def wanted(town, **more):
    """An appointment that is in order."""
    values = {
        "organisation": town.bodies["residents_committee"].pk,
        "person": town.people.clerk.public_id,
        "capacity": "staff",
        "place": town.places["east"].pk,
        "since": clock.today(),
        "ground": "2026-1",
    }
    return {**values, **more}


def refusal(call, *args, **kwargs) -> Refused:
    offices, events = Office.objects.count(), Event.objects.count()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert (Office.objects.count(), Event.objects.count()) == (offices, events)
    return caught.value


def test_an_office_is_given_and_recorded(town):
    office = appoint(town.admin, **wanted(town))
    assert [o.pk for o in offices_of(town.people.clerk.pk)] == [office.pk]
    event = Event.objects.get(type="organisations.office_appointed")
    assert event.actor == town.people.boss.pk
    assert event.capacity == "district_admin"
    assert event.place == town.places["east"].pk
    assert event.payload == {
        "office": office.pk,
        "organisation": town.bodies["residents_committee"].pk,
        "person": town.people.clerk.pk,
        "capacity": "staff",
        "place": town.places["east"].pk,
        "since": clock.today().isoformat(),
        "until": None,
        "seat": "",
        "estate": None,
        "grounds": [],
    }
    assert [held.name for held in with_names(offices_at(town.places["east"]))] == ["甲**"]


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (lambda town: Actor(town.people.other.pk, Capacity.RESIDENT), "kernel.not_for_you"),
        (
            lambda town: Actor(town.people.other.pk, Capacity.STAFF, second_factor=True),
            "kernel.not_for_you",
        ),
        (
            lambda town: Actor(town.people.other.pk, Capacity.AUDITOR, second_factor=True),
            "kernel.not_for_you",
        ),
        (
            lambda town: Actor(town.people.boss.pk, Capacity.DISTRICT_ADMIN),
            "kernel.second_factor",
        ),
    ],
)
def test_only_an_administrator_with_two_factors_appoints(town, actor, code):
    assert refusal(appoint, actor(town), **wanted(town)).code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda t: {"capacity": "district_admin"}, "organisations.capacity_not_given_here"),
        (lambda t: {"capacity": "auditor"}, "organisations.capacity_not_given_here"),
        (lambda t: {"place": t.places["west"].pk}, "organisations.place_outside"),
        (lambda t: {"place": t.places["street"].pk}, "organisations.place_outside"),
        (lambda t: {"place": 0}, "kernel.not_found"),
        (lambda t: {"organisation": 0}, "kernel.not_found"),
        (lambda t: {"person": "0" * 12}, "organisations.nobody"),
        (lambda t: {"person": t.people.boss.public_id}, "organisations.not_yourself"),
        (lambda t: {"until": clock.today() - timedelta(days=1)}, "organisations.dates"),
    ],
)
def test_what_does_not_fit_is_refused(town, change, code):
    assert refusal(appoint, town.admin, **wanted(town, **change(town))).code == code


def test_an_office_needs_a_proven_name(town):
    person = town.people.clerk
    person.level = person.Level.PHONE
    person.save()
    assert refusal(appoint, town.admin, **wanted(town)).code == "organisations.real_name_first"


def test_the_same_office_is_not_given_twice_at_a_time(town):
    end = clock.today() + timedelta(days=10)
    appoint(town.admin, **wanted(town, until=end))
    assert refusal(appoint, town.admin, **wanted(town, since=end)).code == (
        "organisations.holds_already"
    )
    appoint(town.admin, **wanted(town, since=end + timedelta(days=1)))
    assert Office.objects.count() == 2


@pytest.mark.parametrize("first", ["staff", "auditor"])
def test_an_auditor_holds_no_other_office(town, first):
    staff = wanted(town)
    audit = wanted(
        town,
        organisation=town.bodies["auditor"].pk,
        capacity="auditor",
        place=town.places["district"].pk,
    )
    one, two = (staff, audit) if first == "staff" else (audit, staff)
    office = appoint(town.admin, **one)
    assert refusal(appoint, town.admin, **two).code == "organisations.auditor_apart"
    end_office(town.admin, office=office.pk, ground="2026-2")
    appoint(town.admin, **two)
    assert len(offices_of(town.people.clerk.pk)) == 1


def test_an_office_lasts_through_its_last_day(town):
    office = appoint(town.admin, **wanted(town))
    end_office(town.admin, office=office.pk, last_day=clock.today() + timedelta(days=2), ground="x")
    midnight = clock.now().astimezone(clock.LOCAL).replace(hour=0, minute=0, second=0)
    with clock.frozen(midnight + timedelta(days=2, hours=23)):
        assert len(offices_of(town.people.clerk.pk)) == 1
    with clock.frozen(midnight + timedelta(days=3)):
        assert offices_of(town.people.clerk.pk) == []


def test_an_office_ends_at_once(town):
    office = appoint(town.admin, **wanted(town))
    end_office(town.admin, office=office.pk, ground="2026-3")
    assert offices_of(town.people.clerk.pk) == []
    office.refresh_from_db()
    assert (office.until, office.state, office.end_ground) == (clock.today(), "over", "2026-3")
    event = Event.objects.get(type="organisations.office_ended")
    assert event.payload == {
        "office": office.pk,
        "until": clock.today().isoformat(),
        "at_once": True,
    }
    again = refusal(end_office, town.admin, office=office.pk, ground="x")
    assert again.code == "organisations.over_already"


def test_a_last_day_in_the_past_is_refused(town):
    office = appoint(town.admin, **wanted(town))
    day = clock.today() - timedelta(days=1)
    code = refusal(end_office, town.admin, office=office.pk, last_day=day, ground="x").code
    assert code == "organisations.dates"
    assert refusal(end_office, town.admin, office=0, ground="x").code == "kernel.not_found"


def administrators(town) -> list[Office]:
    values = {
        "organisation": town.bodies["district"].pk,
        "capacity": "district_admin",
        "place": town.places["district"].pk,
        "since": clock.today(),
        "ground": "x",
    }
    people = (town.people.clerk, town.people.other)
    return [appoint(SYSTEM, person=each.public_id, **values) for each in people]


def test_the_last_administrator_stays(town):
    one, two = administrators(town)
    end_office(town.admin, office=one.pk, ground="x")
    code = refusal(end_office, town.admin, office=two.pk, ground="x").code
    assert code == "organisations.last_administrator"
    later = refusal(end_office, town.admin, office=two.pk, last_day=clock.today(), ground="x").code
    assert later == "organisations.last_administrator"


def test_two_administrators_cannot_end_each_other(town):
    """Both calls begin together; exactly one of them wins."""
    offices = administrators(town)
    start, results = Barrier(2), []

    def end(office: Office) -> None:
        try:
            with in_district("demo"):
                start.wait()
                end_office(town.admin, office=office.pk, ground="x")
                results.append("ended")
        except Refused as refused:
            results.append(refused.code)
        finally:
            connections.close_all()

    threads = [Thread(target=end, args=(office,)) for office in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["ended", "organisations.last_administrator"]
    assert len(Office.objects.filter(ended_at=None)) == 1


def test_one_appointment_wins_a_race(town):
    start, results = Barrier(2), []

    def give() -> None:
        try:
            with in_district("demo"):
                start.wait()
                appoint(town.admin, **wanted(town))
                results.append("given")
        except Refused as refused:
            results.append(refused.code)
        finally:
            connections.close_all()

    threads = [Thread(target=give) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["given", "organisations.holds_already"]


def test_states_follow_the_day(town):
    office = Office(since=clock.today(), until=None)
    assert office.state == "held"
    assert Office(since=clock.today() + timedelta(days=1)).state == "coming"
    assert Office(since=date(2020, 1, 1), until=clock.today() - timedelta(days=1)).state == "over"
    assert Office(since=date(2020, 1, 1), until=clock.today()).state == "held"
