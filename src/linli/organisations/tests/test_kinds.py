"""The catalogue, and what it refuses: places, estates, classes, codes, seats, conflicts."""

from datetime import date, timedelta

import pytest
from tests.racing import race
from tests.refusing import events, refusal_of

from linli.identity.identifiers import uscc_check_character
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.organisations import kinds
from linli.organisations.actions import appoint, found
from linli.organisations.models import Office, Organisation
from linli.organisations.queries import bodies_at, holds, officer_scope, people_of
from linli.organisations.terms import term_of
from linli.places.actions.rosters import enter_estate

CODE = "91440699MAD00001X" + uscc_check_character("91440699MAD00001X")


def test_the_catalogue_is_whole():
    assert set(kinds.KINDS) == set(kinds.Kind.values)
    for row in kinds.TABLE:
        codes = [seat.code for seat in row.seats]
        assert len(codes) == len(set(codes)), row.kind
        assert all(seat.capacity in row.gives for seat in row.seats), row.kind
        assert row.gives, row.kind
        # rights over the administration's records are given by the district alone
        assert not row.appointers or row.gives == {Capacity.OFFICER}, row.kind
        assert not row.one_per_estate or row.bond is kinds.Bond.MUST


def test_terms_come_with_their_source_and_first_day():
    assert term_of("owners_committee", date(2026, 3, 1)).last_day(date(2026, 3, 1)) == (
        date(2031, 2, 28)
    )
    assert term_of("property_management_committee", date(2020, 4, 30)) is None
    assert term_of("property_management_committee", date(2020, 5, 1)).years == 3
    assert term_of("property_company", clock.today()) is None


@pytest.fixture
def quarter(town):
    """An estate in the east with an owners' committee and a property company."""
    east = town.places["east"].pk
    estate = enter_estate(SYSTEM, community=east, name_zh="东园")
    for kind, name, code in (
        ("owners_committee", "东园业委会", ""),
        ("property_company", "东顺物业", CODE),
    ):
        town.bodies[kind] = found(
            SYSTEM,
            kind=kind,
            place=east,
            names=(name, name),
            estate=estate.pk,
            credit_code=code,
        )
    return estate


def clerk_of(town, **more) -> Actor:
    """Staff of the residents' committee in the east."""
    east = town.places["east"].pk
    values = {"place": east, "reach": frozenset({east}), "body": "residents_committee", **more}
    return Actor(town.people.boss.pk, Capacity.STAFF, second_factor=True, **values)


refused = refusal_of(lambda: (Organisation.objects.count(), Office.objects.count(), events()))


def test_what_does_not_fit_a_kind_is_refused(town, quarter):
    east, west, district = (town.places[key].pk for key in ("east", "west", "district"))
    wrong = uscc_check_character(CODE[:17])
    bad = CODE[:17] + next(c for c in "0123" if c != wrong)
    for code, values in {
        "organisations.kind_unknown": {"kind": "guild"},
        "organisations.not_at_this_place": {"kind": "owners_committee", "place": district},
        "organisations.estate_first": {"kind": "owners_committee"},
        "organisations.no_estate": {"kind": "residents_committee", "estate": quarter.pk},
        "organisations.estate_elsewhere": {
            "kind": "party_branch",
            "place": west,
            "estate": quarter.pk,
        },
        "organisations.sector_not_of_kind": {"kind": "partner_unit", "sector": "community"},
        "organisations.credit_code_first": {"kind": "developer"},
        "organisations.no_credit_code": {"kind": "self_organised_group", "credit_code": CODE},
        "identity.credit_code_check": {"kind": "developer", "credit_code": bad},
        "organisations.credit_code_taken": {"kind": "developer", "credit_code": CODE},
        "organisations.one_per_estate": {"kind": "owners_committee", "estate": quarter.pk},
        "organisations.name_taken": {"kind": "self_organised_group", "names": ("东顺物业", "x")},
        "organisations.not_yet": {
            "kind": "partner_unit",
            "since": clock.today() + timedelta(days=1),
        },
        "kernel.not_found": {"kind": "party_branch", "estate": 0},
    }.items():
        wanted = {"place": east, "names": ("新", "New"), **values}
        assert refused(found, SYSTEM, **wanted) == code


