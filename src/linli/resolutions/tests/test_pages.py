"""The pages: an owner is asked at the desk, answers and reports on the phone, others confirm."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.entering import entering
from tests.queries import asked

from linli.deliberation.tests.town import MAY
from linli.files.tests.samples import jpeg
from linli.kernel import clock
from linli.kernel.needs import official_needs, personal_needs
from linli.resolutions import jobs, queries
from linli.resolutions.models import Resolution
from linli.resolutions.tests.carried import (
    UNTIL,
    carried_out,
    follow,
    given,
    here_and_now,
    made,
    now,
    reported,
)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_and_now()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


def needs(found) -> dict[str, int]:
    return {str(each.title): each.count for each in found if each.count}


def test_from_the_desk_to_the_phone_and_back(here, enter):
    row = made(here)
    desk = enter("clerk")
    assert row.title in desk.get("/work/resolutions/").content.decode()
    give = reverse("give_resolution", args=[row.pk])
    data = {
        "office": here.offices["manager"].pk, "until": UNTIL.isoformat(), "needs": "电工一名",
        "budget": "500.50", "payer": "property_company", "milestones": "2026-05-20 采购",
    }  # fmt: skip
    wrong = desk.post(give, {**data, "milestones": "采购"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["milestones"])
    wrong = desk.post(give, {**data, "until": "2026-05-30"})
    assert list(wrong.context["form"].errors) == ["until"]
    assert desk.post(give, data).url == reverse("resolution", args=[row.pk])
    follow()
    assert (now(row).budget_fen, now(row).state) == (50_050, "given")
    assert needs(official_needs(here.manager)) == {"有决议请您承接": 1}
    phone = enter("manager")
    one = phone.get(reverse("resolution", args=[row.pk])).content.decode()
    assert "我来承接" in one
    assert "500.50 元" in one
    duty = reverse("duty", args=[now(row).duty])
    assert phone.get(duty).url == reverse("resolution", args=[row.pk])
    step = lambda verb: reverse("resolution_step", args=[row.pk, verb])  # noqa: E731
    assert phone.post(step("accept")).status_code == 302
    follow()
    assert phone.get(reverse("duty", args=[now(row).duty])).status_code == 302
    part = now(row).milestones.get()
    picture = SimpleUploadedFile("灯.jpg", jpeg(), "image/jpeg")
    wrong = phone.post(step("reach"), {"milestone": part.pk, "words": ""})
    assert list(wrong.context["form"].errors) == ["words"]
    reached = {"milestone": part.pk, "words": "已买到", "files": picture}
    assert phone.post(step("reach"), reached).status_code == 302
    assert phone.post(step("report"), {"words": "两盏都亮了"}).status_code == 302
    follow()
    [shown] = queries.evidence_of(row.pk)[:1]
    assert shown.milestone_id == part.pk
    # not signed in, the last picture is there
    phone.logout()
    page = phone.get(reverse("topic_trace", args=[row.topic_id]))
    [first, _] = page.context["evidence"]
    assert phone.get(first.pictures[0].small).status_code == 200
    # who raised it is asked, and led there from the demand
    ann = enter("ann")
    assert needs(personal_needs(here.ann))["您的诉求已报告办好：是吗？"] == 1
    assert "确认是否办好" in ann.get(reverse("topic", args=[row.topic_id])).content.decode()
    assert row.title in ann.get("/resolutions/").content.decode()
    assert ann.post(step("affirm"), {"words": ""}).status_code == 302
    assert ann.post(step("affirm"), {"words": ""}).status_code == 409
    assert needs(official_needs(here.clerk))["待我方确认的决议"] == 1
    assert enter("clerk").post(step("confirm"), {"words": "看过了"}).status_code == 302
    follow()
    assert now(row).state == "confirmed"
    sent = enter("secretary").post(step("send_back"), {"words": "只有一盏亮"})
    assert (sent.status_code, now(row).state, now(row).verdict) == (302, "working", "insufficient")


def test_what_no_form_offers_is_refused_and_changes_nothing(here, enter):
    row = reported(here)
    before = list(Resolution.objects.within(here.community).values())
    step = lambda verb: reverse("resolution_step", args=[row.pk, verb])  # noqa: E731
    codes = {
        who: enter(who).post(step("confirm"), {"words": ""}).status_code
        for who in ("manager", "electrician", "ann", "far")
    }
    assert codes == {"manager": 403, "electrician": 403, "ann": 403, "far": 404}
    assert enter("clerk").get(step("give")).status_code == 404
    assert enter("clerk").get(step("void")).status_code == 404
    assert list(Resolution.objects.within(here.community).values()) == before


def test_lists_ask_the_same_at_two_sizes(here, enter):
    row = given(here, made(here))
    addresses = [
        ("clerk", "/work/resolutions/?tab=running"),
        ("ann", "/resolutions/?tab=here"),
        ("manager", "/work/resolutions/?tab=mine"),
    ]
    small = [asked(enter(who), address) for who, address in addresses]
    again = Resolution.objects.within(here.community).get(pk=row.pk)
    many = []
    for number in range(12):
        values = {f.attname: getattr(again, f.attname) for f in Resolution._meta.fields}
        values |= {"id": None, "item": 100 + number, "topic_id": None, "duty": None}
        many.append(Resolution(**values))
    Resolution.objects.bulk_create(many)
    assert [asked(enter(who), address) for who, address in addresses] == small


def test_the_review_asks_who_raised_it(here, enter):
    row = carried_out(here)
    with clock.frozen(MAY + timedelta(days=90)):
        jobs.look()
        assert needs(personal_needs(here.ann)) == {"为您办的事，成效还在吗？": 1}
        page = enter("ann")
        held = page.post(reverse("resolution_step", args=[row.pk, "hold"]), {"words": ""})
        assert held.status_code == 302
    assert (now(row).held_by_id, now(row).due_on) == (here.people["ann"].pk, date(2026, 8, 24))
