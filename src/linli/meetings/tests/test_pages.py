"""Pages: what each reader sees, and the same number of queries at two sizes."""

from datetime import timedelta

import pytest
from tests.entering import entering
from tests.queries import asked

from linli.kernel import clock
from linli.meetings.models import Meeting
from linli.meetings.queries import any_meeting
from linli.meetings.tests.town import JUNE, MAY, in_force, noticed, ready, sit, town


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


def test_a_meeting_is_planned_noticed_and_called_on_the_pages(here, enter):
    in_force(here, support_households=1)
    topic = ready(here)
    clerk = enter("clerk2")
    data = {
        "community": here.community,
        "series": "internal",
        "starts_at": "2026-06-06T14:30",
        "where": "党群服务中心二楼",
    }
    wrong = clerk.post("/work/meetings/new/", {**data, "starts_at": "2026-05-01T14:30"})
    assert list(wrong.context["form"].errors) == ["starts_at"]
    made = clerk.post("/work/meetings/new/", data)
    row = Meeting.objects.within(here.community).get()
    assert (made.url, row.starts_at) == (f"/meetings/{row.pk}/", JUNE)
    sit(here, row, "1栋", "ann")
    form = clerk.get(f"/work/meetings/{row.pk}/notice/").context["form"]
    assert [key for key, _name in form.fields["chair"].choices] == ["s1", "s2", "s3"]
    told = clerk.post(f"/work/meetings/{row.pk}/notice/", {"chair": "s1", "keeper": ""})
    assert told.url == made.url
    with clock.frozen(JUNE - timedelta(hours=1)):
        enter("clerk2").post(f"/work/meetings/{row.pk}/call/")
    assert any_meeting(row.pk).state == "called"
    page = clerk.get(made.url).content.decode()
    assert "党群服务中心二楼" in page
    ann = enter("ann").get(made.url)
    assert f"/meetings/{row.pk}/seat/" in ann.content.decode()
    assert ann["Cache-Control"] == "no-store"
    clerk.logout()
    stranger = clerk.get(made.url).content.decode()
    assert topic.title in stranger
    assert "党群服务中心二楼" not in stranger
    assert "王" not in stranger
    assert "甲居委会" in stranger
    assert clerk.get(f"/meetings/of/{here.community}/").status_code == 200
    assert clerk.get("/meetings/of/987654/").status_code == 404


def test_lists_of_meetings_take_the_same_queries_at_two_sizes(here, enter):
    in_force(here, support_households=1)
    ready(here)
    paths = [
        ("ann", f"/meetings/of/{here.community}/"),
        ("ann", f"/meetings/of/{here.community}/?tab=mine"),
        ("ann", "/"),
        ("clerk", f"/meetings/of/{here.community}/?tab=past"),
        ("clerk", "/work/meetings/"),
        ("clerk", "/work/"),
        ("ann", "/api/meetings"),
    ]
    noticed(here)
    few = [asked(enter(who), path) for who, path in paths]
    for days in (7, 14, 21):
        noticed(here, series="extra", at=JUNE + timedelta(days=days))
    assert [asked(enter(who), path) for who, path in paths] == few
