"""The demo district is filled once, with people in every role, none of whom could be real."""

import json
from collections import Counter
from datetime import datetime

import pytest
from pydantic import ValidationError

from config.env import Env
from linli.deliberation.models import Topic
from linli.identity.identifiers import parse_id, parse_mobile
from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.journal.models import Event
from linli.kernel import clock
from linli.meetings.models import FloorCommand, Item, Meeting, Minutes
from linli.organisations.models import Office, Organisation
from linli.places.models import Place
from linli.polls.models import Poll
from linli.resolutions.models import Resolution
from linli.stalling.models import Stall
from linli.web.demo.bodies import BODIES
from linli.web.demo.filling import fill
from linli.web.demo.people import AREA, BY_KEY, PEOPLE, Role
from linli.web.demo.places import COMMUNITIES
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
    the_story()
    events = Event.objects.count()
    assert fill() is False
    assert Event.objects.count() == events


def the_story():
    """In the first community every way that a demand can go is there to look at."""
    here = Place.objects.get(code=COMMUNITIES[0][1]).pk
    topics = Counter(Topic.objects.within(here).values_list("state", flat=True))
    assert topics == {
        "raised": 1, "returned": 1, "in_work": 5, "ready": 1, "owners": 1, "parked": 1, "referred": 1,
        "done": 1, "resolved": 2, "rejected": 2, "withdrawn": 1, "merged": 1,
    }  # fmt: skip
    held = Meeting.objects.within(here).filter(ended_at__isnull=False).order_by("starts_at")
    assert [row.state for row in held] == ["minutes_approved", "adjourned"]
    outcomes = Counter(Item.objects.filter(meeting=held[0]).values_list("outcome", flat=True))
    assert outcomes == {"adopted": 3, "rejected": 1, "deferred": 1, "referred": 1, "withdrawn": 1}
    minutes = Minutes.objects.within(here).order_by("meeting__starts_at")
    assert [row.state for row in minutes] == ["published", "draft"]
    assert [row.amendments.filter(state="open").count() for row in minutes] == [0, 1]
    for row in held:  # nobody met before the time that people were told
        lines = FloorCommand.objects.filter(meeting=row).order_by("version")
        said = [json.loads(line.packed) for line in lines]
        opened = next(each for each in said if each["do"] == "open")
        assert datetime.fromisoformat(opened["at"]) >= row.starts_at
    states = Counter(Resolution.objects.within(here).values_list("state", flat=True))
    assert states.items() >= {("reported", 1), ("confirmed", 1), ("working", 2), ("given", 1)}
    stall = Stall.objects.within(here).get()
    assert (stall.cause, stall.level, stall.phase) == ("resolution", 1, "acting")
    polls = Counter(Poll.objects.within(here).values_list("state", flat=True))
    assert polls == {"published": 1, "open": 1}


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
