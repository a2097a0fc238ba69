"""Minutes and dispositions by software: the whole way from the last item to what everybody reads."""

from datetime import timedelta
from hashlib import sha256

import pytest
from tests.entering import entering
from tests.queries import asked
from tests.working import work

from linli.meetings.actions import minutes as actions
from linli.meetings.models import Item, Minutes, MinutesAmendment
from linli.meetings.queries import items_of
from linli.meetings.tests.test_dispositions import adopt, evening, here
from linli.meetings.tests.town import JUNE, fresh, give, planned

__all__ = ["evening", "here"]


@pytest.fixture
def call(client, here):
    """`call(who, path, sent)`: status and answer; a GET without `sent`. `who` empty: a visitor."""
    enter = entering(client, here)

    def run(who, path, sent=None):
        if who:
            enter(who)
        else:
            client.logout()
        if sent is None:
            got = client.get(f"/api/{path}")
        else:
            got = client.post(f"/api/{path}", sent, content_type="application/json")
        return got.status_code, got.json()

    return run


def code(answer):
    return answer[0], answer[1]["code"]


def test_f102_items_are_disposed_of_and_the_meeting_is_closed(here, evening, call):
    lamp, cellar, gate = items_of(evening.pk)
    adopt(here, evening, lamp)
    base = f"meetings/{evening.pk}"
    status, listed = call("", f"{base}/dispositions")  # before its end it is for those who follow
    assert (status, [i["outcome"] for i in listed["items"]]) == (200, ["", "", ""])
    status, listed = call("bob", f"{base}/dispositions")
    assert (status, listed["left"]) == (200, 2)
    assert [(i["key"], i["outcome"], i["must"]) for i in listed["items"]] == [
        (lamp.key, "adopted", ""),
        (cellar.key, "", "dispose"),
        (gate.key, "", "dispose"),
    ]
    assert listed["items"][0]["decision"] == "换灯泡"
    assert code(call("clerk", f"{base}/closing", {})) == (409, "floor.business_left")
    said = {"outcome": "deferred", "reason": "先测量"}
    assert code(call("ann", f"{base}/items/{cellar.key}/disposition", said)) == (
        403,
        "meetings.not_the_chair",
    )
    assert call("clerk", f"{base}/items/{cellar.key}/disposition", said)[0] in (409, 422)
    to = {**said, "outcome": "referred", "body": "nobody", "on": "2026-06-20"}
    assert code(call("clerk", f"{base}/items/{cellar.key}/disposition", to)) == (
        422,
        "meetings.no_such_choice",
    )
    assert fresh(evening).version == evening.version + 5  # the motion's five steps alone
    later = {**said, "on": "2026-06-20"}
    assert call("clerk", f"{base}/items/{cellar.key}/disposition", later)[0] == 200
    gone = {"outcome": "withdrawn", "reason": "不再要求"}
    status, answer = call("clerk", f"{base}/items/{gate.key}/disposition", gone)
    assert (status, answer["left"]) == (200, 0)
    status, answer = call("clerk", f"{base}/closing", {})
    assert (status, answer["state"]) == (200, "adjourned")
    assert [(i["outcome"], i["on"], i["deferrals"]) for i in answer["items"]] == [
        ("adopted", None, 0),
        ("deferred", "2026-06-20", 1),
        ("withdrawn", None, 0),
    ]
    assert (answer["items"][0]["yes"], answer["items"][0]["no"]) == (3, 0)
    no = {"reason": "再说一次"}
    assert code(call("clerk", f"{base}/items/{gate.key}/reason", no)) == (
        409,
        "meetings.disposed_already",
    )
    assert code(call("clerk", f"{base}/items/{cellar.key}/day", {"on": "2026-06-10"})) == (
        409,
        "meetings.disposed_already",
    )
    why = {"reason": "数字未到"}
    assert call("clerk", f"{base}/items/{cellar.key}/reason", why)[0] == 200
    assert Item.objects.get(meeting=evening, key=cellar.key).why == "数字未到"
    assert call("clerk", f"{base}/items/x/day", {"on": "2026-06-10"})[0] == 404


@pytest.fixture
def over(here, evening):
    for item in items_of(evening.pk):
        adopt(here, evening, item, f"办理{item.key}")
    give(here, evening, "clerk", "close")
    work()
    return evening


