"""From the first voice to the desk: exact outcomes, and nothing changes when refused."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from tests.racing import race

from linli.deliberation import board, consumers, queries_topics, rules_topics
from linli.deliberation.actions import desk, proposals
from linli.deliberation.actions import topics as actions
from linli.deliberation.models import Proposal, Step, Support
from linli.deliberation.tests.outcomes import last, refusal
from linli.deliberation.tests.town import MAY, home, in_force, person
from linli.deliberation.tests.voices import (
    PARTS,
    WORDS,
    accepted,
    building,
    checked,
    fresh,
    proposed,
    raised,
    state,
)
from linli.deliberation.wanted import Voice
from linli.kernel import clock

DAY = date(2026, 5, 12)


def test_a_voice_is_counted_once_for_each_home(here):
    row = raised(here, building=building(here))
    assert (row.state, row.support, row.estate_id, row.channel) == (
        "raised",
        1,
        row.building.estate_id,
        "self",
    )
    # three working days by the template, for there is no charter yet
    assert (row.due_on, row.charter) == (date(2026, 5, 15), None)
    assert WORDS not in str(bytes(row.words))
    assert last("topic_raised").payload == {
        "topic": row.pk, "community": here.community, "channel": "self",
        "building": row.building_id, "due_on": "2026-05-15",
    }  # fmt: skip
    assert refusal(actions.support, here.ann, topic=row.pk) == ("home_supports", None)
    home(here, "dan", "102")
    assert actions.support(here.bob, topic=row.pk).support == 2
    assert refusal(actions.support, here.dan, topic=row.pk) == ("home_supports", None)
    assert refusal(actions.support, here.cai, topic=row.pk) == ("home_to_support", None)
    assert refusal(actions.support, here.eve, topic=row.pk) == ("kernel.not_found", None)
    assert refusal(actions.support, here.clerk, topic=row.pk) == ("as_resident", None)
    assert refusal(actions.support, here.bob, topic=row.pk, unit=1) == ("no_such_choice", "unit")
    # whoever of the home says so
    assert actions.withdraw_support(here.dan, topic=row.pk).support == 1
    assert refusal(actions.withdraw_support, here.bob, topic=row.pk) == ("no_support", None)
    assert actions.support(here.dan, topic=row.pk).support == 2
    was = Support.objects.filter(withdrawn_at=None).latest("pk")
    with pytest.raises(IntegrityError, match="one_support_per_home"), transaction.atomic():
        Support.objects.create(topic=row, unit=was.unit, person=was.person, at=clock.now())
    for wrong, code in (
        ("", "words_first"),
        ("长" * 501, "too_long"),
        ("身份证 11010519491231002X", "id_number"),
    ):
        assert refusal(raised, here, words=wrong) == (code, "words")
    assert refusal(raised, here, building=10**6) == ("no_such_choice", "building")
    assert refusal(actions.raise_topic, here.clerk, voice=Voice(WORDS)) == ("as_resident", None)


def test_two_of_one_home_race(here):
    home(here, "dan", "102")
    row = raised(here)
    both = [partial(actions.support, here.actors[name], topic=row.pk) for name in ("bob", "dan")]
    assert race(*both) == ["deliberation.home_supports", "done"]
    assert fresh(row).support == 2


def test_helpers_and_the_desk_raise_for_others(here):
    hands = replace(here.ann, helper=here.people["bob"].pk, deeds=frozenset({"topics"}))
    row = actions.raise_topic(hands, voice=Voice(WORDS))
    assert (row.channel, row.raiser_id) == ("helper", here.people["ann"].pk)
    call = {"community": here.community, "voice": Voice("电话反映：电梯异响", building(here))}
    nobody = actions.raise_for(here.clerk, **call)
    assert (nobody.raiser, nobody.clerk_id, nobody.support) == (None, here.people["clerk"].pk, 0)
    known = actions.raise_for(here.clerk, person=here.people["bob"].public_id, **call)
    assert (known.raiser_id, known.support) == (here.people["bob"].pk, 1)
    raise_for = actions.raise_for
    assert refusal(raise_for, here.clerk, person=here.people["eve"].public_id, **call) == (
        "no_such_person",
        "person",
    )
    assert refusal(raise_for, here.clerk, person=here.people["clerk"].public_id, **call) == (
        "no_such_person",
        "person",
    )
    assert refusal(raise_for, here.far, **call) == ("kernel.not_found", None)
    assert refusal(raise_for, here.ann, **call) == ("kernel.not_for_you", None)
    # nobody looks over what they wrote down for themselves, nor by a helper's hands
    assert refusal(desk.accept, here.bob, topic=known.pk, title="电梯", words="受理") == (
        "kernel.not_for_you",
        None,
    )


def test_who_has_two_homes_stands_behind_it_once(here):
    row = raised(here, "ann", building=building(here))
    second = home(here, "bob", "103")
    actions.support(here.bob, topic=row.pk)
    for unit in (second.pk, None):
        assert refusal(actions.support, here.bob, topic=row.pk, unit=unit)[0] == "home_supports"
    assert fresh(row).support == 2
    home(here, "dan", "103")
    assert actions.support(here.dan, topic=row.pk).support == 3  # whoever else lives there may
    assert actions.withdraw_support(here.bob, topic=row.pk).support == 1


def test_triage_by_the_body_that_the_charter_names_and_by_all_when_late(here):
    in_force(here, triage_by=["owners_committee"], triage_days=2)
    row = raised(here)
    assert row.charter_id
    assert row.due_on == date(2026, 5, 14)
    head = {"topic": row.pk, "title": "三号楼路灯", "words": "已受理"}
    assert refusal(desk.accept, here.clerk, **head) == ("not_the_desk", None)
    assert refusal(desk.accept, here.manager, **head) == ("kernel.not_found", None)
    assert refusal(desk.accept, here.far, **head) == ("kernel.not_found", None)
    with clock.frozen(MAY + timedelta(days=4)):
        assert desk.accept(here.clerk, **head).state == "accepted"


def test_asked_back_answered_and_rejected_for_silence(here):
    row = raised(here)
    assert refusal(desk.ask, here.clerk, topic=row.pk, words=" ") == ("words_first", "words")
    asked = desk.ask(here.clerk, topic=row.pk, words="是哪一盏灯？")
    assert (asked.state, asked.why, asked.due_on) == ("returned", "是哪一盏灯？", date(2026, 5, 19))
    assert refusal(actions.send, here.bob, topic=row.pk, words="第二盏") == ("raiser_only", None)
    assert actions.send(here.ann, topic=row.pk, words="门口第二盏").state == "raised"
    desk.ask(here.clerk, topic=row.pk, words="照片？")
    silent = {"topic": row.pk, "ground": "silent", "words": "逾期未补充"}
    assert refusal(desk.reject, here.clerk, **silent) == ("not_silent", "ground")
    assert refusal(desk.reject, here.clerk, topic=row.pk, ground="boring", words="x") == (
        "no_such_choice",
        "ground",
    )
    with clock.frozen(MAY + timedelta(days=14)):
        over = desk.reject(here.clerk, **silent)
        assert (over.state, over.due_on, over.hidden) == ("rejected", None, False)
        assert over.closed_at == clock.now()
    assert last("topic_rejected").payload["ground"] == "silent"
    assert refusal(actions.send, here.ann, topic=row.pk, words="还是不亮") == ("not_now", None)


def test_unfit_words_are_for_the_desk_and_their_raiser_alone(here):
    row = raised(here, words="某某是小偷")
    desk.reject(here.clerk, topic=row.pk, ground="unfit", words="涉及他人隐私")
    sees = {
        name
        for name in ("ann", "bob", "clerk", "manager")
        if rules_topics.may_see(here.actors[name], topic=row.pk)
    }
    assert sees == {"ann", "clerk"}


def test_merged_voices_go_along_and_their_raisers_stay_raisers(here):
    home(here, "cai", "201", "2")
    one, other = raised(here), raised(here, "bob", "3号楼门口的路灯不亮了")
    actions.support(here.cai, topic=one.pk)
    actions.support(here.cai, topic=other.pk)
    found = queries_topics.alike(fresh(one))
    assert [(topic.pk, percent > 30) for topic, percent in found] == [(other.pk, True)]
    assert refusal(desk.merge, here.clerk, topic=one.pk, into=one.pk) == ("no_such_choice", "into")
    assert refusal(desk.merge, here.bob, topic=one.pk, into=other.pk) == (
        "kernel.not_for_you",
        None,
    )
    foreign = raised(here, "eve")
    assert refusal(desk.merge, here.street, topic=one.pk, into=foreign.pk) == (
        "no_such_choice",
        "into",
    )
    done = desk.merge(here.clerk, topic=one.pk, into=other.pk)
    assert (done.state, done.merged_into_id, done.due_on) == ("merged", other.pk, None)
    assert fresh(other).support == 3
    assert rules_topics.raisers(fresh(other)) == {here.people["ann"].pk, here.people["bob"].pk}
    assert queries_topics.to_tell(other.pk) == {here.people["ann"].pk, here.people["bob"].pk}
    # a chain stays flat
    third = raised(here, "cai", "路灯问题")
    desk.merge(here.clerk, topic=other.pk, into=third.pk)
    assert fresh(one).merged_into_id == third.pk
    assert refusal(actions.withdraw, here.cai, topic=third.pk) == ("others_stand_behind", None)


def test_withdrawn_by_its_raiser_while_nobody_else_stands_behind_it(here):
    row = raised(here)
    actions.support(here.bob, topic=row.pk)
    assert refusal(actions.withdraw, here.bob, topic=row.pk) == ("raiser_only", None)
    assert refusal(actions.withdraw, here.ann, topic=row.pk) == ("others_stand_behind", None)
    actions.withdraw_support(here.bob, topic=row.pk)
    gone = actions.withdraw(here.ann, topic=row.pk)
    assert (gone.state, gone.closed_by_id) == ("withdrawn", here.people["ann"].pk)


def test_a_proposal_says_who_does_what_with_which_means_and_who_benefits(here):
    in_force(here, support_households=2)
    row = checked(here, accepted(here), "meeting")
    assert (row.state, row.due_on) == ("preparing", date(2026, 5, 26))
    propose = partial(proposals.propose, here.bob, topic=row.pk)
    for name in PARTS:
        assert refusal(propose, parts={**PARTS, name: " "}, mine="我来") == ("words_first", name)
    assert refusal(propose, parts=PARTS, mine="") == ("words_first", "mine")
    assert (
        refusal(proposals.propose, here.eve, topic=row.pk, parts=PARTS, mine="我")[0]
        == "kernel.not_found"
    )
    made = proposed(here, row)
    ready = fresh(row)
    # the next meeting by the calendar: the month's last day
    assert (ready.state, ready.due_on) == ("ready", date(2026, 5, 31))
    assert refusal(propose, parts=PARTS, mine="我来") == ("not_now", None)
    assert queries_topics.ready_for_meeting(here.community) == []
    actions.support(here.bob, topic=row.pk)
    assert queries_topics.ready_for_meeting(here.community) == [ready]
    assert queries_topics.ready_for_meeting(here.other) == []
    amend = partial(proposals.amend, here.ann, proposal=made.pk)
    assert refusal(amend, parts=PARTS, reason="无") == ("same_words", "what")
    first = amend(parts={**PARTS, "means": "物业费列支 500 元"}, reason="要用感应灯")
    second = amend(parts={**PARTS, "who": "居民自己换"}, reason="更快")
    answer = partial(proposals.answer, here.bob, proposal=made.pk)
    assert refusal(proposals.answer, here.ann, proposal=made.pk, amendment=first.pk, take=True) == (
        "author_only",
        None,
    )
    answer(amendment=first.pk, take=True)
    found = Proposal.objects.within(here.community).get()
    assert (found.number, found.versions.get(number=2).parts["means"]) == (2, "物业费列支 500 元")
    assert refusal(answer, amendment=first.pk, take=True) == ("answered_already", None)
    assert refusal(answer, amendment=second.pk, take=True) == ("against_an_older", None)
    assert answer(amendment=second.pk, take=False).state == "refused"
    proposals.pledge(here.ann, proposal=made.pk, doing="我出两小时")
    assert refusal(proposals.pledge, here.ann, proposal=made.pk, doing="再来") == (
        "pledged_already",
        None,
    )
    assert refusal(proposals.withdraw_pledge, here.bob, proposal=made.pk) == ("author_stays", None)
    proposals.withdraw_pledge(here.ann, proposal=made.pk)
    assert refusal(proposals.withdraw_pledge, here.ann, proposal=made.pk) == ("not_pledged", None)


def test_the_board_counts_demands_raised_below(here):
    resolved = checked(here, accepted(here), "residents")
    desk.report(here.clerk, topic=resolved.pk, words="公约已通过")
    same = raised(here, "bob", "公约怎么还没有")
    desk.merge(here.clerk, topic=same.pk, into=raised(here, "cai", "居民公约").pk)
    with clock.frozen(MAY + timedelta(days=3)):
        actions.confirm(here.ann, topic=resolved.pk)
    checked(here, accepted(here), "outside")
    with clock.frozen(MAY + timedelta(days=30)):
        found = board.figures(here.community)
        assert (found.raised, found.resolved, found.median_days) == (4, 1, 3)
        assert found.states == {"raised": 1, "parked": 1, "resolved": 1, "merged": 1}
        assert [count for _, count in found.overdue] == [1, 1]
        assert len({name for name, _ in found.overdue}) == 2
    assert board.figures(here.other).raised == 0
    assert [topic.state for topic in board.waiting(here.community)] == ["parked"]


def test_erasure_ends_what_one_alone_demanded_and_keeps_what_others_support(here):
    alone, shared = raised(here), raised(here)
    actions.support(here.bob, topic=shared.pk)
    with transaction.atomic():
        consumers.operations.erase_of(here.people["ann"].pk)
    assert (state(alone), state(shared)) == ("withdrawn", "raised")
    assert fresh(shared).words is None
    assert not Step.objects.filter(person=here.people["ann"], words__isnull=False).exists()
    assert last("topics_erased").payload["topics"] == 2


def test_no_more_than_ten_a_day(here):
    for n in range(10):
        raised(here, words=f"第{n}件事情")
    assert refusal(raised, here) == ("kernel.too_many", None)
    person(here, "fay", here.community)
    raised(here, "fay")
