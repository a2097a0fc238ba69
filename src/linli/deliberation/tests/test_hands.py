"""By whose hands something is done, and what comes in through a form or the API beside its words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from tests.entering import entering
from tests.town import bodies

from linli.deliberation import consumers, rules_topics
from linli.deliberation.actions import desk, proposals
from linli.deliberation.models import Pledge, Proposal, Topic
from linli.deliberation.tests.outcomes import refusal
from linli.deliberation.tests.town import home, in_force
from linli.deliberation.tests.voices import (
    ALL,
    PARTS,
    accepted,
    building,
    checked,
    fresh,
    proposed,
    raised,
)
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.organisations.actions import found
from linli.organisations.models import Organisation
from linli.threads import actions as talk
from linli.threads.models import Post


def records(here, now: str, before: str) -> None:
    """One record was merged into another: the same person."""
    Person.objects.filter(pk=here.people[before].pk).update(
        merged_into=here.people[now], locked="merged", is_active=False
    )


# --- out of a talk ------------------------------------------------------------------------------
def test_out_of_a_talk_comes_only_what_its_raiser_may_read_there(here):
    """The number of a post is kept as it is: nothing else may be written where it stands."""
    theirs = raised(here, "eve")
    foreign = talk.post(here.eve, kind="topic", subject=theirs.pk, text="我们这边也是")
    own = raised(here, "bob")
    near = talk.post(here.bob, kind="topic", subject=own.pk, text="路灯也不亮")
    for post in ("13800138000", "0" * 12, foreign.public_id):
        assert refusal(raised, here, post=post) == ("no_such_choice", "post")
    Post.objects.across_communities(ALL).filter(pk=near.pk).update(state="hidden")
    assert refusal(raised, here, post=near.public_id) == ("no_such_choice", "post")
    Post.objects.across_communities(ALL).filter(pk=near.pk).update(state="shown")
    made = raised(here, post=near.public_id)
    assert (made.post, made.channel) == (near.public_id, "talk")
    hands = replace(here.ann, helper=here.people["dan"].pk, deeds=frozenset({"topics"}))
    here.actors["hands"] = hands
    assert raised(here, "hands", post=near.public_id).channel == "helper"


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("topics", {"words": "灯", "building": 10**30}),
        ("topics", {"words": "灯", "building": -1}),
        ("topics", {"words": "灯", "post": "١٢٣"}),
        ("topics", {"words": "灯", "files": ["'", "x" * 5000]}),
        ("topics", {"words": "\ud800"}),
        ("topics/1000000000000000000000000000000/withdraw", {}),
    ],
)
def test_what_software_sends_is_refused_and_never_our_fault(here, client, path, sent):
    ann = entering(client, here)("ann")
    before = Topic.objects.across_communities(ALL).count()
    answer = ann.post(f"/api/{path}", sent, content_type="application/json")
    assert 400 <= answer.status_code < 500
    assert Topic.objects.across_communities(ALL).count() == before


def test_addresses_with_strange_letters_and_numbers_are_no_fault_of_ours(here, client):
    row = checked(here, accepted(here), "residents")
    ann = entering(client, here)("ann")
    for path in (
        "/topics/new/?post=%00",
        "/topics/new/?post=%F0%9F%98%80",
        "/topics/?after=%00&tab=%00",
        f"/topics/{10**30}/",
        f"/public/demands/{10**30}/",
        f"/api/communities/{here.community}/charter?estate={10**30}",
        f"/api/communities/{10**30}/charter",
        f"/api/communities/{10**30}/demands",
        f"/api/topics/{10**30}",
        f"/topics/{row.pk}/?after=%00",
    ):
        assert ann.get(path).status_code in {200, 400, 404, 422}, path
    long = ann.post("/topics/new/", {"words": "灯", "post": "0" * 40})
    assert long.status_code in {404, 422}


# --- the desk -----------------------------------------------------------------------------------
def committee(here, name: str, estate: int | None) -> None:
    found(
        SYSTEM,
        kind="owners_committee",
        place=here.community,
        estate=estate,
        names=("甲业委会", "甲业委会"),
    )
    here.bodies["甲业委会"] = Organisation.objects.get(name_zh="甲业委会").pk
    here.official(name, here.bodies["甲业委会"], here.community, "officer")
    here.actors[name] = replace(here.actors[name], body="owners_committee")


def test_the_officers_whom_a_charter_names_look_over_what_is_raised(here):
    row = raised(here, building=building(here))
    committee(here, "chair", row.estate_id)
    step = {"topic": row.pk, "title": "路灯", "words": "受理"}
    assert refusal(desk.accept, here.chair, **step) == ("kernel.not_found", None)
    in_force(here, triage_by=["owners_committee"])
    nowhere = raised(here, words="全社区的事")
    assert rules_topics.visible_to(here.chair).filter(pk=row.pk).exists()
    assert not rules_topics.visible_to(here.chair).filter(pk=nowhere.pk).exists()
    assert not rules_topics.visible_to(here.manager).filter(pk=row.pk).exists()
    assert desk.accept(here.chair, **step).state == "accepted"


def test_administrators_count_topics_and_do_not_read_the_words(here, client):
    raised(here, words="二楼的王阿姨家漏水")
    bodies(here, ("district", here.district_place, "区民政局"))
    here.official("admin", here.bodies["区民政局"], here.district_place, "district_admin")
    admin = entering(client, here)("admin")
    for path in ("/topics/", "/api/topics"):
        assert "王阿姨" not in admin.get(path).content.decode(), path


def test_what_was_unfit_stands_on_the_board_by_its_number_alone(here, client):
    row = accepted(here)
    desk.reject(here.clerk, topic=row.pk, ground="unfit", words="不宜公开")
    for path in (here.community, f"topics/{row.pk}"):
        page = client.get(f"/public/demands/{path}/")
        assert page.status_code == 200
        assert "三号楼门口路灯" not in page.content.decode(), path


def test_no_day_is_so_far_that_it_is_none(here):
    row = accepted(here)
    far = clock.today() + timedelta(days=367)
    for act, more in ((desk.defer, {}), (desk.refer, {"body": "street"})):
        assert refusal(act, here.clerk, topic=row.pk, day=far, words="再说", **more) == (
            "day_too_far",
            "day",
        )
    assert refusal(checked, here, row, "outside", day=far) == ("day_too_far", "day")
    assert desk.defer(here.clerk, topic=row.pk, day=far - timedelta(days=1), words="明年").due_on


# --- proposals ----------------------------------------------------------------------------------
def ready(here):
    in_force(here)
    row = checked(here, accepted(here), "meeting")
    return row, proposed(here, row)


def test_a_topic_that_came_back_is_proposed_again_in_its_next_version(here):
    row, made = ready(here)
    desk.back(here.clerk, topic=row.pk, words="物业换了")
    checked(here, fresh(row), "meeting")
    again = proposals.propose(
        here.ann, topic=row.pk, parts={**PARTS, "who": "居民自己换"}, mine="我来换"
    )
    assert (again.pk, again.number, again.author_id) == (made.pk, 2, here.people["ann"].pk)
    assert [each.by_id for each in again.versions.order_by("number")] == [
        here.people["bob"].pk,
        here.people["ann"].pk,
    ]
    assert refusal(proposals.withdraw_pledge, here.ann, proposal=made.pk) == ("author_stays", None)
    proposals.withdraw_pledge(here.bob, proposal=made.pk)
    assert Pledge.objects.get(withdrawn_at=None).person_id == here.people["ann"].pk


def test_one_person_takes_part_once_by_whatever_record(here):
    _row, made = ready(here)
    proposals.pledge(here.dan, proposal=made.pk, doing="我来扶梯子")
    records(here, "cai", "dan")
    home(here, "cai", "201")
    assert refusal(proposals.pledge, here.cai, proposal=made.pk, doing="我也来") == (
        "pledged_already",
        None,
    )
    records(here, "ann", "bob")
    assert refusal(proposals.withdraw_pledge, here.ann, proposal=made.pk) == ("author_stays", None)
    proposals.withdraw_pledge(here.cai, proposal=made.pk)
    assert not made.pledges.filter(person=here.people["dan"], withdrawn_at=None).exists()


def test_few_amendments_of_one_person_wait_and_erased_words_replace_nothing(here):
    _row, made = ready(here)

    def amend(text: str):
        return proposals.amend(
            here.cai, proposal=made.pk, parts={**PARTS, "means": text}, reason="更省"
        )

    first = amend("二百元")
    for n in range(4):
        amend(f"{n}百元")
    assert refusal(amend, "九百元") == ("kernel.too_many", None)
    with transaction.atomic():
        consumers.operations.erase_of(here.people["cai"].pk)
    take = {"proposal": made.pk, "amendment": first.pk}
    assert refusal(proposals.answer, here.bob, take=True, **take) == ("words_first", None)
    proposals.answer(here.bob, take=False, **take)
    assert Proposal.objects.within(here.community).get(pk=made.pk).number == 1
