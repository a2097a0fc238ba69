"""Grounds, covers, and the record of a body: F002, F010, covering substitutes."""

from datetime import timedelta

from tests.racing import race
from tests.refusing import refusal_of

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.organisations import actions
from linli.organisations.models import Binding, Cover, Office, OfficeGround
from linli.organisations.needs import official_needs
from linli.organisations.queries import class_of_capacity, offices_of, people_of
from linli.places.actions.rosters import enter_estate

DAY = timedelta(days=1)


refused = refusal_of(
    lambda: [table.objects.count() for table in (Office, OfficeGround, Cover, Binding, Event)]
)


def as_office(person, office) -> Actor:
    """As the web layer builds it."""
    place = office.place_id
    return Actor(
        person.pk, Capacity(office.capacity), place, frozenset({place}), True, office=office.pk
    )


def director(town, person, **more) -> Office:
    """The director of the residents' committee, elected; the street's appointment is to come."""
    values = {
        "organisation": town.bodies["residents_committee"].pk,
        "person": person.public_id,
        "capacity": "staff",
        "seat": "chair",
        "place": town.places["east"].pk,
        "since": clock.today(),
        "ground": "换届选举",
        "grounds": [("election", clock.today() - DAY, "选公告〔2026〕1号")],
    }
    return actions.appoint(town.admin, **values, **more)


def test_f010_election_and_street_appointment_are_both_recorded(town):
    office = director(town, town.people.clerk)
    (held,) = people_of(office.organisation_id)
    assert [ground.kind for ground in held.grounds] == ["election"]
    assert len(held.missing) == 1
    wanted = {"office": office.pk, "kind": "street_appointment", "document": "街聘〔2026〕2号"}
    assert refused(actions.add_ground, town.admin, **wanted, day=clock.today() + DAY) == (
        "organisations.not_yet"
    )
    answers = race(
        *(lambda: actions.add_ground(town.admin, **wanted, day=clock.today()) for _ in range(2))
    )
    assert answers == ["done", "organisations.ground_recorded"]
    (held,) = people_of(office.organisation_id)
    assert [(g.kind, g.document) for g in held.grounds] == [
        ("election", "选公告〔2026〕1号"),
        ("street_appointment", "街聘〔2026〕2号"),
    ]
    assert held.missing == ()
    event = Event.objects.get(type="organisations.office_ground_recorded")
    assert event.payload == {
        "office": office.pk,
        "kind": "street_appointment",
        "day": clock.today().isoformat(),
    }


def test_a_term_that_ends_soon_waits_for_whoever_fills_the_office(town):
    assert list(official_needs(town.admin)) == []
    director(town, town.people.clerk, until=clock.today() + timedelta(days=60))
    (need,) = official_needs(town.admin)
    assert (need.count, need.due.date()) == (1, clock.today() + timedelta(days=60))
    clerk = Actor(town.people.other.pk, Capacity.STAFF, second_factor=True, body="street")
    assert list(official_needs(clerk)) == []


def test_a_substitute_acts_for_the_holder_and_both_stand_on_the_act(town):
    office = director(town, town.people.clerk)
    colleague = actions.appoint(
        town.admin,
        organisation=office.organisation_id,
        person=town.people.other.public_id,
        capacity="staff",
        place=office.place_id,
        since=clock.today(),
        ground="聘任",
    )
    office = offices_of(town.people.clerk.pk)[0]
    holder = as_office(town.people.clerk, office)
    days = {"since": clock.today(), "until": clock.today() + DAY, "ground": "病假"}
    other = town.people.other.public_id
    for code, change in {
        "organisations.cover_oneself": {"person": town.people.clerk.public_id},
        "organisations.cover_by_colleague": {"person": town.people.boss.public_id},
        "organisations.nobody": {"person": "0" * 12},
        "organisations.dates": {"since": clock.today() - DAY},
        "organisations.cover_too_long": {"until": clock.today() + timedelta(days=93)},
    }.items():
        wanted = {"office": office.pk, "person": other, **days, **change}
        assert refused(actions.cover, holder, **wanted) == code
    stranger = Actor(town.people.other.pk, Capacity.RESIDENT)
    wanted = {"office": office.pk, "person": other, **days}
    assert refused(actions.cover, stranger, **wanted) == "kernel.not_for_you"
    row = actions.cover(holder, **wanted)
    assert refused(actions.cover, holder, **wanted) == "organisations.covered_already"
    (held,) = [each for each in people_of(office.organisation_id) if each.cover]
    assert (held.cover_id, held.cover_number) == (row.pk, town.people.other.public_id)
    own, covered = offices_of(town.people.other.pk)
    assert (own.pk, covered.pk, covered.covered) == (colleague.pk, office.pk, True)
    acting = as_office(town.people.other, covered)
    # a substitute names no other one
    again = {**wanted, "since": clock.today() + 2 * DAY, "until": clock.today() + 2 * DAY}
    assert refused(actions.cover, acting, **again) == "kernel.not_for_you"
    actions.end_cover(acting, cover=row.pk)
    event = Event.objects.get(type="organisations.cover_ended")
    assert (event.actor, event.office) == (town.people.other.pk, office.pk)
    assert [each.pk for each in offices_of(town.people.other.pk)] == [colleague.pk]


