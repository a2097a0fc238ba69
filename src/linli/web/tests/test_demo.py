"""The demo district is filled once, with people in every role, none of whom could be real."""

from collections import Counter

import pytest
from pydantic import ValidationError

from config.env import Env
from linli.identity.identifiers import parse_id, parse_mobile
from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.journal.models import Event
from linli.kernel import clock
from linli.organisations.models import Office, Organisation
from linli.places.models import Place
from linli.web.demo.bodies import BODIES
from linli.web.demo.filling import fill
from linli.web.demo.people import AREA, BY_KEY, PEOPLE, Role
from linli.web.demo.story.cast import NEIGHBOURS


def test_every_role_lives_in_every_community():
    roles = Counter(each.role for each in PEOPLE)
    for role in (Role.GRANDMOTHER, Role.OWNER, Role.TENANT, Role.CLERK, Role.GRID_WORKER):
        assert roles[role] == 7
    assert roles[Role.STREET] == 4
    assert roles[Role.AUDITOR] == 1
    assert roles[Role.ADMINISTRATOR] == 2


def test_numbers_are_valid_and_nobodys():
    for each in PEOPLE:
        checked = parse_id(each.id_number, today=clock.today())
        assert each.id_number.startswith(AREA)
        assert not checked.area_known
        assert parse_mobile(each.phone).startswith("1990000")
    for numbers in ({p.phone for p in PEOPLE}, {p.id_number for p in PEOPLE}):
        assert len(numbers) == len(PEOPLE)


def test_filling_is_done_once(committed):
    assert fill() is True
    kinds = Counter(Place.objects.values_list("kind", flat=True))
    assert kinds == {"district": 1, "street": 4, "community": 7}
    assert Organisation.objects.count() == 14 + len(BODIES)
    assert Person.objects.count() == len(PEOPLE) + len(NEIGHBOURS)
    assert Office.objects.count() == 7 + 7 + 4 + 1 + 2 + 2 + 1
    grandmother = person_by_phone(next(p.phone for p in PEOPLE if p.role == Role.GRANDMOTHER))
    assert grandmother.mode == Person.Mode.CARE
    facts = Counter(Event.objects.values_list("type", flat=True))
    assert facts["organisations.office_appointed"] == 24
    assert facts["organisations.organisation_founded"] == 14 + len(BODIES)
    events = Event.objects.count()
    assert fill() is False
    assert Event.objects.count() == events


def test_a_broken_filling_is_completed(committed):
    fill()
    # one that no step of a case, no mandate hangs on: another community's clerk
    holder = person_by_phone(BY_KEY["clerk-zhijin"].phone)
    office = Office.objects.get(person=holder)
    office.delete()
    assert fill() is True
    assert Office.objects.filter(person=holder).count() == 1
    assert fill() is False


@pytest.mark.parametrize("mode", ["production"])
def test_production_does_not_start_with_the_demo_on(mode, monkeypatch):
    monkeypatch.setenv("LINLI_MODE", mode)
    monkeypatch.setenv("LINLI_DEMO", "true")
    monkeypatch.setenv("LINLI_SMS", "http")
    monkeypatch.setenv("LINLI_SMS_URL", "http://127.0.0.1:1/")
    with pytest.raises(ValidationError, match="LINLI_DEMO must be off"):
        Env()
    monkeypatch.setenv("LINLI_DEMO", "false")
    with pytest.raises(ValidationError, match="LINLI_DISTRICT_CODE, LINLI_DISTRICT_NAME, LINLI"):
        Env()
    monkeypatch.setenv("LINLI_DISTRICT_NAME", "某区")
    monkeypatch.setenv("LINLI_DISTRICT_CODE", "440699")
    monkeypatch.setenv("LINLI_DISTRICT_ORIGIN", "linli.test/some")
    assert (Env().mode, Env().district_code) == (mode, "440699")
