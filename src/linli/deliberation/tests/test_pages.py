"""Pages: what each reader sees, and the same number of queries at two sizes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.entering import entering
from tests.queries import asked

from linli.deliberation.actions import charters
from linli.deliberation.models import Charter, Proposal, Topic
from linli.deliberation.patterns import patterns
from linli.deliberation.tests.town import COUNTS, MAY, in_force, town
from linli.deliberation.tests.voices import PARTS, accepted, checked, fresh, raised
from linli.kernel import clock
from linli.places.models import Place
from linli.threads import actions as talk


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


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


def test_a_topic_from_a_post_to_the_board_on_the_pages(here, enter):  # noqa: PLR0915 (the whole way)
    """Said in the corner, demanded, supported, taken up, checked, proposed, amended."""
    in_force(here, support_households=1)
    ann = enter("ann")
    code = Place.objects.get(pk=here.community).code
    said = talk.post(here.bob, kind="corner", subject=here.community, text="三号楼路灯不亮")
    page = ann.get(reverse("corner", args=[code])).content.decode()
    assert f"/topics/new/?post={said.public_id}" in page
    form = ann.get(f"/topics/new/?post={said.public_id}")
    assert form.context["form"]["words"].value() == "三号楼路灯不亮"
    assert ann.get("/topics/new/?post=nothing").status_code == 404
    made = ann.post(
        "/topics/new/", {"words": "三号楼路灯不亮", "post": said.public_id, "building": ""}
    )
    row = Topic.objects.within(here.community).get()
    assert (made.url, row.channel, row.post) == (f"/topics/{row.pk}/", "talk", said.public_id)
    assert enter("bob").post(f"{made.url}stand/support/").url == made.url
    assert fresh(row).support == 2
    manager = enter("manager")
    assert manager.get(made.url).status_code == 404
    clerk = enter("clerk")
    page = clerk.get(f"{made.url}step/accept/").content.decode()
    assert "三号楼路灯不亮" in page
    clerk.post(f"{made.url}step/accept/", {"title": "三号楼路灯", "words": "已受理"})
    assert fresh(row).state == "accepted"
    # the property company sees the matter, not the words nor whose they are
    seen = enter("manager").get(made.url).content.decode()
    assert "三号楼路灯" in seen
    assert "三号楼路灯不亮" not in seen
    clerk = enter("clerk")
    assert "matters" in clerk.get(f"{made.url}check/").context
    form = clerk.get(f"{made.url}check/?matter=common_upkeep")
    assert form.context["form"]["way"].value() == "daily"
    data = {**form_of(form), "words": "物业能办", "way": "meeting"}
    assert clerk.post(f"{made.url}check/", data).url == made.url
    bob = enter("bob")
    bob.post(f"{made.url}propose/", {**PARTS, "mine": "我来监督"})
    proposal = Proposal.objects.within(here.community).get()
    address = f"/proposals/{proposal.pk}/"
    enter("ann").post(
        f"{address}amend/", {**PARTS, "means": "物业费列支 500 元", "reason": "感应灯"}
    )
    page = enter("bob").get(address).content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    amendment = proposal.amendments.get()
    client = enter("bob")
    client.post(f"{address}amendments/{amendment.pk}/take/")
    assert "物业费列支 500 元" in client.get(address).content.decode()
    client.logout()
    board = client.get(f"/public/demands/{here.community}/").content.decode()
    trace = client.get(f"/public/demands/topics/{row.pk}/").content.decode()
    for text in (board, trace):
        assert "三号楼路灯" in text
        assert "三号楼路灯不亮" not in text
    assert client.get(f"/api/communities/{here.community}/demands").json()["raised"] == 1
    assert client.get(f"/api/communities/{here.community}/charter").json()["number"] == 1
    assert client.get(f"/api/communities/{here.other}/charter").status_code == 404


def test_lists_of_topics_take_the_same_queries_at_two_sizes(here, enter):
    paths = [
        ("ann", "/topics/"),
        ("ann", "/topics/?tab=mine"),
        ("ann", "/"),
        ("clerk", "/work/topics/"),
        ("clerk", "/work/topics/?tab=waiting"),
        ("clerk", "/work/"),
        ("ann", f"/public/demands/{here.community}/"),
        ("ann", "/api/topics"),
    ]

    def fill():
        raised(here)
        checked(here, accepted(here), "outside")

    fill()
    few = [asked(enter(who), path) for who, path in paths]
    for _ in range(3):
        fill()
    assert [asked(enter(who), path) for who, path in paths] == few
