"""Opening, climbing, passing over by two, answering: exact outcomes, and nothing changes when refused."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from tests.racing import race
from tests.working import work

from linli.deliberation.actions import desk
from linli.deliberation.actions import topics as raising
from linli.deliberation.models import Topic
from linli.deliberation.tests.town import MAY, town
from linli.deliberation.tests.voices import accepted, checked
from linli.facts import resolutions
from linli.facts.deliberation import TopicMoved
from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.stalling import actions, consumers, jobs, queries, rules
from linli.stalling.letters import BLANK, letter
from linli.stalling.models import Answer, Rung, Stall
from linli.stalling.shown import shown
from linli.stalling.tests.stalled import (
    ALL,
    BEGINS,
    climbed,
    delivery,
    morning,
    other_side,
    parked,
    rungs,
    stall_of,
)
from linli.stalling.wanted import Said


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def begun(here):
    """A topic, and its stall at the first rung."""
    topic = parked(here)
    with clock.frozen(morning(BEGINS)):
        assert jobs.look() == 2
        yield topic, stall_of(topic)


def rows() -> tuple:
    stalls = Stall.objects.across_communities(ALL).order_by("pk")
    return (
        list(stalls.values_list("pk", "phase", "level", "next_on", "promises", "end")),
        list(Rung.objects.order_by("pk").values_list("pk", "state", "by", "skip_by", "due_on")),
        Answer.objects.count(),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code.removeprefix("stalling."), caught.value.field


def last(kind: str) -> dict:
    return Event.objects.filter(type=f"stalling.{kind}").latest("pk").payload


def run(consumer, event) -> None:
    with transaction.atomic():
        consumer(event)


def at_once(act, **values):
    """For a thread of its own, which holds no clock."""

    def run_on_the_day() -> None:
        with clock.frozen(morning(BEGINS)):
            act(SYSTEM, **values)

    return run_on_the_day


def test_a_day_that_passed_opens_a_stall_once(here):
    topic = parked(here)
    with clock.frozen(morning(date(2026, 5, 28))):
        assert jobs.look() == 0
        assert refusal(actions.open_overdue, SYSTEM, topic=topic.pk) == ("not_stalled", None)
    with clock.frozen(morning(BEGINS)):
        assert refusal(actions.open_overdue, here.clerk, topic=topic.pk)[0] == "kernel.not_for_you"
        made = race(*[at_once(actions.open_overdue, topic=topic.pk)] * 2)
        assert sorted(made) == ["done", "stalling.not_stalled"]
        stall = stall_of(topic)
        told = race(*[at_once(actions.advance, stall=stall.pk)] * 2)
        assert sorted(told) == ["done", "stalling.not_now"]
        assert jobs.look() == 0
    assert rungs(stall) == [(0, "demand", "raiser", "open", date(2026, 6, 3))]
    assert last("opened") == {
        "stall": stall.pk, "community": here.community, "topic": topic.pk, "resolution": None,
        "matter": "common_upkeep", "against": "property_company",
        "ladder": "property@2021-01-01", "cause": "overdue", "missed": "2026-05-28", "level": 0,
    }  # fmt: skip
    assert last("rung_told") == {
        "stall": stall.pk, "community": here.community, "rung": Rung.objects.get().pk, "level": 0,
        "step": "demand", "by": "raiser", "planned": "2026-05-29", "due_on": "2026-06-03",
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="one_stall_of_a_topic"), transaction.atomic():
        Stall.objects.create(
            community=here.community, topic=topic, matter="other", against="x", ladder="x",
            cause="overdue", missed_on=BEGINS, opened_at=clock.now(), level=0,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="a_rung_is_told_once"), transaction.atomic():
        Rung.objects.create(
            stall=stall, level=0, step="demand", by="desk", planned_on=BEGINS,
            told_at=clock.now(), due_on=BEGINS,
        )  # fmt: skip


def test_by_hand_only_after_waiting_by_those_concerned(here):
    topic = parked(here)
    day = morning(date(2026, 5, 18))
    with clock.frozen(day):
        begin = partial(actions.open_by_hand, topic=topic.pk, words="物业说不管")
        assert refusal(begin, here.ann) == ("too_early", None)
        assert refusal(begin, here.bob) == ("stand_behind_first", None)
        assert refusal(begin, here.eve) == ("kernel.not_found", None)
        assert refusal(begin, here.manager) == ("kernel.not_for_you", None)
        raising.support(here.bob, topic=topic.pk)
    with clock.frozen(morning(date(2026, 5, 19))):
        assert refusal(actions.open_by_hand, here.bob, topic=topic.pk, words="") == (
            "deliberation.words_first",
            "words",
        )
        stall = begin(here.bob)
        assert (stall.cause, stall.opened_by_id) == ("hand", here.people["bob"].pk)
        assert "物业说不管" not in str(bytes(stall.words))
        assert refusal(begin, here.clerk) == ("not_stalled", None)
        work()
    # the consumer tells of the first rung at once: it is the raiser's, not the supporter's
    assert rungs(stall) == [(0, "demand", "raiser", "open", date(2026, 5, 22))]
    # nobody waits for others while the desk looks it over
    other = accepted(here)
    assert refusal(actions.open_by_hand, here.ann, topic=other.pk, words="x") == (
        "not_stalled",
        None,
    )


def test_a_rung_is_done_with_everything_at_hand_and_something_to_show(here, begun):
    _topic, stall = begun
    do = partial(actions.done, stall=stall.pk, level=0)
    whole = delivery(stall, 0)
    assert refusal(do, here.bob, delivery=whole) == ("kernel.not_for_you", None)
    assert refusal(do, other_side(here), delivery=whole) == ("kernel.not_for_you", None)
    assert refusal(do, here.far, delivery=whole) == ("kernel.not_for_you", None)
    for wrong, expected in (
        ({"at_hand": ("facts", "photos")}, ("not_at_hand", "at_hand")),
        ({"number": ""}, ("evidence_first", "number")),
        ({"number": "", "how": "handed"}, ("evidence_first", "number")),
        ({"how": "pigeon"}, ("deliberation.no_such_choice", "how")),
        ({"day": date(2026, 5, 30)}, ("which_day", "day")),
        ({"day": date(2026, 5, 27)}, ("which_day", "day")),
        ({"number": "身份证 11010519491231002X"}, ("deliberation.id_number", "number")),
    ):
        assert refusal(do, here.ann, delivery=delivery(stall, 0, **wrong)) == expected
    assert refusal(actions.done, here.ann, stall=stall.pk, level=1, delivery=whole) == (
        "kernel.not_found",
        None,
    )
    rung = climbed(here, "ann", stall, 0)
    assert (rung.state, rung.done_on, rung.answer_by) == ("done", BEGINS, date(2026, 6, 12))
    assert last("rung_done") == {
        "stall": stall.pk, "community": here.community, "rung": rung.pk, "level": 0,
        "step": "demand", "how": "post", "answer_by": "2026-06-12",
    }  # fmt: skip
    assert refusal(do, here.ann, delivery=whole) == ("not_now", None)
    assert "EMS" not in str(bytes(rung.proof))
    # the number is for those concerned
    for who, reads in (("ann", True), ("clerk", True), ("bob", False), ("far", False)):
        seen = shown(here.actors[who], queries.seen(stall.pk))
        assert (seen.steps[0].proof != "", seen.inside) == (reads, reads), who
    assert shown(other_side(here), queries.seen(stall.pk)).inside
    # the desk may write down what somebody brings to it, but not a rung that is over
    with clock.frozen(morning(date(2026, 6, 15))):
        assert jobs.look() == 1
        assert climbed(here, "clerk", stall, 1).done_by_id == here.people["clerk"].pk


def test_two_people_pass_a_rung_over(here, begun):
    _topic, stall = begun
    propose = partial(actions.propose_skip, stall=stall.pk, level=0, words="四月已发律师函")
    decide = partial(actions.answer_skip, stall=stall.pk, level=0)
    assert refusal(decide, here.clerk, agreed=True) == ("not_now", None)
    assert refusal(propose, here.bob) == ("kernel.not_for_you", None)
    propose(here.ann)
    assert refusal(propose, here.clerk) == ("skip_proposed", None)
    assert refusal(decide, here.ann, agreed=True) == ("another_person", None)
    as_clerk = replace(here.clerk, person=here.people["ann"].pk)
    assert refusal(decide, as_clerk, agreed=True) == ("kernel.not_for_you", None)
    decide(here.clerk, agreed=False)
    rung = Rung.objects.get(stall=stall)
    assert (rung.state, rung.skip_by, rung.reason) == ("open", None, None)
    propose(here.clerk)
    assert refusal(decide, here.clerk, agreed=True) == ("another_person", None)
    decide(here.ann, agreed=True)
    rung.refresh_from_db()
    assert (rung.state, rung.why) == ("skipped", "四月已发律师函")
    stall.refresh_from_db()
    assert (stall.phase, stall.level, stall.next_on) == ("ready", 1, date(2026, 6, 1))
    with pytest.raises(IntegrityError, match="two_people_pass_a_rung_over"), transaction.atomic():
        Rung.objects.filter(pk=rung.pk).update(skipped_by=rung.skip_by_id)
    with clock.frozen(morning(date(2026, 6, 1))):
        assert jobs.look() == 1
    assert [row[1] for row in rungs(stall)] == ["demand", "lawyer"]


def test_answers_stop_the_clock_but_not_for_ever(here, begun):
    _topic, stall = begun
    climbed(here, "ann", stall, 0)
    say = partial(actions.answer, stall=stall.pk)
    promise = partial(Said, "promise", "下周修")
    assert refusal(say, here.bob, said=promise(date(2026, 6, 5)))[0] == "kernel.not_for_you"
    wrong = replace(other_side(here), body="developer")
    assert refusal(say, wrong, said=promise(date(2026, 6, 5)))[0] == "kernel.not_for_you"
    side = other_side(here)
    assert refusal(say, side, said=promise(BEGINS)) == ("deliberation.later_day", "until")
    assert refusal(say, side, said=promise(None)) == ("deliberation.later_day", "until")
    far = date(2026, 7, 31)
    assert refusal(say, side, said=promise(far)) == ("promise_too_far", "until")
    assert refusal(say, side, said=Said("silence", "x")) == (
        "deliberation.no_such_choice",
        "kind",
    )
    say(side, said=promise(date(2026, 6, 26)))
    stall.refresh_from_db()
    assert (stall.phase, stall.next_on, stall.promises) == ("promised", date(2026, 6, 29), 1)
    assert last("answered") == {
        "stall": stall.pk, "community": here.community, "level": 1, "kind": "promise",
        "until": "2026-06-26",
    }  # fmt: skip
    say(here.ann, said=promise(date(2026, 7, 3)))
    assert refusal(say, side, said=promise(date(2026, 7, 6))) == ("enough_promises", None)
    # a refusal ends the wait; the raiser got it and writes it down
    say(here.ann, said=Said("refuse", "来电说不修"))
    stall.refresh_from_db()
    assert stall.next_on == date(2026, 6, 1)
    assert Answer.objects.latest("pk").text == "来电说不修"
    with clock.frozen(morning(date(2026, 6, 1))):
        assert jobs.look() == 1
        # while somebody must act anyway, a question changes nothing and costs nothing
        say(side, said=Said("ask", "要看合同"))
    stall.refresh_from_db()
    assert (stall.phase, stall.promises) == ("acting", 2)


def test_it_ends_when_the_matter_moves_on_and_goes_on_where_it_was(here, begun):
    topic, stall = begun
    climbed(here, "ann", stall, 0)
    desk.back(here.clerk, topic=topic.pk, words="物业答复，另定日期")
    event = Event.objects.filter(type=TopicMoved.type).latest("pk")
    run(consumers.end_with_the_topic, event)
    run(consumers.end_with_the_topic, event)
    stall.refresh_from_db()
    assert (stall.phase, stall.end, stall.next_on) == ("over", "moved", None)
    assert Event.objects.filter(type="stalling.ended").count() == 1
    assert refusal(actions.answer, here.ann, stall=stall.pk, said=Said("refuse", "x")) == (
        "not_now",
        None,
    )
    again = {
        "matter": "common_upkeep", "power": "property_company", "means": "property_company",
        "path": "书面要求物业", "day": date(2026, 6, 10),
    }  # fmt: skip
    checked(here, topic, "outside", **again)
    # an event from before does not end what began later
    with clock.frozen(morning(date(2026, 6, 11))):
        assert jobs.look() == 2
        second = stall_of(topic)
        run(consumers.end_with_the_topic, event)
    second.refresh_from_db()
    assert (second.pk != stall.pk, second.first_level, second.ended_at) == (True, 1, None)
    # the letter that was delivered stays delivered: the lawyer is next
    assert rungs(second) == [(1, "lawyer", "raiser", "open", date(2026, 6, 18))]
    with clock.frozen(morning(date(2026, 6, 12))):
        desk.report(here.clerk, topic=topic.pk, words="已修好")
        work()
    second.refresh_from_db()
    assert (second.end, rungs(second)[0][3]) == ("settled", "moot")


def test_a_letter_names_its_sender_on_their_own_copy_alone(here, begun):
    _topic, stall = begun
    rung = queries.rung_at(queries.seen(stall.pk), 0)
    assert rules.sees_letter(here.ann, rung=rung)
    assert rules.sees_letter(here.bob, rung=rung).reason == "kernel.not_for_you"
    assert rules.sees_letter(other_side(here), rung=rung).reason == "kernel.not_for_you"
    mine = letter(here.ann, rung, "zh")
    text = "\n".join(mine.paragraphs)
    assert (mine.title, mine.sender, mine.home) == ("催告函", "王小明", "甲小区 1栋 101")
    for part in (
        "致：物业服务企业",
        "三号楼门口路灯",
        "2026-05-12",
        "应于 2026-05-28 前",
        "2026-06-12",
    ):
        assert part in text, part
    assert "民法典第 942 条" in text
    assert "本平台默认" not in text
    english = letter(here.ann, rung, "en")
    assert (english.title, english.sender) == ("Demand", "王小明")
    assert "property company" in english.paragraphs[0]
    # the desk prints it for her: lines to fill in
    assert letter(here.clerk, rung, "zh").sender == BLANK
    assert letter(here.clerk, rung, "zh").home == BLANK
    climbed(here, "ann", stall, 0)
    with clock.frozen(morning(date(2026, 6, 15))):
        jobs.look()
        brief = letter(here.ann, queries.rung_at(queries.seen(stall.pk), 1), "zh")
    assert "书面催告 (2026-05-29, 挂号或特快专递寄送, EMS 1234567890)".replace(", ", "、") in (
        "\n".join(brief.paragraphs)
    )
    assert brief.sender == BLANK


def test_where_nobody_raised_it_or_no_street_serves_the_desk_acts(here):
    topic = parked(here)
    Topic.objects.within(here.community).filter(pk=topic.pk).update(
        raiser=None, clerk=here.people["clerk"].pk
    )
    with clock.frozen(morning(BEGINS)):
        jobs.look()
    stall = stall_of(topic)
    assert rungs(stall) == [(0, "demand", "desk", "open", date(2026, 6, 3))]
    assert stall.next_on is None


def test_after_an_erasure_words_are_gone_and_days_stay(here, begun):
    _topic, stall = begun
    climbed(here, "ann", stall, 0)
    actions.answer(here.ann, stall=stall.pk, said=Said("refuse", "来电说不修"))
    with transaction.atomic():
        event = record(SYSTEM, Erased(person=here.people["ann"].pk))
        consumers.erase_stalls(event)
    rung = Rung.objects.get(stall=stall)
    assert (rung.state, rung.done_on, rung.proof) == ("done", BEGINS, None)
    assert Answer.objects.get().words is None
    assert last("erased") == {"person": here.people["ann"].pk, "rows": 2}


def test_a_matter_that_is_in_work_stalls_with_whoever_owes_it(here):
    topic = checked(here, accepted(here), "daily")
    with clock.frozen(morning(BEGINS) + timedelta(days=3)):
        jobs.look()
    stall = stall_of(topic)
    assert (stall.against, stall.ladder) == ("residents_committee", "self_government@2019-01-01")


def test_a_resolution_that_is_overdue_has_a_ladder_until_it_moves_on(here):
    company = here.bodies["甲物业"]
    late = {
        "resolution": 7, "community": here.community, "topic": None, "matter": "common_upkeep",
        "days": 3, "state": "working", "organisation": company,
    }  # fmt: skip
    moved = {
        "resolution": 7, "community": here.community, "topic": None, "verb": "reach",
        "before": "working", "state": "working", "due_on": "2026-06-30", "round": 1,
    }  # fmt: skip
    with clock.frozen(morning(BEGINS)):
        fact = resolutions.ResolutionOverdue(**late)
        for _ in range(2):
            tell_and_run(consumers.open_for_a_resolution, fact)
        stall = Stall.objects.within(here.community).get()
        assert (stall.against, stall.resolution, stall.missed_on, stall.cause) == (
            "property_company",
            7,
            date(2026, 5, 26),
            "resolution",
        )
        work()
        # nobody raised it: the desk sends the letter
        assert rungs(stall) == [(0, "demand", "desk", "open", date(2026, 6, 3))]
        tell_and_run(consumers.end_with_the_resolution, resolutions.ResolutionMoved(**moved))
        assert Stall.objects.within(here.community).get().ended_at is None
        done = resolutions.ResolutionMoved(**{**moved, "verb": "report", "state": "reported"})
        tell_and_run(consumers.end_with_the_resolution, done)
        assert Stall.objects.within(here.community).get().end == "moved"
        # about a topic, it stands with the topic, once
        topic = checked(here, accepted(here), "daily", day=date(2026, 6, 8))
        late |= {"resolution": 8, "topic": topic.pk}
        for _ in range(2):
            tell_and_run(consumers.open_for_a_resolution, resolutions.ResolutionOverdue(**late))
        assert stall_of(topic).cause == "resolution"
        assert Stall.objects.within(here.community).count() == 2


def tell_and_run(consumer, fact) -> None:
    with transaction.atomic():
        consumer(record(SYSTEM, fact, place=fact.community))
