"""Phone → code → in: new and known people, the same pages, and nothing of the number left over."""

import datetime as dt
import logging

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from linli.identity.models import Kept, Person, PrivateRecord, Tries
from linli.identity.queries import person_by_phone
from linli.identity.signin.session_store import SessionStore
from linli.identity.tests.signing_in import (
    OTHER,
    PHONE,
    ask,
    enter,
    fake_gateway,
    gateway_settings,
)
from linli.identity.vault import vault
from linli.journal.models import Event
from linli.kernel import clock


@pytest.fixture
def gateway(settings):
    with fake_gateway() as fake:
        gateway_settings(settings, fake)
        settings.DEMO = False
        yield fake


def events():
    return list(Event.objects.order_by("pk").values_list("type", flat=True))


def test_a_new_number_becomes_a_person_and_a_known_one_signs_in(committed, client, gateway):
    answer = enter(client, gateway)
    assert (answer.status_code, answer["Location"]) == (302, "/me/welcome/")
    person = Person.objects.get()
    assert (person.level, person.community) == (Person.Level.PHONE, None)
    private = PrivateRecord.objects.get(person=person)
    assert private.read("phone") == PHONE
    assert bytes(private.phone_hash) == vault().blind(PHONE, kind="phone")
    assert private.phone_proved_at is not None
    assert events() == ["identity.enrolled", "signin.signed_in"]
    assert Event.objects.last().payload == {"person": person.pk, "means": ["code"]}

    client.post("/in/out/")
    with clock.frozen(clock.now() + dt.timedelta(minutes=2)):
        answer = enter(client, gateway)
    assert answer.status_code == 302
    assert Person.objects.get() == person
    assert events()[2:] == ["signin.signed_in"]
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    "typed", ["138 1234 5678", "+86 138-1234-5678", "１３８１２３４５６７８", "008613812345678"]
)
def test_a_number_is_cleaned_as_people_type_it(committed, client, gateway, typed):
    enter(client, gateway, typed)
    assert gateway.messages[-1]["to"] == f"+86{PHONE}"
    assert person_by_phone(PHONE) is not None


@pytest.mark.parametrize("typed", ["", "12812345678", "1381234567", "138123456789", "+85212345678"])
def test_no_number_no_code(committed, client, gateway, typed):
    answer = ask(client, typed)
    assert answer.status_code == 200
    assert answer.context["form"].errors["phone"]
    assert (gateway.requests, Tries.objects.count(), Session.objects.count()) == ([], 0, 0)


def test_known_and_unknown_numbers_get_the_same_answers(committed, client, gateway):
    enter(client, gateway)
    client.post("/in/out/")
    pages = []
    with clock.frozen(clock.now() + dt.timedelta(minutes=2)):
        for phone in (PHONE, OTHER):
            client.cookies.clear()
            asked = ask(client, phone)
            page = client.get(asked["Location"])
            wrong = client.post(asked["Location"], {"code": "abc"})
            text = page.content.decode() + wrong.content.decode()
            for secret in (page.context["csrf_token"], wrong.context["csrf_token"]):
                text = text.replace(str(secret), "")
            masked = f"{phone[:3]}****{phone[-4:]}"
            assert masked in text
            pages.append((asked.status_code, asked["Location"], text.replace(masked, "M")))
    first, second = (strip_tokens(text) for _, _, text in pages)
    assert first == second
    assert pages[0][:2] == pages[1][:2] == (302, "/in/code/")
    assert [m["to"] for m in gateway.messages[-2:]] == [f"+86{PHONE}", f"+86{OTHER}"]
    assert Person.objects.count() == 1


def strip_tokens(text):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def test_a_wrong_code_signs_nobody_in_and_five_void_it(committed, client, gateway):
    page = ask(client)["Location"]
    wrong = "000000" if gateway.code != "000000" else "111111"
    for _ in range(4):
        assert client.post(page, {"code": wrong}).status_code == 422
    answer = client.post(page, {"code": wrong})
    assert (answer.status_code, answer["Location"]) == (302, "/in/")
    assert client.post(page, {"code": gateway.code}).status_code == 302
    assert "_auth_user_id" not in client.session
    assert (Person.objects.count(), events()) == (0, [])


def test_a_code_is_good_for_five_minutes(committed, client, gateway):
    page = ask(client)["Location"]
    with clock.frozen(clock.now() + dt.timedelta(minutes=5, seconds=1)):
        answer = client.post(page, {"code": gateway.code})
    assert (answer.status_code, answer["Location"]) == (302, "/in/")
    assert Person.objects.count() == 0


def test_a_new_code_voids_the_old_one(committed, client, gateway):
    page = ask(client)["Location"]
    old = gateway.code
    with clock.frozen(clock.now() + dt.timedelta(seconds=61)):
        assert client.post(page, {"action": "resend"}).status_code == 302
        if old != gateway.code:
            assert client.post(page, {"code": old}).status_code == 422
        assert client.post(page, {"code": gateway.code})["Location"] == "/me/welcome/"


