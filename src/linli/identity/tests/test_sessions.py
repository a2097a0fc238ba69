"""The list of one's sessions: what is kept, ending one, ending all others."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from conftest import DistrictClient
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from linli.identity.models import Person
from linli.identity.signin import operations, read_along
from linli.identity.tests.signing_in import OTHER, enter, fake_gateway, gateway_settings
from linli.journal.models import Event
from linli.kernel import clock

ANDROID = "Mozilla/5.0 (Linux; Android 14; V2324A) AppleWebKit/537.36 Chrome/126.0 Mobile"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/605.1"


@pytest.fixture
def gateway(settings):
    with fake_gateway() as fake:
        gateway_settings(settings, fake)
        yield fake


def browser(agent):
    return DistrictClient(HTTP_HOST="localhost", HTTP_USER_AGENT=agent, REMOTE_ADDR="203.0.113.77")


@pytest.fixture
def two(committed, gateway):
    """One person on two devices."""
    first, second = browser(ANDROID), browser(IPHONE)
    enter(first, gateway)
    with clock.frozen(clock.now() + dt.timedelta(minutes=2)):
        enter(second, gateway)
    return first, second


def test_a_session_keeps_the_kind_of_device_and_no_address(two):
    rows = list(UserSession.objects.order_by("pk").values_list("user_agent", "ip", "data"))
    assert rows == [("Chrome/Android", "::", {}), ("Safari/iPhone", "::", {})]
    page = two[0].get("/in/sessions/", HTTP_ACCEPT_LANGUAGE="en")
    assert [each["here"] for each in page.context["rows"]] == [False, True]
    text = page.content.decode()
    assert "V2324A" not in text
    assert "203.0.113" not in text


def test_ending_one_session(two):
    first, second = two
    theirs = UserSession.objects.get(user_agent="Safari/iPhone")
    assert first.post("/in/sessions/", {"session": theirs.pk}).status_code == 302
    assert second.get("/in/sessions/").status_code == 302
    assert first.get("/in/sessions/").status_code == 200
    assert UserSession.objects.count() == 1
    event = Event.objects.last()
    assert (event.type, event.payload["sessions"]) == ("signin.sessions_ended", 1)


def test_ending_all_others(two, gateway):
    first, second = two
    assert second.post("/in/sessions/", {"others": "1"}).status_code == 302
    assert first.get("/in/sessions/").status_code == 302
    assert second.get("/in/sessions/").status_code == 200
    assert Session.objects.filter(session_key=second.session.session_key).exists()


def test_nobody_ends_anothers_session(two, gateway):
    stranger = browser(ANDROID)
    enter(stranger, gateway, OTHER)
    theirs = UserSession.objects.get(user_agent="Safari/iPhone")
    events = Event.objects.count()
    for wrong in (theirs.pk, 0, "x", "9" * 30):
        assert stranger.post("/in/sessions/", {"session": wrong}).status_code == 404
    assert UserSession.objects.count() == 3
    assert Event.objects.count() == events
    assert two[1].get("/in/sessions/").status_code == 200


def test_signing_out_ends_this_session_only(two):
    first, second = two
    assert first.get("/in/out/").status_code == 200
    assert first.post("/in/out/")["Location"] == "/"
    assert first.get("/in/sessions/").status_code == 302
    page = second.get("/in/sessions/")
    assert len(page.context["rows"]) == 1


def test_last_seen_moves_in_steps_of_five_minutes(two):
    first, _ = two
    row = UserSession.objects.get(user_agent="Chrome/Android")
    begun = row.last_seen_at
    for minutes, moved in ((1, False), (6, True)):
        with clock.frozen(begun + dt.timedelta(minutes=minutes)):
            first.get("/in/sessions/")
        row.refresh_from_db()
        assert (row.last_seen_at > begun) is moved, minutes


def test_the_list_takes_the_same_queries_at_any_length(two):
    first, _ = two
    person = Person.objects.get()
    first.get("/in/sessions/")

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            first.get("/in/sessions/")
        return len(seen)

    few = queries()
    for n in range(20):
        store = first.session.__class__()
        store.create()
        operations.note_session(person=person.pk, key=store.session_key, device=f"Chrome/{n}")
    assert len(first.get("/in/sessions/").context["rows"]) == 22
    assert queries() == few


def test_session_and_person_are_one_statement_and_nobody_is_left_for_the_next(two, gateway):
    """Whoever was read along belongs to the session that was read, and stands as they are now."""
    first, _ = two
    stranger = browser(IPHONE)
    enter(stranger, gateway, OTHER)
    mine, theirs = (c.get("/in/sessions/").wsgi_request.user.pk for c in (first, stranger))
    assert mine != theirs
    # a page that asks for nobody reads no person, and leaves none behind
    for client, person in ((first, mine), (stranger, theirs), (first, mine)):
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/in/sessions/").wsgi_request.user.pk == person
        reads = [
            q["sql"] for q in seen if "django_session" in q["sql"] or "identity_person" in q["sql"]
        ]
        assert len([r for r in reads if "LEFT JOIN identity_person" in r]) == 1
    with transaction.atomic():
        Person.objects.filter(pk=mine).update(is_active=False, locked=Person.Locked.ERASED)
    assert first.get("/in/sessions/").status_code == 302
    assert stranger.get("/in/sessions/").status_code == 200


def test_a_session_that_is_written_in_no_list_still_knows_its_person(two):
    first, _ = two
    with transaction.atomic():
        UserSession.objects.all().delete()
    assert first.get("/in/sessions/").status_code == 200


def test_taken_once_and_by_nobody_else():
    person = Person(pk=7)
    read_along.keep_for_this_request(person)
    assert (read_along.taken(7), read_along.taken(7)) == (person, None)
    read_along.keep_for_this_request(person)
    assert (read_along.taken(8), read_along.taken(7)) == (None, None)
