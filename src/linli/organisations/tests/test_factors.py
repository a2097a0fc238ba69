"""Who gives a colleague's code: whoever fills all the person's offices; the server, the first one."""

import builtins
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from linli.districts.context import in_district
from linli.facts.signin import FactorWindowOpened
from linli.identity.models import FactorWindow, Person
from linli.identity.operations import enrol
from linli.identity.operations.consents import purpose_in_force, write_consent
from linli.identity.tests.people import id_number
from linli.identity.tests.signing_in import enter, fake_gateway, gateway_settings
from linli.identity.tests.test_factors import SoftKey, add_passkey
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.errors import Refused
from linli.organisations.actions import appoint, cover, give_factor_code
from linli.organisations.models import Office
from linli.organisations.queries import administrators


def give(town, person, kind, key, capacity="staff"):
    return appoint(
        SYSTEM,
        organisation=town.bodies[kind].pk,
        person=person.public_id,
        capacity=capacity,
        place=town.places[key].pk,
        since=clock.today(),
        ground="2026-1",
    )


def refused(actor, person):
    before = (FactorWindow.objects.count(), Event.objects.count())
    with pytest.raises(Refused) as caught:
        give_factor_code(actor, person=person.public_id)
    assert (FactorWindow.objects.count(), Event.objects.count()) == before
    return caught.value.code


def test_whoever_fills_the_offices_gives_the_code(town):
    clerk, other = town.people.clerk, town.people.other
    assert refused(town.admin, clerk) == "organisations.no_office"
    give(town, clerk, "residents_committee", "east")
    code = give_factor_code(town.admin, person=clerk.public_id)
    row = FactorWindow.objects.get()
    assert (row.person_id, row.by_id, len(code)) == (clerk.pk, town.people.boss.pk, 12)
    event = Event.objects.last()
    assert (event.type, event.payload) == (FactorWindowOpened.type, {"person": clerk.pk})
    assert code not in str(event.payload)
    # a substitute needs one too
    covered = Office.objects.get(person=clerk)
    cover(
        town.admin,
        office=covered.pk,
        person=other.public_id,
        since=clock.today(),
        until=clock.today(),
        ground="2026-2",
    )
    give_factor_code(town.admin, person=other.public_id)
    assert FactorWindow.objects.count() == 2


def test_nobody_answers_for_themselves_nor_for_a_wider_office(town):
    boss, clerk, other = town.people.boss, town.people.clerk, town.people.other
    give(town, boss, "district", "district", "district_admin")
    assert refused(town.admin, boss) == "organisations.answers_for_oneself"
    give(town, other, "street", "street")
    street = Actor(
        other.pk,
        Capacity.STAFF,
        town.places["street"].pk,
        frozenset({town.places["east"].pk}),
        second_factor=True,
        body="street",
    )
    give(town, clerk, "district", "district", "district_admin")
    assert refused(street, clerk) == "kernel.not_for_you"
    for actor, code in (
        (Actor(other.pk, Capacity.RESIDENT), "kernel.not_for_you"),
        (Actor(other.pk, Capacity.AUDITOR, second_factor=True), "kernel.not_for_you"),
        (Actor(boss.pk, Capacity.DISTRICT_ADMIN), "kernel.second_factor"),
    ):
        assert refused(actor, clerk) == code


def test_an_office_stays_shut_until_a_colleague_answers(town, settings):
    """A message to a phone and a passkey of one's own open nothing by themselves."""
    with fake_gateway() as gateway, in_district("demo"):
        gateway_settings(settings, gateway)
        office = give(town, town.people.clerk, "residents_committee", "east")
        browser = Client(HTTP_HOST="localhost")
        enter(browser, gateway, "19900000002")
        choose = {"office": office.pk}
        assert browser.post("/acting/", choose)["Location"] == "/in/factors/?next=%2Facting%2F"
        add_passkey(browser, SoftKey())
        answer = browser.post("/acting/", choose)
        assert answer["Location"] == "/in/factors/code/?next=%2Facting%2F"
        with in_district("demo"):
            code = give_factor_code(town.admin, person=town.people.clerk.public_id)
        assert browser.post(answer["Location"], {"code": code})["Location"] == "/acting/"
        assert browser.post("/acting/", choose)["Location"] == "/work/"
        assert browser.get("/work/").status_code == 200
        with in_district("demo"):
            Person.objects.filter(pk=town.people.clerk.pk).update(vouched_at=None)
        assert browser.get("/work/").status_code == 403


def typed(monkeypatch, *answers):
    left = list(answers)
    monkeypatch.setattr(builtins, "input", lambda _asked="": left.pop(0))


def test_the_first_administrator_comes_from_the_server(committed, monkeypatch):
    with transaction.atomic():
        first = enrol(phone="19900000009", level=Person.Level.PHONE)

    def run():
        out = io.StringIO()
        call_command("first_administrator", first.public_id, stdout=out, stderr=io.StringIO())
        return out.getvalue().replace(" ", "").strip()

    typed(monkeypatch, "容立恒", id_number(9))
    with pytest.raises(CommandError, match="consent_first"):
        run()
    assert not Office.objects.exists()
    with transaction.atomic():
        write_consent(first.pk, purpose_in_force("real_name"), given=True, by=first.pk)
    typed(monkeypatch, "容立恒", id_number(9))
    assert len(run()) == 12
    assert [each.person_id for each in administrators()] == [first.pk]
    run()  # nobody is confirmed yet: another code, no other office
    assert administrators().count() == 1
    Person.objects.filter(pk=first.pk).update(vouched_at=clock.now())
    with pytest.raises(CommandError, match="ask_an_administrator"):
        run()
    with pytest.raises(CommandError, match="nobody"):
        call_command("first_administrator", "X" * 12)