def test_a_cover_ends_by_itself(town):
    office = director(town, town.people.clerk)
    actions.cover(
        town.admin,
        office=office.pk,
        person=town.people.other.public_id,
        since=clock.today(),
        until=clock.today() + DAY,
        ground="出差",
    )
    noon = clock.now().astimezone(clock.LOCAL).replace(hour=12)
    with clock.frozen(noon + DAY):
        assert [each.pk for each in offices_of(town.people.other.pk)] == [office.pk]
    with clock.frozen(noon + 2 * DAY):
        assert offices_of(town.people.other.pk) == []


def test_nobody_covers_whom_they_audit(town):
    actions.appoint(
        town.admin,
        organisation=town.bodies["auditor"].pk,
        person=town.people.other.public_id,
        capacity="auditor",
        place=town.places["district"].pk,
        since=clock.today(),
        ground="聘任",
    )
    office = director(town, town.people.clerk)
    wanted = {"office": office.pk, "person": town.people.other.public_id, "ground": "出差"}
    code = refused(actions.cover, town.admin, **wanted, since=clock.today(), until=clock.today())
    assert code == "organisations.auditor_apart"


def test_f002_a_branch_and_its_estates_with_history(town):
    east = town.places["east"].pk
    one, two = (enter_estate(SYSTEM, community=east, name_zh=n) for n in ("东园", "西园"))
    founded = clock.today() - timedelta(days=10)
    branch = actions.found(
        SYSTEM,
        kind="party_branch",
        place=east,
        names=("东园党支部", "Dongyuan branch"),
        estate=one.pk,
        since=founded,
        ground="社区党委〔2026〕3号",
    )
    moved = {"organisation": branch.pk, "day": clock.today(), "ground": "社区党委〔2026〕4号"}
    assert refused(actions.bind, town.admin, **moved, estate=one.pk) == (
        "organisations.nothing_changed"
    )
    assert refused(actions.bind, town.admin, **moved, estate=None) == "organisations.estate_first"
    actions.bind(town.admin, **moved, estate=two.pk)
    history = Binding.objects.filter(organisation=branch).order_by("pk")
    assert list(history.values_list("estate", "since", "until")) == [
        (one.pk, founded, clock.today() - DAY),
        (two.pk, clock.today(), None),
    ]
    event = Event.objects.get(type="organisations.organisation_bound")
    assert event.payload["estate"] == two.pk


def test_an_entry_is_corrected_with_a_reason_and_ended_when_nobody_serves(town):
    body = town.bodies["residents_committee"]
    office = director(town, town.people.clerk)
    entry = {"sector": "community", "credit_code": "", "reason": "错字"}
    names = ("东居委会", body.name_en)
    actions.correct(town.admin, organisation=body.pk, names=names, **entry)
    (row,) = body.corrections.all()
    assert (row.field, row.before, row.after, row.reason) == (
        "name_zh",
        "residents_committee-zh",
        "东居委会",
        "错字",
    )
    again = refused(actions.correct, town.admin, organisation=body.pk, names=names, **entry)
    assert again == "organisations.nothing_changed"
    close = {"organisation": body.pk, "last_day": clock.today(), "ground": "撤销"}
    assert refused(actions.end_organisation, town.admin, **close) == "organisations.offices_first"
    actions.end_office(town.admin, office=office.pk, ground="撤销")
    assert actions.end_organisation(town.admin, **close).ended
    assert refused(actions.end_organisation, town.admin, **close) == "organisations.no_more"


def test_f008_an_act_counts_in_the_class_of_its_body(db):
    assert class_of_capacity("resident") == "community"
    assert class_of_capacity("staff", "street") == "government"
    assert class_of_capacity("staff", "residents_committee") == "community"
    assert class_of_capacity("officer", "property_company") == "market"
    assert class_of_capacity("officer", "party_branch") == "party"
    assert class_of_capacity("system") == ""