def test_staff_enter_and_fill_the_bodies_of_their_reach_alone(town, quarter):
    east, west, street = (town.places[key].pk for key in ("east", "west", "street"))
    clerk = clerk_of(town)
    group = {"kind": "self_organised_group", "names": ("太极队", "Tai chi")}
    made = found(clerk, place=east, **group)
    assert (made.sector, made.kind) == ("community", "self_organised_group")
    assert refused(found, clerk, place=west, **group) == "kernel.not_found"
    assert refused(found, clerk, place=street, **group) == "kernel.not_found"
    preparing = {"kind": "preparatory_group", "names": ("筹备组", "Prep"), "estate": quarter.pk}
    assert refused(found, clerk, place=east, **preparing) == "kernel.not_for_you"
    above = clerk_of(town, place=street, body="street")
    assert found(above, place=east, **preparing).estate_id == quarter.pk
    one = Actor(clerk.person, Capacity.STAFF, east, clerk.reach, body="residents_committee")
    assert refused(found, one, place=east, **group) == "kernel.second_factor"
    officer = Actor(clerk.person, Capacity.OFFICER, east, clerk.reach, second_factor=True)
    assert refused(found, officer, place=east, **group) == "kernel.not_for_you"


def seat(town, kind: str, code: str, person, **more):
    return {
        "organisation": town.bodies[kind].pk,
        "person": person.public_id,
        "capacity": "officer",
        "place": town.places["east"].pk,
        "since": clock.today(),
        "ground": "2026-1",
        "seat": code,
        **more,
    }


def test_an_officer_of_an_estate(town, quarter):
    """Title and term come from the catalogue; others may ask who holds what."""
    clerk, person = clerk_of(town), town.people.clerk
    office = appoint(clerk, **seat(town, "owners_committee", "chair", person))
    term = term_of("owners_committee", clock.today())
    assert (office.title_zh, office.title_en, office.until) == (
        "主任",
        "Chair",
        term.last_day(clock.today()),
    )
    assert holds(person.pk, "owners_committee", estate=quarter.pk)
    assert holds(person.pk, "owners_committee", estate=quarter.pk, seats=["chair"])
    assert not holds(person.pk, "owners_committee", estate=quarter.pk, seats=["member"])
    assert not holds(person.pk, "owners_committee", estate=quarter.pk + 1)
    assert not holds(person.pk, "owners_committee", on=clock.today() - timedelta(days=1))
    assert not holds(person.pk, "property_company", estate=quarter.pk)
    assert [row.office.pk for row in people_of(town.bodies["owners_committee"].pk)] == [office.pk]
    assert bodies_at(quarter.pk, "owners_committee") == [town.bodies["owners_committee"]]
    east = town.places["east"].pk
    acting = Actor(person.pk, Capacity.OFFICER, east, frozenset({east}), True, office=office.pk)
    scope = officer_scope(acting)
    assert (scope.estates, scope.communities) == (frozenset({quarter.pk}), frozenset({east}))
    assert officer_scope(clerk).estates == frozenset()


@pytest.mark.parametrize("first", ["owners_committee", "property_company"])
def test_the_paid_do_not_watch_over_their_payer(town, quarter, first):
    second = {"owners_committee": "property_company", "property_company": "owners_committee"}
    code = {"owners_committee": "member", "property_company": "guard"}
    clerk, person = clerk_of(town), town.people.clerk
    appoint(clerk, **seat(town, first, code[first], person))
    other = second[first]
    assert refused(appoint, clerk, **seat(town, other, code[other], person)) == (
        "organisations.conflict"
    )
    after = term_of("owners_committee", clock.today()).last_day(clock.today()) + timedelta(days=1)
    if first == "owners_committee":  # after the term it is no conflict
        appoint(clerk, **seat(town, other, code[other], person, since=after))
    elsewhere = enter_estate(SYSTEM, community=town.places["east"].pk, name_zh="西园")
    town.bodies[other] = found(
        SYSTEM,
        kind=other,
        place=town.places["east"].pk,
        names=("别处", "Elsewhere"),
        estate=elsewhere.pk,
        credit_code=""
        if other == "owners_committee"
        else "91440699MAD00002X" + uscc_check_character("91440699MAD00002X"),
    )
    appoint(clerk, **seat(town, other, code[other], person))


def test_a_seat_for_one_has_one_holder(town, quarter):
    clerk = clerk_of(town)
    answers = race(
        *(
            lambda person=person: appoint(clerk, **seat(town, "owners_committee", "chair", person))
            for person in (town.people.clerk, town.people.other)
        )
    )
    assert answers == ["done", "organisations.seat_taken"]
    assert Office.objects.filter(seat="chair").count() == 1
    wrong = seat(town, "owners_committee", "manager", town.people.clerk)
    assert refused(appoint, clerk, **wrong) == "organisations.seat_unknown"


def test_one_of_two_equal_bodies_is_entered(town, quarter):
    clerk = clerk_of(town)
    values = {"kind": "social_organisation", "place": town.places["east"].pk}
    code = "52440699MAD00003X" + uscc_check_character("52440699MAD00003X")
    answers = race(
        *(
            lambda name=name: found(clerk, names=(name, name), credit_code=code, **values)
            for name in ("甲会", "乙会")
        )
    )
    assert answers == ["done", "organisations.credit_code_taken"]