def test_f102_minutes_are_amended_approved_and_published(here, over, call):
    path = f"meetings/{over.pk}/minutes"
    assert call("", path)[0] == 401
    assert call("cai", path)[0] in (403, 404)
    status, draft = call("ann", path)
    assert (status, draft["state"], draft["amendments"]) == (200, "draft", [])
    fourth = draft["paragraphs"][3]
    assert (fourth["key"], fourth["style"]) == ("p4", "text")
    assert fourth["chinese"].startswith("主持：")
    assert fourth["english"]
    assert fourth["english"] != fourth["chinese"]
    sent = {"paragraph": "p4", "chinese": "主持：居委会主任席", "reason": "写全"}
    offered = f"{path}/amendments"
    assert call("clerk2", offered, sent)[0] == 403  # kept order, was not accredited
    assert code(call("ann", offered, {**sent, "paragraph": "p2"})) == (
        404,
        "meetings.no_such_paragraph",
    )
    own = call("clerk", offered, {**sent, "chinese": "主持：我"})[1]["amendments"][0]
    one = call("ann", offered, sent)[1]["amendments"][1]
    assert (one["seat"], one["state"], one["was"]) == ("1栋", "open", fourth["chinese"])
    # nobody takes over their own; another says why not
    take = {"take": True}
    assert code(call("clerk", f"{offered}/{own['id']}/answer", take)) == (
        403,
        "meetings.not_your_own",
    )
    assert MinutesAmendment.objects.get(pk=own["id"]).state == "open"
    assert code(call("clerk", f"{path}/approval", {})) == (409, "meetings.amendments_open")
    no = {"take": False}
    assert call("clerk2", f"{offered}/{own['id']}/answer", no)[0] in (409, 422)
    assert call("clerk2", f"{offered}/{own['id']}/answer", {**no, "reason": "另一条"})[0] == 200
    assert call("ann", f"{offered}/{one['id']}/answer", take)[0] == 403
    status, taken = call("clerk", f"{offered}/{one['id']}/answer", take)
    assert (status, taken["number"]) == (200, 2)
    assert taken["paragraphs"][3]["chinese"] == "主持：居委会主任席"
    assert [each["state"] for each in taken["amendments"]] == ["refused", "taken"]
    assert call("clerk", f"{offered}/{10**30}/answer", take)[0] == 404
    assert call("clerk2", f"{path}/approval", {})[0] == 403
    assert call("clerk", f"{path}/approval", {})[1]["state"] == "approved"
    unread = call("clerk2", f"{path}/publication", {"names_nobody": False})
    assert unread[0] == 422
    assert Minutes.objects.within(here.community).get().state == "approved"
    assert call("clerk2", f"{path}/publication", {"names_nobody": True})[0] == 200
    status, public = call("", path)
    assert (status, public["state"], public["amendments"]) == (200, "published", [])
    assert "主持：居委会主任席" in [each["chinese"] for each in public["paragraphs"]]
    listed = call("", f"communities/{here.community}/minutes")[1]["items"]
    assert [(each["meeting"], each["digest_zh"]) for each in listed] == [
        (over.pk, public["digest_zh"])
    ]
    assert call("", "communities/987654/minutes")[0] == 404


def test_the_digest_is_of_the_very_bytes_that_are_downloaded(here, over, call, client):
    actions.approve(here.actors["clerk"], meeting=over.pk)
    actions.publish(here.clerk2, meeting=over.pk)
    public = call("", f"meetings/{over.pk}/minutes")[1]
    for language in ("zh", "en"):
        got = client.get(f"/meetings/{over.pk}/minutes/{language}.txt").content
        assert sha256(got).hexdigest() == public[f"digest_{language}"]


def test_the_list_of_minutes_takes_the_same_queries_at_two_sizes(here, over, client):
    path = f"/api/communities/{here.community}/minutes"
    actions.approve(here.actors["clerk"], meeting=over.pk)
    actions.publish(here.clerk2, meeting=over.pk)
    few = asked(client, path)
    for days in (7, 14):
        row = planned(here, "extra", JUNE + timedelta(days=days))
        copy = Minutes.objects.within(here.community).first()
        copy.pk, copy.meeting = None, row
        copy.save(force_insert=True)
    assert Minutes.objects.within(here.community).count() == 3
    assert asked(client, path) == few
