"""F001: every home resolves to one grid, one contact household, one branch, one community."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.grids.actions import grids, posts
from linli.grids.models import BranchEstate, ContactPart, Grid, GridPart, Post
from linli.grids.operations.parts import move_to_contact, move_to_grid
from linli.grids.queries import chain_of, climb, contact_of, grid_of, without_contact, without_grid
from linli.grids.queries.resolving import units_in, units_of_contact
from linli.grids.tests.factories import LONG_AGO, Quarter, build, grid, office
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.organisations.models import Organisation

DAYS = [LONG_AGO + timedelta(days=n) for n in range(6)]
#: What is moved on a day: whether a building or a unit, which of them, and to which of three.
MOVES = st.lists(
    st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 3), st.integers(0, 2)),
    max_size=12,
).map(lambda moves: sorted(moves, key=lambda move: move[0]))


def party(quarter: Quarter) -> tuple[Organisation, Organisation]:
    """The community's party organisation and the branch of its estate."""
    return tuple(
        Organisation.objects.create(
            kind=kind, place_id=quarter.community, name_zh=name, name_en=name
        )
        for kind, name in (("party_committee", "社区党委"), ("party_branch", "和园党支部"))
    )


@pytest.mark.usefixtures("db")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=MOVES)
def test_f001_every_home_resolves_to_one_on_each_day(place, moves):
    """Against a plain model: a unit's own last move counts, else its building's, else nothing."""
    quarter, contacts, areas = place
    GridPart.objects.within(quarter.community).delete()
    ContactPart.objects.within(quarter.community).delete()
    expected: dict[tuple[date, int], int | None] = {}
    own: dict[int, int] = {}
    by_building: dict[int, int] = {}
    for index, day in enumerate(DAYS):
        for _, of_building, which, target in [move for move in moves if move[0] == index]:
            building, unit = quarter.buildings[which % 2], quarter.units[which]
            chosen = ([building], []) if of_building else ([], [unit])
            move_to_grid(areas[target], *chosen, day)
            move_to_contact(contacts[target], *chosen, day)
            (by_building if of_building else own)[building.pk if of_building else unit.pk] = target
        for unit in quarter.units:
            expected[day, unit.pk] = own.get(unit.pk, by_building.get(unit.building_id))
    for day in DAYS:
        for unit in quarter.units:
            target = expected[day, unit.pk]
            contact, area = contact_of(unit, day), grid_of(unit, day)
            assert (contact and contacts.index(contact)) == target
            assert (area and areas.index(area)) == target
        in_grids = Counter(
            pk for g in areas for pk in units_in(g, day).values_list("pk", flat=True)
        )
        of_all = {unit.pk for unit in quarter.units if expected[day, unit.pk] is not None}
        assert {pk for pk in in_grids if pk in {u.pk for u in quarter.units}} == of_all
        assert set(in_grids.values()) <= {1}
        kept = [
            pk for c in contacts for pk in units_of_contact(c, day).values_list("pk", flat=True)
        ]
        assert Counter(kept) == Counter(of_all)


@pytest.fixture
def place(db):
    """Three grids and three contact households of one estate, in the test's own transaction."""
    from linli.grids.tests.factories import person
    from linli.places.models import Estate, Place

    district = Place.objects.add_root(
        {"kind": "district", "code": "1", "name_zh": "区", "name_en": "D"}
    )
    here = Place.objects.add_child(
        district, {"kind": "community", "code": "2", "name_zh": "社", "name_en": "C"}
    )
    from linli.grids.tests.factories import homes

    quarter = Quarter(community=here.pk)
    quarter.estate = Estate.objects.create(community=here, name_zh="和园", since=LONG_AGO)
    quarter.buildings, quarter.units = homes(quarter.estate)
    areas = [
        Grid.objects.create(community=here.pk, name_zh=str(n), since=LONG_AGO) for n in range(3)
    ]
    contacts = [
        Post.objects.create(
            community=here.pk,
            kind="contact",
            person=person(here.pk),
            estate=quarter.estate,
            since=LONG_AGO,
            ground="x",
        )
        for _ in range(3)
    ]
    return quarter, contacts, areas


