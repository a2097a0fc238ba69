"""Pages: what each reader sees, and the same number of queries at two sizes."""

import time
from datetime import timedelta

import pytest
from tests.queries import queries

from linli.deliberation.actions import charters
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns
from linli.deliberation.tests.town import COUNTS, MAY, in_force, town
from linli.kernel import clock


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def enter(client, here):
    def as_somebody(name):
        client.force_login(here.people[name])
        session = client.session
        session["account_authentication_methods"] = [{"method": "demo", "at": time.time()}]
        if name in here.offices:
            session["acting_office"] = here.offices[name].pk
        session.save()
        return client

    return as_somebody


def asked(client, url) -> int:
    client.get(url)
    with queries() as made:
        assert client.get(url).status_code == 200
    return len(made)


def form_of(response) -> dict:
    """What a browser would send of the page's form as it stands."""
    form = response.context["form"]
    found = {}
    for field in form:
        value = field.value()
        if value not in (None, ""):
            found[field.html_name] = value
    return found


def test_a_charter_is_drafted_talked_about_and_ratified_on_the_pages(here, enter):
    ann = enter("ann")
    page = ann.get("/charters/new/?template=xhy")
    data = {**form_of(page), "community": here.community, "rhythm_internal": "FREQ=WEEKLY;BYDAY=FR"}
    wrong = ann.post("/charters/new/", {**data, "quorum_num": 5})
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["time_internal"]
    wrong = ann.post("/charters/new/", {**data, "time_internal": "9:30", "quorum_num": 5})
    assert list(wrong.context["form"].errors) == ["quorum_num"]
    made = ann.post("/charters/new/", {**data, "time_internal": "9:30"})
    row = Charter.objects.within(here.community).get()
    assert made.url == f"/charters/{row.pk}/"
    assert row.plain.meetings["internal"] == "FREQ=WEEKLY;BYDAY=FR;BYHOUR=9;BYMINUTE=30;BYSECOND=0"
    assert ann.post(made.url, {"text": "建议每周五晚上"}).status_code == 302
    assert "建议每周五晚上" in ann.get(made.url).content.decode()
    ann.logout()
    stranger = ann.get(made.url).content.decode()
    assert "建议每周五晚上" not in stranger
    assert "每周五 09:30" in stranger
    with clock.frozen(MAY + timedelta(days=8)):
        clerk = enter("clerk")
        page = clerk.get(f"{made.url}ratify/")
        decision = {
            **COUNTS,
            "decided_by": "residents_assembly",
            "decision": "甲居会3号",
            "decided_on": "2026-05-19",
            "since": "2026-05-21",
        }
        few = clerk.post(f"{made.url}ratify/", {**decision, "votes_for": 27, "votes_against": 30})
        assert list(few.context["form"].errors) == ["votes_for"]
        assert clerk.post(f"{made.url}ratify/", decision).url == made.url
        assert "应到 100，参加 55" in clerk.get(made.url).content.decode()


def test_lists_of_charters_take_the_same_queries_at_two_sizes(here, enter):
    in_force(here)
    paths = ["/charters/", f"/charters/of/{here.community}/"]
    few = [asked(enter("ann"), path) for path in paths]
    for _ in range(3):
        row = charters.draft(here.bob, community=here.community, pattern=patterns()["jt"])
        charters.withdraw(here.bob, charter=row.pk)
    assert [asked(enter("ann"), path) for path in paths] == few
