"""Home and lists cost the same however much there is; figures name nobody; entering and acting."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.queries import queries

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.needs import Need
from linli.kernel.needs import _ask as asked
from linli.organisations.actions import appoint, found
from linli.organisations.models import Office, Organisation
from linli.places.actions import establish
from linli.web.demo.filling import fill
from linli.web.figures import LEAST, Row, safe_row, safe_total


def town(communities: int, offices: int):
    """Places, a committee per community, and holders of offices in the first one."""
    district = establish(SYSTEM, kind="district", code="440604", names=("区", "District"))
    street = establish(
        SYSTEM, kind="street", code="440604010", names=("街", "Street"), parent=district.pk
    )
    places = [
        establish(
            SYSTEM,
            kind="community",
            code=f"440604010{n:03d}",
            names=(f"社{n}", f"C{n}"),
            parent=street.pk,
        )
        for n in range(communities)
    ]
    found(SYSTEM, kind="residents_committee", place=places[0].pk, names=("居委会", "Committee"))
    body = Organisation.objects.get()
    people = []
    for n in range(offices):
        with transaction.atomic():
            person = enrol(
                phone=f"1990000{n:04d}",
                name="张三",
                community=places[0].pk,
                level=Person.Level.REAL_NAME,
            )
        appoint(
            SYSTEM,
            organisation=body.pk,
            person=person.public_id,
            capacity="staff",
            place=places[0].pk,
            since=clock.today(),
            ground="x",
        )
        people.append(person)
    return places, people


def cost(client, path: str) -> int:
    with queries() as asked_for:
        assert client.get(path).status_code == 200
    return len(asked_for)


@pytest.mark.parametrize(
    "path",
    ["/", "/public/communities/", "/public/offices/", "/api/communities", "/api/offices", "/me/"],
)
def test_pages_cost_the_same_at_two_sizes(committed, client, path):
    places, people = town(2, 2)
    client.force_login(people[0], "linli.identity.signin.backend.PersonBackend")
    client.get(path)
    small = cost(client, path)
    street = places[0].path[:8]
    from linli.places.models import Place

    around = Place.objects.get(path=street)
    for n in range(10, 20):
        establish(
            SYSTEM,
            kind="community",
            code=f"440604010{n:03d}",
            names=(f"社{n}", f"C{n}"),
            parent=around.pk,
        )
    template_office = Office.objects.first()
    for n in range(10, 18):
        with transaction.atomic():
            person = enrol(phone=f"1990000{n:04d}", name="李四", community=places[0].pk, level=20)
        appoint(
            SYSTEM,
            organisation=template_office.organisation_id,
            person=person.public_id,
            capacity="staff",
            place=places[0].pk,
            since=clock.today(),
            ground="x",
        )
    assert cost(client, path) == small


def test_small_figures_are_withheld():
    assert safe_row(9, 9) == Row(None, None)
    assert safe_row(LEAST, 0) == Row(10, None)
    assert safe_row(30, 25) == Row(30, None), "the five others would be told"
    assert safe_row(30, 15) == Row(30, 15)


def test_a_total_gives_no_withheld_figure_away():
    assert safe_total([20, 30], [20, 30]) == 50
    assert safe_total([20, 9], [20, None]) is None, "29 - 20 would tell it"
    assert safe_total([20, 5, 6], [20, None, None]) == 31
    assert safe_total([20, 1, 2], [20, None, None]) is None, "three people are too few"


def test_needs_come_by_their_deadline():
    now = clock.now()
    actor = Actor(1, Capacity.RESIDENT)
    later, soon, never, none = (
        Need("later", "/", due=now + timedelta(days=2)),
        Need("soon", "/", due=now + timedelta(days=1)),
        Need("never", "/"),
        Need("none", "/", count=0),
    )
    found_needs = asked([lambda _: [never, later], lambda _: [none, soon]], actor)
    assert [need.title for need in found_needs] == ["soon", "later", "never"]


def test_an_office_needs_a_second_factor(committed, client):
    _places, people = town(1, 1)
    client.force_login(people[0], "linli.identity.signin.backend.PersonBackend")
    office = Office.objects.get()
    answer = client.post("/acting/", {"office": office.pk})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/in/factors/")
    assert "acting_office" not in client.session
    assert client.get("/work/").status_code == 403


def test_an_office_of_somebody_else_is_refused(committed, client):
    _places, people = town(1, 2)
    client.force_login(people[0], "linli.identity.signin.backend.PersonBackend")
    other = Office.objects.get(person=people[1])
    assert client.post("/acting/", {"office": other.pk}).status_code == 403
    assert client.post("/acting/", {"office": "x"}).status_code == 403
    assert "acting_office" not in client.session


def test_the_list_of_the_demo_knows_its_people_only(committed, client):
    assert client.post("/enter/", {"who": "nobody"}).status_code == 404
    assert client.post("/enter/", {}).status_code == 404
    gone = client.post("/enter/", {"who": "owner-rongyin"})
    assert gone.status_code == 409
    assert "_auth_user_id" not in client.session


def test_another_district_has_no_demo_people(committed, client):
    assert client.get("/enter/", headers={"host": "north.localhost"}).status_code == 404


def test_a_session_of_the_demo_ends_with_the_demo(committed, client, settings):
    fill()
    client.post("/enter/", {"who": "clerk-rongyin"})
    assert client.get("/work/").status_code == 200
    settings.DEMO = False
    assert client.get("/work/").status_code == 403
