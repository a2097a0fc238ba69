"""Pages and API: constant queries at two sizes, a version from the form, an appeal on the page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.queries import asked

from linli.awards.models import Deed, Version
from linli.awards.tests.done import MAY, cast, helped, reckon
from linli.awards.tests.rulebook import form
from linli.files.models import StoredFile
from linli.files.tests.samples import jpeg
from linli.journal.models import Event
from linli.kernel import clock


@pytest.fixture
def enter(client, town):
    def as_somebody(name):
        client.force_login(town.people[name])
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "demo", "at": datetime.now(UTC).timestamp()}
        ]
        if name in town.offices:
            session["acting_office"] = town.offices[name].pk
        session.save()
        return client

    return as_somebody


def test_the_desk_does_not_see_who_voted(town, enter):
    reckon(cast(town))
    reckon(helped(town))
    vote, wish = Deed.objects.within(town.community).order_by("pk")
    assert (vote.kind, wish.kind) == ("ballot", "wish")
    for name in ("clerk", "auditor"):
        assert enter(name).get(f"/work/awards/deeds/{vote.pk}/").status_code == 404
        assert enter(name).get(f"/work/awards/deeds/{wish.pk}/").status_code == 200
    assert enter("ann").get(f"/me/deeds/{vote.pk}/").status_code == 200


def test_pages_take_the_same_queries_at_two_sizes(town, enter):
    def fill(first, last):
        for n in range(first, last):
            reckon(helped(town, wish=n, at=MAY + timedelta(hours=n)))

    fill(0, 4)
    deed = Deed.objects.within(town.community).earliest("pk")
    version = Version.objects.within(town.community).get()
    paths = [
        ("ann", "/me/deeds/"),
        ("ann", "/me/deeds/rules/"),
        ("ann", f"/me/deeds/{deed.pk}/"),
        ("ann", "/api/awards/deeds"),
        ("ann", "/api/awards/rules"),
        ("ann", "/me/bank/"),
        ("clerk", "/work/awards/"),
        ("clerk", f"/work/awards/{version.pk}/"),
        ("clerk", "/work/"),
    ]
    few = [asked(enter(who), path) for who, path in paths]
    fill(4, 16)
    assert [asked(enter(who), path) for who, path in paths] == few
    mine = enter("ann").get("/api/awards/deeds").json()
    assert [row["state"] for row in mine["items"]].count("quarantined") == 13
    assert mine["items"][-1]["version"] == 1
    (rules,) = enter("ann").get("/api/awards/rules").json()
    assert {line["kind"]: line["base"] for line in rules["rules"]} == {
        "ballot": 5,
        "activity": 5,
        "wish": 10,
        "duty": 20,
    }


def test_rules_from_the_form_to_force(town, enter):
    client, sent = enter("clerk"), form(town.community)
    assert client.post("/work/awards/new/", sent | {"since": "2026-05-11"}).status_code == 422
    answer = client.post("/work/awards/new/", sent | {"ballot_base": "7"})
    made = Version.objects.within(town.community).latest("pk")
    assert answer.headers["Location"] == f"/work/awards/{made.pk}/"
    assert made.rules.get(kind="ballot").base == 7
    assert made.rules.get(kind="wish").hard_extra == 20
    enter("clerk").post(f"/work/awards/{made.pk}/adopt/")
    made.refresh_from_db()
    assert made.state == "proposed"
    enter("second").post(f"/work/awards/{made.pk}/adopt/")
    made.refresh_from_db()
    assert made.state == "in_force"
    page = enter("ann").get("/me/deeds/rules/").content.decode()
    assert "即将生效" in page
    assert "居民会议决议〔2026〕3号" in page


def test_last_month_by_these_rules(town, enter):
    cast(town)
    cast(town, name="bob", assembly=1)
    version = Version.objects.within(town.community).get()
    with clock.frozen(MAY + timedelta(days=31)):
        client = enter("clerk")
        cost = client.get(f"/api/awards/versions/{version.pk}/simulation").json()
        assert (cost["first"], cost["last"]) == ("2026-05-01", "2026-05-31")
        assert (cost["people"], cost["total"], cost["units"]["ballot"]) == (2, 10, 10)
        assert enter("ann").get(f"/api/awards/versions/{version.pk}/simulation").status_code == 403
        assert enter("far").get(f"/api/awards/versions/{version.pk}/simulation").status_code == 404


def test_a_month_is_worked_out_on_demand_and_a_scan_stands_beside(town, enter, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    version = Version.objects.within(town.community).get()
    page = f"/work/awards/{version.pk}/"
    client = enter("clerk")
    shown = client.get(page).content.decode()
    assert ("试算" in shown, "合计" in shown) == (True, False)
    assert "合计" in client.get(f"{page}?simulate=1").content.decode()
    assert client.post(f"{page}scan/", {}).status_code == 422
    sent = {"scans": SimpleUploadedFile("决议.jpg", jpeg())}
    assert client.post(f"{page}scan/", sent).status_code == 302
    assert "扫描件 1" in client.get(page).content.decode()
    scan = StoredFile.objects.get(holder="awards.decision")
    assert (scan.owner, scan.key is not None) == (version.pk, True)
    event = Event.objects.get(type="awards.rules_scanned")
    assert event.payload["files"] == 1
    assert enter("far").get(f"{page}scan/").status_code == 404
    client = enter("auditor")
    assert "扫描件 1" in client.get(page).content.decode()
    assert client.get(f"{page}scan/").status_code == 403


def test_why_it_earned_nothing_is_said_and_may_be_asked(town, enter):
    reckon(cast(town, assembly=1))
    reckon(cast(town, assembly=2))
    row = Deed.objects.within(town.community).latest("pk")
    client, page = enter("ann"), f"/me/deeds/{row.pk}/"
    assert "已达当日或当月上限" in client.get("/me/deeds/").content.decode()
    assert f"{page}ask/" in client.get(page).content.decode()
    assert client.post(f"{page}ask/", {"words": ""}).status_code == 422
    assert client.post(f"{page}ask/", {"words": "当天只有一次"}).status_code == 302
    assert f"{page}ask/" not in client.get(page).content.decode()
    desk = enter("clerk")
    assert "已申请核查" in desk.get("/work/awards/").content.decode()
    step = f"/work/awards/deeds/{row.pk}/"
    assert "当天只有一次" in desk.get(step).content.decode()
    refused = desk.post(f"{step}correct/", {"words": "好"})
    assert (refused.status_code, "仍不计分" in refused.content.decode()) == (422, True)
    answer = desk.post(f"{step}explain/", {"words": "当日已有一次"})
    # whether somebody voted is not the staff's to see: the page of it is gone for them
    assert answer.headers["Location"] == "/work/awards/"
    assert desk.get(step).status_code == 404
    assert "当日已有一次" in enter("ann").get(page).content.decode()


def test_an_appeal_on_the_page(town, enter):
    deed = helped(town, "ann", "second")
    reckon(deed)
    row = Deed.objects.within(town.community).get()
    assert (row.state, row.reason) == ("awarded", "")
    self_made = helped(town, "second", "ann", at=MAY + timedelta(hours=3))
    reckon(self_made)
    row = Deed.objects.within(town.community).latest("pk")
    assert (row.state, row.reason) == ("refused", "self")
    assert enter("ann").get(f"/me/deeds/{row.pk}/").status_code == 404
    client = enter("second")
    assert client.post(f"/me/deeds/{row.pk}/appeal/", {"words": ""}).status_code == 422
    assert client.post(f"/me/deeds/{row.pk}/appeal/", {"words": "另有人确认"}).status_code == 302
    client = enter("clerk")
    assert client.get(f"/work/awards/deeds/{row.pk}/uphold/").status_code == 200
    client.post(f"/work/awards/deeds/{row.pk}/uphold/", {"words": "不能自己确认"})
    row.refresh_from_db()
    assert row.state == "upheld"
    page = enter("second").get(f"/me/deeds/{row.pk}/").content.decode()
    assert "不能自己确认" in page
