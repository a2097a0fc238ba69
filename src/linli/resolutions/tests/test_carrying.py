"""From the decision to what shows that it was carried out: exact outcomes, refusals change nothing."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from tests.racing import race

from linli.deliberation.actions import desk
from linli.deliberation.actions import topics as voices
from linli.deliberation.tests.town import MAY
from linli.duties.models import Duty
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.organisations.actions import end_office
from linli.resolutions import consumers, jobs, queries
from linli.resolutions.actions import carrying, confirming, looking
from linli.resolutions.models import Evidence, Mark, Milestone, Resolution, Step
from linli.resolutions.tests.carried import (
    ALL,
    UNTIL,
    asked,
    carried_out,
    follow,
    given,
    here_and_now,
    made,
    now,
    reported,
    topic_of,
    working,
)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_and_now()


def rows() -> tuple:
    found = Resolution.objects.across_communities(ALL).order_by("pk")
    return (
        list(found.values()),
        *(model.objects.count() for model in (Step, Evidence, Mark, Milestone, Event)),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code.removeprefix("resolutions."), caught.value.field


def last(kind: str = "resolutions.") -> dict:
    return Event.objects.filter(type__startswith=kind).latest("pk").payload


def duty_of(row: Resolution) -> Duty:
    return Duty.objects.within(row.community).get(pk=now(row).duty)


def test_a_decision_becomes_a_resolution_once_and_nobody_types_it(here):
    row = made(here)
    assert (row.state, row.source, row.title, row.yes, row.no) == (
        "to_give", "meeting", "三号楼门口路灯", 7, 2,
    )  # fmt: skip
    assert (row.decided_on, row.due_on, row.owner, row.duty) == (
        MAY.date(), date(2026, 5, 15), None, None,
    )  # fmt: skip
    assert (topic_of(row).state, topic_of(row).due_on) == ("in_work", date(2026, 5, 15))
    assert last() == {
        "resolution": row.pk, "community": here.community, "topic": row.topic_id, "source": "meeting",
        "decided_by": 1, "item": 1, "decided_on": "2026-05-12", "due_on": "2026-05-15",
    }  # fmt: skip
    event = Event.objects.filter(type="meetings.item_disposed").latest("pk")
    with transaction.atomic():
        consumers.make_of_item(event)
    assert Resolution.objects.within(here.community).count() == 1
    with pytest.raises(IntegrityError, match="one_resolution_of_a_decision"), transaction.atomic():
        Resolution.objects.create(
            community=here.community, source="meeting", decided_by=1, item=1, title="x",
            decided_on=MAY.date(), due_on=MAY.date(), made_at=MAY,
        )  # fmt: skip


def test_an_owner_in_an_office_is_asked_and_answers(here):
    row = made(here)
    give = partial(carrying.give, here.clerk, resolution=row.pk)
    assert refusal(carrying.give, here.ann, resolution=row.pk, asked=asked(here))[0] == (
        "kernel.not_for_you"
    )
    assert refusal(carrying.give, here.far, resolution=row.pk, asked=asked(here))[0] == (
        "kernel.not_found"
    )
    # the owners' committee is not the desk that the charter names
    assert refusal(carrying.give, here.owners, resolution=row.pk, asked=asked(here))[0] == (
        "deliberation.not_the_desk"
    )
    for wrong, answer in (
        ({"office": 10**6}, ("no_such_office", "office")),
        ({"office": here.offices["far"].pk}, ("no_such_office", "office")),
        ({"until": date(2026, 5, 11)}, ("duties.past_day", "until")),
        ({"until": date(2026, 5, 30)}, ("duties.not_a_workday", "until")),
        ({"until": date(2027, 6, 30)}, ("too_far", "until")),
        ({"budget_fen": -1}, ("bad_budget", "budget")),
        ({"budget_fen": 100}, ("whose_money", "payer")),
        ({"budget_fen": 100, "payer": "me"}, ("whose_money", "payer")),
        ({"milestones": (("买灯", date(2026, 6, 1)),)}, ("part_late", "milestones")),
        ({"milestones": ((" ", UNTIL),)}, ("deliberation.words_first", "milestones")),
        ({"milestones": (("a", UNTIL),) * 7}, ("too_many_parts", "milestones")),
    ):
        assert refusal(give, asked=asked(here, **wrong)) == answer
    parts = (("采购两盏感应灯", date(2026, 5, 20)),)
    given(
        here, row, needs="电工一名", budget_fen=50_000, payer="property_company", milestones=parts
    )
    after = now(row)
    assert (after.state, after.due_on, after.until) == ("given", date(2026, 5, 15), UNTIL)
    assert (after.means, after.budget_fen, after.payer) == ("电工一名", 50_000, "property_company")
    assert "电工" not in str(bytes(after.needs))
    assert last("resolutions.given")["organisation"] == here.bodies["甲物业"]
    assert (topic_of(row).owner_body_id, topic_of(row).due_on) == (
        here.bodies["甲物业"], date(2026, 5, 15),
    )  # fmt: skip
    duty = duty_of(row)
    assert (duty.kind, duty.state, duty.due_on, duty.owner_person_id) == (
        "resolution", "given", UNTIL, here.people["manager"].pk,
    )  # fmt: skip
    for who in (here.clerk, here.electrician, here.ann):
        assert refusal(carrying.accept, who, resolution=row.pk)[0] == "owner_only"
    as_resident = replace(here.manager, office=None)
    assert refusal(carrying.accept, as_resident, resolution=row.pk)[0] == "in_your_office"
    assert refusal(carrying.refuse, here.manager, resolution=row.pk, words=" ") == (
        "deliberation.words_first", "words",
    )  # fmt: skip
    # refused with a reason: another owner
    carrying.refuse(here.manager, resolution=row.pk, words="电路归网格管")
    follow()
    back = now(row)
    assert (back.state, back.owner, back.owner_body, back.duty, back.why) == (
        "to_give", None, None, None, "电路归网格管",
    )  # fmt: skip
    assert (topic_of(row).owner_body, duty_state(duty)) == (None, "withdrawn")
    given(here, row, "electrician")
    assert (now(row).milestones.count(), duty_of(row).owner_person_id) == (
        0, here.people["electrician"].pk,
    )  # fmt: skip
    carrying.accept(here.electrician, resolution=row.pk)
    follow()
    assert (now(row).state, now(row).due_on, duty_of(row).state) == ("working", UNTIL, "accepted")
    assert refusal(carrying.accept, here.electrician, resolution=row.pk)[0] == "not_now"
    carrying.take_back(here.clerk, resolution=row.pk, words="另请物业经理")
    follow()
    assert (now(row).state, topic_of(row).state) == ("to_give", "in_work")


def duty_state(duty: Duty) -> str:
    return Duty.objects.within(duty.community).get(pk=duty.pk).state


def test_two_owners_cannot_be_asked_at_once(here):
    row = made(here)

    def give(who: str, owner: str) -> None:
        with clock.frozen(MAY):
            carrying.give(here.actors[who], resolution=row.pk, asked=asked(here, owner))

    both = [partial(give, "clerk", "manager"), partial(give, "clerk2", "electrician")]
    assert race(*both) == ["done", "resolutions.not_now"]


def test_milestones_evidence_and_the_report(here):
    parts = (("采购", date(2026, 5, 20)), ("安装", UNTIL))
    row = working(here, milestones=parts)
    first, second = row.milestones.all()
    reach = partial(carrying.reach, here.manager, resolution=row.pk)
    assert (
        refusal(carrying.report, here.manager, resolution=row.pk, words="好了")[0] == "parts_open"
    )
    assert refusal(reach, milestone=first.pk, words="")[0] == "deliberation.words_first"
    assert refusal(reach, milestone=10**6, words="到货")[0] == "kernel.not_found"
    assert refusal(reach, milestone=first.pk, words="电话 11010519491231002X")[0] == (
        "deliberation.id_number"
    )
    reach(milestone=first.pk, words="灯已到货")
    assert refusal(reach, milestone=first.pk, words="再来")[0] == "reached_already"
    reach(milestone=second.pk, words="已安装")
    carrying.report(here.manager, resolution=row.pk, words="两盏灯都亮了")
    follow()
    after = now(row)
    assert (after.state, after.reported_by_id, after.due_on) == (
        "reported", here.people["manager"].pk, date(2026, 5, 19),
    )  # fmt: skip
    assert (topic_of(row).state, duty_of(row).state) == ("done", "done")
    found = [(each.text, each.milestone_id) for each in queries.evidence_of(row.pk)]
    assert found == [("灯已到货", first.pk), ("已安装", second.pk), ("两盏灯都亮了", None)]


def test_nobody_confirms_their_own_work_nor_does_the_database(here):
    row = reported(here)
    confirm = partial(confirming.confirm, resolution=row.pk)
    assert refusal(confirm, here.manager)[0] == "your_own"
    # nor a colleague, nor who serves the owner's body besides another
    assert refusal(confirm, here.electrician)[0] == "another_organisation"
    made_twice = replace(here.clerk, person=here.electrician.person)
    assert refusal(confirm, made_twice)[0] == "another_organisation"
    assert refusal(confirm, here.ann)[0] == "kernel.not_for_you"
    assert refusal(confirm, here.far)[0] == "kernel.not_found"
    assert refusal(confirm, replace(here.clerk, second_factor=False))[0] == "kernel.second_factor"
    # the page of the demand leads here
    assert refusal(voices.confirm, here.ann, topic=row.topic_id)[0] == "deliberation.carried"
    assert refusal(desk.report, here.clerk, topic=row.topic_id, words="x")[0] == (
        "deliberation.not_now"
    )
    own, colleague, body = (
        here.people["manager"].pk, here.people["electrician"].pk, here.bodies["甲物业"],
    )  # fmt: skip
    other = {"confirmed_by": here.people["clerk"].pk, "confirmed_body": here.bodies["甲居委会"]}
    for wrong, name in (
        ({"confirmed_by": own, "confirmed_body": here.bodies["甲居委会"]}, "another_organisation_confirms"),
        ({"confirmed_by": colleague, "confirmed_body": body}, "another_organisation_confirms"),
        ({"affirmed_by": own}, "nobody_affirms_their_own_work"),
        ({"affirmed_by": colleague, "affirmed_body": body}, "no_colleague_affirms"),
        ({**other, "affirmed_by": other["confirmed_by"]}, "nobody_confirms_twice"),
        ({"state": "confirmed"}, "two_confirmed_what_was_carried_out"),
        ({"state": "confirmed", **other}, "two_confirmed_what_was_carried_out"),
        ({"due_on": None}, "a_resolution_is_due_or_over"),
        ({"state": "kept"}, "a_resolution_is_due_or_over|two_confirmed"),
        ({"owner_body": None}, "somebody_in_an_office_owes_it"),
        ({"reported_by": None}, "somebody_said_that_it_is_done"),
        ({"budget_fen": 5, "payer": ""}, "a_budget_is_somebodys_money"),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Resolution.objects.within(here.community).filter(pk=row.pk).update(**wrong)
    assert now(row).state == "reported"


def test_another_organisation_and_who_raised_it_confirm_in_either_order(here):
    row = reported(here)
    assert refusal(confirming.affirm, here.bob, resolution=row.pk)[0] == "raiser_only"
    assert refusal(confirming.affirm, here.clerk, resolution=row.pk)[0] == "raiser_only"
    half = confirming.affirm(here.ann, resolution=row.pk, words="灯亮了")
    assert (half.state, half.due_on, last()["by"]) == ("reported", date(2026, 5, 19), "raiser")
    assert refusal(confirming.affirm, here.ann, resolution=row.pk)[0] == "said_already"
    follow()
    assert topic_of(row).state == "done"
    done = confirming.confirm(here.clerk, resolution=row.pk)
    assert (done.state, done.confirmed_body_id, done.due_on) == (
        "confirmed", here.bodies["甲居委会"], date(2026, 8, 10),
    )  # fmt: skip
    follow()
    topic = topic_of(row)
    assert (topic.state, topic.confirmed_by_id, topic.reported_by_id, topic.due_on) == (
        "resolved", here.people["ann"].pk, here.people["manager"].pk, None,
    )  # fmt: skip
    duty = duty_of(row)
    assert (duty.state, duty.confirmed_by_id) == ("confirmed", here.people["clerk"].pk)
    assert refusal(confirming.confirm, here.secretary, resolution=row.pk)[0] == "not_now"


def test_a_silent_raiser_is_answered_for_by_a_second_official(here):
    row = reported(here)
    confirming.confirm(here.clerk, resolution=row.pk)
    assert refusal(confirming.confirm, here.secretary, resolution=row.pk)[0] == "raiser_first"
    with clock.frozen(MAY + timedelta(days=8)):
        assert refusal(confirming.confirm, here.clerk, resolution=row.pk)[0] == "said_already"
        assert refusal(confirming.confirm, here.electrician, resolution=row.pk)[0] == (
            "another_organisation"
        )
        done = confirming.confirm(here.secretary, resolution=row.pk)
        assert (done.state, done.affirmed_body_id, last()["by"]) == (
            "confirmed", here.bodies["甲党委"], "second_official",
        )  # fmt: skip
        follow()
        assert topic_of(row).confirmed_by_id == here.people["secretary"].pk


def test_reopened_it_is_done_and_said_anew_until_a_new_day(here):
    row = carried_out(here)
    assert refusal(confirming.reopen, here.bob, resolution=row.pk, words="不亮")[0] == "raiser_only"
    assert refusal(confirming.reopen, here.manager, resolution=row.pk, words="不")[0] == "your_own"
    assert refusal(confirming.reopen, here.ann, resolution=row.pk, words="")[1] == "words"
    again = confirming.reopen(here.ann, resolution=row.pk, words="又不亮了")
    assert (again.state, again.round, again.due_on) == ("working", 2, date(2026, 5, 26))
    assert (again.confirmed_by, again.affirmed_by, again.reported_by) == (None, None, None)
    follow()
    topic = topic_of(row)
    assert (topic.state, topic.closed_at, topic.due_on) == ("in_work", None, date(2026, 5, 26))
    assert duty_of(row).state == "accepted"
    # late and out of turn, the topic still comes to where the resolution stands
    carrying.report(here.manager, resolution=row.pk, words="换了电线")
    confirming.confirm(here.secretary, resolution=row.pk)
    confirming.affirm(here.ann, resolution=row.pk)
    follow()
    assert (topic_of(row).state, duty_of(row).state) == ("resolved", "confirmed")


def test_supervisors_sign_off_on_the_effect_or_send_it_back(here):
    row = carried_out(here)
    mark = partial(confirming.mark, resolution=row.pk, verdict="good", words="夜间已亮")
    assert refusal(mark, here.street)[0] == "no_supervisor"
    assert refusal(mark, here.manager)[0] == "your_own"
    assert refusal(mark, here.electrician)[0] == "another_organisation"
    assert refusal(mark, here.ann)[0] == "kernel.not_for_you"
    assert refusal(mark, here.secretary, verdict="so-so") == ("no_such_choice", "verdict")
    assert refusal(mark, here.secretary, words=" ")[1] == "words"
    assert mark(here.secretary).verdict == "good"
    assert refusal(mark, here.secretary)[0] == "marked_already"
    follow()
    assert topic_of(row).state == "resolved"
    back = confirming.mark(
        here.owners, resolution=row.pk, verdict="insufficient", words="只亮了一盏"
    )
    assert (back.state, back.verdict, back.round) == ("working", "insufficient", 2)
    follow()
    assert topic_of(row).state == "in_work"
    found = [(each.verdict, each.text, each.round) for each in queries.marks_of(row.pk)]
    assert found == [("good", "夜间已亮", 1), ("insufficient", "只亮了一盏", 1)]


def test_its_review_comes_back_and_it_is_kept_or_opened_again(here):
    row = carried_out(here)
    assert jobs.look() == 0
    with clock.frozen(MAY + timedelta(days=90)):
        assert [jobs.look(), jobs.look()] == [1, 0]
        assert (now(row).state, now(row).due_on) == ("review", date(2026, 8, 24))
        hold = partial(confirming.hold, resolution=row.pk)
        assert refusal(hold, here.street)[0] == "no_supervisor"
        assert refusal(hold, here.bob)[0] == "raiser_only"
        assert hold(here.ann, words="还亮着").state == "review"
        assert refusal(hold, here.ann)[0] == "said_already"
        kept = hold(here.secretary)
        assert (kept.state, kept.due_on, kept.closed_at) == ("kept", None, clock.now())
        assert refusal(confirming.reopen, here.ann, resolution=row.pk, words="x")[0] == "not_now"
        follow()
        assert topic_of(row).state == "resolved"


def test_a_supervisor_alone_keeps_what_nobody_contradicts_until_the_day(here):
    row = carried_out(here)
    with clock.frozen(MAY + timedelta(days=90)):
        jobs.look()
        confirming.hold(here.secretary, resolution=row.pk)
        assert jobs.look() == 0
    with clock.frozen(MAY + timedelta(days=107)):
        assert jobs.look() == 1
        assert now(row).state == "kept"


def test_what_is_overdue_is_told_once_for_each_day(here):
    row = made(here)
    assert refusal(looking.overdue, SYSTEM, resolution=row.pk)[0] == "not_now"
    assert refusal(looking.overdue, here.clerk, resolution=row.pk)[0] == "kernel.not_for_you"
    with clock.frozen(MAY + timedelta(days=6)):
        assert [jobs.look(), jobs.look()] == [1, 0]
        assert last() == {
            "resolution": row.pk, "community": here.community, "topic": row.topic_id,
            "matter": "neighbours_order", "days": 3, "state": "to_give", "organisation": None,
        }  # fmt: skip
        # late, any staff of the community gives it
        given(here, row)
        carrying.accept(here.manager, resolution=row.pk)
        assert jobs.look() == 0
    with clock.frozen(MAY + timedelta(days=20)):
        assert jobs.look() == 1
        assert (last()["days"], last()["organisation"]) == (4, here.bodies["甲物业"])


def test_who_leaves_the_office_owes_nothing_and_somebody_else_is_asked(here):
    row = working(here)
    end_office(SYSTEM, office=here.offices["manager"].pk, last_day=MAY.date(), ground="离任")
    with clock.frozen(MAY + timedelta(days=1)):
        assert [jobs.look(), jobs.look()] == [1, 0]
        after = now(row)
        assert (after.state, after.owner, after.due_on) == ("to_give", None, date(2026, 5, 18))
        follow()
        assert topic_of(row).owner_body is None


def test_erasure_takes_the_words_and_leaves_what_was_done(here):
    row = carried_out(here)
    confirming.reopen(here.ann, resolution=row.pk, words="又不亮了")
    with transaction.atomic():
        consumers.making.erase_of(here.people["ann"].pk)
    said = Step.objects.filter(person=here.people["ann"])
    assert said.count() == 2
    assert not said.exclude(words=None).exists()
    assert now(row).state == "working"