def test_the_number_may_move_between_asking_and_answering(committed, client, gateway):
    """Whoever holds it when the code is right signs in, not whoever held it before."""
    from django.db import transaction

    from linli.identity.operations import enrol

    page = ask(client)["Location"]
    with transaction.atomic():
        holder = enrol(phone=PHONE)
    client.post(page, {"code": gateway.code})
    assert client.session["_auth_user_id"] == str(holder.pk)
    assert Person.objects.count() == 1


def test_a_number_that_staff_wrote_down_is_proved_by_its_code(committed, client, gateway):
    from django.db import transaction

    from linli.identity.operations import enrol

    with transaction.atomic():
        person = enrol(phone=PHONE, level=Person.Level.VISITOR)
    enter(client, gateway)
    person.refresh_from_db()
    assert person.level == Person.Level.PHONE
    assert PrivateRecord.objects.get(person=person).phone_proved_at is not None
    assert events() == ["signin.phone_proved", "signin.signed_in"]


def test_a_locked_record_does_not_open(committed, client, gateway):
    from django.db import transaction

    from linli.identity.operations import enrol

    with transaction.atomic():
        person = enrol(phone=PHONE)
        Person.objects.filter(pk=person.pk).update(is_active=False, locked="guardian")
    answer = enter(client, gateway)
    assert answer["Location"] == "/in/closed/"
    assert "_auth_user_id" not in client.session
    assert client.get("/in/closed/").status_code == 200


def test_the_way_back_is_kept_and_leads_nowhere_else(committed, client, gateway):
    asked = client.post("/in/", {"phone": PHONE, "next": "/log/"})
    assert asked["Location"] == "/in/code/?next=%2Flog%2F"
    assert client.post(asked["Location"], {"code": gateway.code})["Location"] == "/log/"
    client.post("/in/out/")
    asked = client.post("/in/", {"phone": OTHER, "next": "https://elsewhere.example/"})
    assert asked["Location"] == "/in/code/"


def contents(row):
    return SessionStore().decode(row.session_data)


def test_nothing_of_the_number_is_left_behind(committed, client, gateway, caplog):
    """Sessions decoded, cache, counters, events, log lines, URLs: no number and no handle's text."""
    caplog.set_level(logging.DEBUG)
    client.defaults["REMOTE_ADDR"] = "203.0.113.77"
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Linux; Android 14; V2324A) Chrome/126.0"
    seen = []

    def collect():
        stores = [repr(contents(row)) for row in Session.objects.all()]
        raw = [row.session_data for row in Session.objects.all()]
        kept = [f"{row.key} {row.value}" for row in Kept.objects.all()]
        tries = [bytes(row.key).hex() for row in Tries.objects.all()]
        told = [f"{e.payload} {e.subject_id}" for e in Event.objects.all()]
        seen.extend([*stores, *raw, *kept, *tries, *told])
        return stores

    page = ask(client)["Location"]
    assert any("account_login" in each for each in collect())
    client.post(page, {"code": "abc"})
    collect()
    done = client.post(page, {"code": gateway.code})
    assert any("_auth_user_id" in each for each in collect())
    client.get("/in/sessions/")
    client.post("/in/out/")
    collect()
    text = "\n".join([*seen, caplog.text, page, done["Location"]])
    for secret in (PHONE, PHONE[3:], f"+86{PHONE}", "203.0.113", "V2324A"):
        assert secret not in text, secret
    assert gateway.code not in "\n".join(row.session_data for row in Session.objects.all())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(user_agent || host(ip), ' ') FROM usersessions_usersession"
        )
        assert (cursor.fetchone()[0] or "") == ""


def test_sessions_are_sealed_at_rest(committed, client, gateway):
    import base64

    ask(client)
    row = Session.objects.get()
    assert gateway.code in repr(contents(row))
    opened = base64.b64decode(row.session_data)
    assert opened[:1] == b"\x01"
    assert b"account" not in opened


def test_a_session_that_does_not_open_is_an_empty_one(committed, client, gateway):
    enter(client, gateway)
    Session.objects.update(session_data="AQAB" + "A" * 60)
    answer = client.get("/in/sessions/")
    assert (answer.status_code, answer["Location"]) == (302, "/in/?next=/in/sessions/")


def test_the_demo_shows_the_code_and_production_never(committed, client, gateway, settings):
    page = ask(client)["Location"]
    assert gateway.code not in client.get(page).content.decode()
    settings.DEMO = True
    assert gateway.code in client.get(page).content.decode()


def test_another_number_can_be_used(committed, client, gateway):
    ask(client)
    assert client.get("/in/")["Location"] == "/in/code/"  # a reload loses nothing
    assert client.get("/in/?other=1").status_code == 200
    assert ask(client, OTHER).status_code == 302


def test_the_cache_is_shared_and_json(db):
    cache.set("a", {"n": [1.5]}, 10)
    assert cache.get("a") == {"n": [1.5]}
    assert cache.add("a", 1, 10) is False
    with clock.frozen(clock.now() + dt.timedelta(seconds=11)):
        assert cache.get("a") is None
        assert cache.add("a", 2, 10) is True
        assert cache.get("a") == 2
        assert cache.delete("a") is True
    assert cache.get("a", "none") == "none"