def test_f001_chain_coverage_and_the_climb(quarter: Quarter):
    committee, branch = party(quarter)
    home, other = quarter.units[0], quarter.units[2]
    first = grid(quarter)
    quarter.give(Post.Kind.HEAD, first.pk, "bob")
    assert list(without_contact(quarter.community).order_by("position")) == quarter.units
    grids.bind_branch(quarter.clerk, estate=quarter.estate.pk, branch=branch.pk, since=LONG_AGO)
    contact = quarter.give(Post.Kind.CONTACT, quarter.estate.pk, "ann")
    posts.give_homes(quarter.clerk, post=contact.pk, buildings=[home.building_id])
    chain = chain_of(home)
    assert (chain.contact, chain.branch, chain.community) == (contact, branch, committee)
    assert chain.whole
    assert not chain_of(other).whole
    assert list(without_contact(quarter.community).order_by("position")) == quarter.units[2:]
    assert list(without_grid(quarter.community)) == []
    ann, bob, clerk = (quarter.people["ann"].pk, quarter.people["bob"].pk, quarter.clerk.person)
    office(branch, quarter.people["cat"], "officer", quarter.community)
    assert [(s.level, s.people) for s in climb(home)] == [
        ("contact", frozenset({ann})),
        ("branch", frozenset({quarter.people["cat"].pk})),
        ("community", frozenset({clerk})),
    ]
    assert climb(other)[0].people == frozenset({bob}), "without a contact the grid's head hears"


def test_the_branch_and_the_homes_have_a_history(quarter: Quarter):
    _, branch = party(quarter)
    newer = Organisation.objects.create(
        kind="party_branch", place_id=quarter.community, name_zh="新支部", name_en="New"
    )
    later = LONG_AGO + timedelta(days=60)
    for body, day in ((branch, LONG_AGO), (newer, later)):
        grids.bind_branch(quarter.clerk, estate=quarter.estate.pk, branch=body.pk, since=day)
    unit = quarter.units[0]
    found = [chain_of(unit, day).branch for day in (later - timedelta(days=1), later)]
    assert found == [branch, newer]

    def code(act) -> str:
        before = (
            BranchEstate.objects.within(quarter.community).count(),
            list(GridPart.objects.within(quarter.community).values_list("pk", "until")),
        )
        with pytest.raises(Refused) as caught:
            act()
        assert before == (
            BranchEstate.objects.within(quarter.community).count(),
            list(GridPart.objects.within(quarter.community).values_list("pk", "until")),
        )
        return caught.value.code

    bind = {"estate": quarter.estate.pk, "branch": branch.pk, "since": LONG_AGO}
    assert code(lambda: grids.bind_branch(quarter.clerk, **bind)) == "grids.planned_otherwise"
    body = quarter.bodies["甲居委会"].pk
    assert (
        code(lambda: grids.bind_branch(quarter.clerk, estate=quarter.estate.pk, branch=body))
        == "grids.not_a_branch"
    )
    assert code(lambda: grids.bind_branch(quarter.far, **bind)) == "kernel.not_found"
    first, second = grid(quarter), grid(quarter, "第二网格", [])
    move = {"grid": second.pk, "buildings": [quarter.buildings[0].pk]}
    grids.move_in(quarter.clerk, since=clock.today(), **move)
    assert grid_of(unit) == second
    assert grid_of(unit, clock.today() - timedelta(days=1)) == first
    assert code(lambda: grids.move_in(quarter.clerk, since=LONG_AGO, **move)) == (
        "grids.planned_otherwise"
    )
    assert code(lambda: grids.move_in(quarter.clerk, grid=second.pk)) == "grids.nothing_chosen"
    assert (
        code(lambda: grids.move_in(quarter.clerk, grid=second.pk, units=[999_999]))
        == "grids.outside"
    )
    draw = {"community": quarter.community, "name_zh": "第一网格"}
    assert code(lambda: grids.draw(quarter.clerk, **draw)) == "grids.name_taken"


@pytest.mark.usefixtures("committed")
def test_the_database_itself_keeps_a_building_in_one_grid():
    from django.db import IntegrityError, transaction

    quarter = build()
    first, second = grid(quarter), grid(quarter, "第二网格", [])
    values = {"community": quarter.community, "since": clock.today(), "kind": first.kind}
    with pytest.raises(IntegrityError, match="a_building_in_one_grid"), transaction.atomic():
        GridPart.objects.create(grid=second, building=quarter.buildings[0], **values)
