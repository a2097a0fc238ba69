"""The check of who can act, and the ways it opens: daily, parked, deferred, referred."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from linli.deliberation import consumers, jobs, queries_topics
from linli.deliberation.actions import desk
from linli.deliberation.actions import topics as actions
from linli.deliberation.models import Check, Topic
from linli.deliberation.tests.outcomes import finding, last, refusal, run
from linli.deliberation.tests.town import MAY, in_force
from linli.deliberation.tests.voices import (
    LATER,
    accepted,
    checked,
    fresh,
    state,
)
from linli.duties import actions as duties
from linli.duties.models import Duty
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM

DAY = date(2026, 5, 12)


def test_the_check_never_sends_to_a_meeting_what_nobody_there_can_do(here):
    row = accepted(here)
    check = partial(desk.check, here.clerk, topic=row.pk)
    # without a charter the property company has no seat
    assert refusal(check, finding=finding()) == ("not_that_way", "way")
    assert refusal(check, finding=finding(way="meeting")) == ("not_that_way", "way")
    same = {"power": "residents_committee", "means": "residents_committee", "way": "meeting"}
    assert refusal(check, finding=finding(**same)) == ("no_charter", "way")
    in_force(here)
    assert queries_topics.seated(fresh(row)) == {"residents_committee", "property_company"}
    bureau = {"power": "district_bureau", "means": "district_bureau"}
    assert refusal(check, finding=finding(way="meeting", **bureau)) == ("not_that_way", "way")
    assert refusal(check, finding=finding(way="owners")) == ("not_that_way", "way")
    outside = partial(finding, way="outside", **bureau)
    assert refusal(check, finding=outside()) == ("words_first", "path")
    assert refusal(check, finding=outside(path="街道")) == ("later_day", "day")
    assert refusal(check, finding=outside(path="街道", day=DAY)) == ("later_day", "day")
    assert refusal(check, finding=finding()) == ("no_owner", "office")
    manager = here.offices["manager"].pk
    assert refusal(check, finding=finding(office=manager)) == ("later_day", "day")
    assert refusal(check, finding=finding(office=manager, day=date(2026, 5, 16))) == (
        "duties.not_a_workday",
        "day",
    )
    assert refusal(check, finding=finding(power="martians")) == ("no_such_choice", "power")
    assert refusal(check, finding=finding(matter="martians")) == ("no_such_choice", "matter")
    assert refusal(check, finding=finding(way="prayer")) == ("no_such_choice", "way")
    done = check(finding=finding(office=manager, day=LATER))
    assert (done.state, done.due_on, done.owner_office_id) == ("in_work", LATER, manager)
    found = Check.objects.get()
    assert (found.power_seated, found.means_seated, found.way) == (True, True, "daily")
    assert last("topic_routed").payload["way"] == "daily"


def test_a_daily_matter_becomes_a_duty_and_is_resolved_when_its_raiser_says_so(here):
    row = checked(here, accepted(here), "daily")
    run(consumers.make_duty_of_topic, last("topic_routed"))
    run(consumers.make_duty_of_topic, last("topic_routed"))
    duty = Duty.objects.within(here.community).get()
    assert (fresh(row).duty, duty.title, duty.due_on) == (duty.pk, "三号楼门口路灯", LATER)
    assert duty.owner_title == "网格员"
    duties.accept(here.grid, duty=duty.pk)
    duties.report(here.grid, duty=duty.pk, words="已换灯")
    duties.confirm(here.clerk, duty=duty.pk)
    run(consumers.report_topic_done, Event.objects.filter(type="duties.confirmed").latest("pk"))
    done = fresh(row)
    assert (done.state, done.reported_by_id) == ("done", here.people["grid"].pk)
    assert refusal(actions.confirm, here.grid, topic=row.pk) == ("reported_by_you", None)
    assert refusal(actions.confirm, here.bob, topic=row.pk) == ("raiser_only", None)
    assert refusal(actions.confirm, here.clerk, topic=row.pk) == ("raiser_first", None)
    assert actions.reopen(here.ann, topic=row.pk, words="还有一盏不亮").state == "accepted"
    checked(here, fresh(row), "daily")
    run(consumers.make_duty_of_topic, last("topic_routed"))
    assert fresh(row).duty != duty.pk
    desk.report(here.clerk, topic=row.pk, words="两盏都换了")
    over = actions.confirm(here.ann, topic=row.pk)
    assert (over.state, over.confirmed_by_id, over.due_on) == (
        "resolved",
        here.people["ann"].pk,
        None,
    )
    with (
        pytest.raises(IntegrityError, match="nobody_confirms_what_they_reported"),
        transaction.atomic(),
    ):
        Topic.objects.within(here.community).filter(pk=row.pk).update(
            confirmed_by=over.reported_by_id
        )


def test_a_refused_duty_comes_back_to_the_desk(here):
    row = checked(here, accepted(here), "daily")
    run(consumers.make_duty_of_topic, last("topic_routed"))
    duty = Duty.objects.within(here.community).get()
    duties.refuse(here.grid, duty=duty.pk, words="不归我管")
    run(consumers.look_at_topic_anew, Event.objects.filter(type="duties.refused").latest("pk"))
    assert (state(row), last().payload["verb"]) == ("accepted", "back")
    run(consumers.look_at_topic_anew, Event.objects.filter(type="duties.refused").latest("pk"))
    assert last().payload["verb"] == "back"


def test_a_silent_raiser_is_answered_for_by_another_of_the_desk(here):
    row = checked(here, accepted(here), "outside")
    desk.report(here.clerk, topic=row.pk, words="区里修好了，照片附后")
    with clock.frozen(MAY + timedelta(days=10)):
        assert refusal(actions.confirm, here.clerk, topic=row.pk) == ("reported_by_you", None)
        assert actions.confirm(here.clerk2, topic=row.pk).state == "resolved"


def test_parked_with_path_and_day_reminded_once_then_another_way(here):
    row = checked(here, accepted(here), "outside")
    assert (row.state, row.way_there, row.due_on, row.body) == (
        "parked",
        "街道 → 区交通局",
        LATER,
        "district_bureau",
    )
    assert jobs.look() == 0
    with clock.frozen(MAY + timedelta(days=17)):
        assert [jobs.look(), jobs.look()] == [1, 0]
        assert (last().type, last().payload["due_on"]) == (
            "deliberation.topic_reminded",
            LATER.isoformat(),
        )
        assert refusal(desk.remind, here.clerk, topic=row.pk)[0] == "kernel.not_for_you"
        assert refusal(desk.remind, SYSTEM, topic=row.pk) == ("not_now", None)
        again = desk.back(here.clerk, topic=row.pk, words="区里没有回音")
        assert (again.state, again.path) == ("accepted", None)
        next_day = clock.today() + timedelta(days=20)
        more = checked(here, fresh(row), "outside", day=next_day, path="街道吹哨 → 区交通局")
        assert (more.state, more.due_on) == ("parked", next_day)
    for change, name in (
        ({"path": None}, "a_parked_topic_has_a_path"),
        ({"reason": None}, "what_waits_or_is_rejected_says_why"),
        ({"due_on": None}, "a_topic_is_due_or_disposed_of"),
        (
            {"state": "withdrawn", "due_on": None, "closed_at": MAY},
            "a_topic_is_withdrawn_by_its_raiser",
        ),
        (
            {"state": "merged", "due_on": None, "closed_at": MAY},
            "a_merged_topic_lives_on_in_another",
        ),
        (
            {"state": "resolved", "due_on": None, "closed_at": MAY},
            "nobody_confirms_what_they_reported",
        ),
        ({"state": "in_work"}, "what_is_in_work_has_an_owner"),
        ({"raiser": None}, "somebody_raised_a_topic"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Topic.objects.within(here.community).filter(pk=row.pk).update(**change)


def test_deferred_comes_back_by_itself_and_referred_reports(here):
    row = accepted(here)
    later = {"topic": row.pk, "words": "等预算", "day": LATER}
    assert refusal(desk.defer, here.clerk, **{**later, "day": None}) == ("later_day", "day")
    assert desk.defer(here.clerk, **later).state == "deferred"
    with clock.frozen(MAY + timedelta(days=16)):
        assert jobs.look() == 1
        back = fresh(row)
        assert (back.state, back.due_on) == ("accepted", date(2026, 6, 4))
        day = clock.today() + timedelta(days=10)
        assert refusal(
            desk.refer, here.clerk, topic=row.pk, body="me", day=day, words="请答复"
        ) == ("no_such_choice", "body")
        sent = desk.refer(here.clerk, topic=row.pk, body="street", day=day, words="请答复")
        assert (sent.state, sent.body, sent.due_on) == ("referred", "street", day)
        assert last().payload["body"] == "street"
        over = desk.reject(here.clerk, topic=row.pk, ground="voted", words="街道答复不予支持")
        assert over.state == "rejected"
