"""Pages and API: the same few queries for two duties and for forty, forms that refuse, both languages."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from tests.entering import entering
from tests.queries import asked

from linli.duties import actions, jobs
from linli.duties.models import Duty, Escalation
from linli.duties.needs import official, personal
from linli.duties.tests.factories import build, given
from linli.kernel import clock

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)


@pytest.fixture
def town(committed):
    with clock.frozen(MONDAY):
        yield build()


@pytest.fixture
def enter(client, town):
    return entering(client, town)


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("ann", "/me/duties/"),
        ("clerk", "/work/duties/?tab=open"),
        ("clerk", "/work/duties/?tab=settle"),
        ("clerk", "/work/duties/?tab=escalated"),
        ("clerk", "/work/"),
        ("ann", "/"),
        ("ann", "/api/duties"),
        ("clerk", "/api/duties?mine=false"),
    ],
)
def test_a_list_takes_the_same_queries_at_two_sizes(town, enter, who, path):
    def fill(n):
        for _ in range(n):
            actions.accept(town.ann, duty=given(town).pk)
            actions.refuse(town.bob, duty=given(town, "bob").pk, words="不行")
        given(town, office=town.offices["clerk"].pk)

    fill(1)
    client = enter(who)
    few = asked(client, path)
    fill(9)
    assert asked(client, path) == few


def test_the_duty_page_takes_the_same_queries_with_a_long_history(town, enter):
    duty = given(town)
    actions.accept(town.ann, duty=duty.pk)
    actions.note(town.ann, duty=duty.pk, words="开始")
    client, path = enter("ann"), reverse("duty", args=[duty.pk])
    few = asked(client, path)
    for n in range(12):
        actions.note(town.ann, duty=duty.pk, words=f"第{n}层")
    assert asked(client, path) == few


def test_paging_by_the_last_day(town, enter):
    for n in range(25):
        given(town, due_on=date(2026, 5, 12 + n % 3))
    client = enter("clerk")
    first = client.get("/work/duties/?tab=open")
    rows = [each["row"].duty for each in first.context["rows"]]
    page = first.context["page"]
    second = client.get("/work/duties/", {"tab": "open", "after": page.next})
    rows += [each["row"].duty for each in second.context["rows"]]
    assert second.context["page"].next is None
    keys = [(d.due_on, d.pk) for d in rows]
    assert keys == sorted(keys)
    assert len({d.pk for d in rows}) == 25


def test_needs_count_and_name_the_nearest_day(town):
    given(town)
    actions.accept(town.ann, duty=given(town, due_on=date(2026, 5, 13)).pk)
    mine = list(personal(town.ann))
    assert [(n.count, n.due.date()) for n in mine] == [
        (1, date(2026, 5, 25)),
        (1, date(2026, 5, 13)),
    ]
    given(town, office=town.offices["grid"].pk)
    assert [n.count for n in official(town.grid)] == [1, 0, 0]
    with clock.frozen(MONDAY.replace(month=6, day=10)):
        jobs.escalate()
        assert [n.count for n in official(town.clerk)] == [0, 0, 3]
        assert [n.count for n in official(town.street)] == [0, 0, 3]
        assert [n.count for n in official(town.far)] == [0, 0, 0]
    assert Escalation.objects.exists()


def test_giving_by_the_form(town, enter):
    client = enter("clerk")
    sent = {
        "title": "清理楼道",
        "community": town.community,
        "kind": "task",
        "person": town.people["ann"].public_id.lower(),
        "confirm": "other_organisation",
        "due_on": "2026-05-22",
        "milestones": "2026-05-13 一层\n\n2026-05-15：二层",
    }
    answer = client.post("/work/duties/new/", sent)
    duty = Duty.objects.across_communities("test").get()
    assert (answer.status_code, answer["Location"]) == (302, f"/duties/{duty.pk}/")
    assert (duty.due_on, duty.confirm) == (date(2026, 5, 22), "other_organisation")
    assert [m.title for m in duty.milestones.all()] == ["一层", "二层"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"milestones": "一层"}, "milestones"),
        ({"milestones": "2026-02-31 一层"}, "milestones"),
        ({"due_on": "2026-05-17"}, "due_on"),
        ({"person": "NOBODYATALL0"}, "person"),
        ({"title": ""}, "title"),
        ({"community": "999"}, "community"),
    ],
)
def test_the_form_says_what_is_wrong(town, enter, change, field):
    sent = {
        "title": "清理楼道",
        "community": town.community,
        "kind": "task",
        "person": town.people["ann"].public_id,
        "confirm": "other_person",
    }
    answer = enter("clerk").post("/work/duties/new/", sent | change)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Duty.objects.across_communities("test").exists()


def test_steps_on_pages(town, enter):
    duty = given(town)
    client = enter("ann")
    page = client.get(f"/duties/{duty.pk}/")
    assert [b.verb for b in page.context["it"].buttons] == ["accept", "refuse"]
    assert client.post(f"/duties/{duty.pk}/refuse/", {"words": " "}).status_code == 422
    assert client.post(f"/duties/{duty.pk}/accept/").status_code == 302
    assert client.get(f"/duties/{duty.pk}/accept/").status_code == 409
    assert client.get(f"/duties/{duty.pk}/confirm/").status_code == 403
    assert client.get(f"/duties/{duty.pk}/nonsense/").status_code == 404
    assert client.post(f"/duties/{duty.pk}/report/", {"words": "完成"}).status_code == 302
    assert enter("bob").get(f"/duties/{duty.pk}/").status_code == 404
    clerk = enter("clerk")
    assert clerk.post(f"/duties/{duty.pk}/confirm/", {"words": ""}).status_code == 302
    duty.refresh_from_db()
    assert duty.state == "confirmed"


def test_api(town, enter):
    duty = given(town)
    client = enter("ann")
    listed = client.get("/api/duties").json()
    assert [(d["id"], d["state"], d["due_on"]) for d in listed["items"]] == [
        (duty.pk, "given", "2026-05-25")
    ]
    one = client.get(f"/api/duties/{duty.pk}").json()
    assert one["may"] == ["accept", "refuse"]

    def step(verb, **sent):
        return client.post(f"/api/duties/{duty.pk}/{verb}", sent, content_type="application/json")

    assert step("accept").json()["state"] == "accepted"
    assert (step("accept").status_code, step("accept").json()["code"]) == (409, "duties.not_now")
    assert step("report").json()["code"] == "duties.words_first"
    assert step("report", words="完成").json()["may"] == []
    assert step("dance").status_code == 422
    assert enter("clerk").get("/api/duties?mine=false").json()["items"][0]["id"] == duty.pk
    assert step("reopen", words="没有").status_code == 422
    assert step("reopen", words="没有", due_on="2026-05-20").json()["due_on"] == "2026-05-20"
    assert enter("eve").get(f"/api/duties/{duty.pk}").status_code == 404
