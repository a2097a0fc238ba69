"""By the charter's calendar, for an occasion, in an emergency; agenda, moving, calling off."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from tests.entering import entering
from tests.racing import race
from tests.refusing import refusal_of
from tests.working import work

from linli.deliberation.floor.state import Floor
from linli.deliberation.models import Topic
from linli.duties.models import Duty
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.meetings import jobs
from linli.meetings.actions import agenda, planning
from linli.meetings.models import Item, Meeting
from linli.meetings.queries import floor_of, missing
from linli.meetings.tests.town import (
    ALL,
    JUNE,
    MAY,
    at_its_hour,
    called,
    fresh,
    give,
    in_force,
    in_session,
    noticed,
    opened,
    planned,
    ready,
    sit,
    town,
)
from linli.meetings.wanted import Offices, Plan
from linli.notices.models import Addressed


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


refused = refusal_of()


def heard(here, since: int = 0) -> list[tuple[str, str, bool]]:
    """Kind of notice, who, whether at once."""
    names = {person.pk: name for name, person in here.people.items()}
    rows = Addressed.objects.filter(notice__kind__startswith="meeting", pk__gt=since)
    rows = rows.select_related("notice")
    return sorted((row.notice.kind, names[row.person_id], row.notice.urgent) for row in rows)


def items(row: Meeting) -> list[str]:
    return list(Item.objects.filter(meeting=row).values_list("title", flat=True))


def test_f096_f097_the_calendar_plans_the_first_saturday_and_the_months_end(here, enter):
    in_force(here)
    # JT: the first Saturday at 14:30, the last day of the month at 19:00; 45 days ahead of 12 May
    times = [
        ("joint", datetime(2026, 5, 31, 11, tzinfo=UTC)),
        ("internal", datetime(2026, 6, 6, 6, 30, tzinfo=UTC)),
    ]
    assert [(each.series, each.starts_at) for each in missing(here.community, None)] == times
    assert jobs.plan() == 2
    assert jobs.plan() == 0
    rows = Meeting.objects.within(here.community).order_by("starts_at")
    assert list(rows.values_list("series", "starts_at", "slot", "state", "planned_by")) == [
        (series, at, at, "draft", None) for series, at in times
    ]
    # moved away from its time it is not planned a second time
    planning.change(
        here.clerk,
        meeting=rows[0].pk,
        starts_at=times[0][1] + timedelta(hours=1),
        where="一楼",
        remote="",
        reason="场地冲突",
    )
    assert missing(here.community, None) == []
    with clock.frozen(MAY + timedelta(days=30)):
        enter("clerk").post("/work/meetings/series/")
        assert [row.series for row in rows.order_by("pk")] == [
            "joint",
            "internal",
            "joint",
            "internal",
        ]
        # people find the same room again
        assert [row.where for row in rows.filter(series="joint").order_by("pk")] == ["一楼", "一楼"]


def test_of_two_who_plan_the_same_time_one_is_refused(here):
    in_force(here)
    wanted = missing(here.community, None)[0]
    call = {"community": here.community, "estate": None, "wanted": wanted}

    def at_once(act, actor):
        with clock.frozen(MAY):
            act(actor, **call)

    assert race(
        lambda: at_once(planning.plan_by_calendar, SYSTEM),
        lambda: at_once(planning.plan, here.clerk),
    ) == ["done", "meetings.planned_already"]
    assert refused(planning.plan_by_calendar, here.clerk, **call) == "kernel.not_for_you"


def test_f096_the_agenda_comes_in_the_charters_order_and_is_sorted_by_the_desk(here):
    in_force(here, support_households=1, picking=["waiting"])
    first = ready(here, "门口路灯不亮")
    row = planned(here)
    second = ready(here, "楼道堆物挡路")
    assert items(row) == [first.title]
    agenda.gather(here.clerk, meeting=row.pk)
    assert list(Item.objects.filter(meeting=row).values_list("topic", flat=True)) == [
        first.pk,
        second.pk,
    ]
    agenda.add(here.clerk, meeting=row.pk, title="停车位分配", needs="special_all")
    added = Item.objects.get(meeting=row, title="停车位分配")
    assert added.threshold == {"num": 2, "den": 3, "strict": False, "base": "all"}
    agenda.move(here.clerk, meeting=row.pk, item=added.key, up=True)
    last = Item.objects.filter(meeting=row).last()
    assert last.topic_id == second.pk
    agenda.remove(here.clerk, meeting=row.pk, item=last.key)
    keys = list(Item.objects.filter(meeting=row).values_list("key", flat=True))
    assert keys[-1] == added.key
    step = {"meeting": row.pk}
    assert refused(agenda.move, here.clerk, **step, item=keys[0], up=True) == "meetings.no_further"
    assert refused(agenda.remove, here.clerk, **step, item="i0") == "meetings.no_such_choice"
    assert refused(agenda.add, here.clerk, **step, topic=first.pk) == "meetings.no_such_choice"
    assert refused(agenda.add, here.clerk, **step, title=" ") == "deliberation.words_first"
    assert refused(agenda.gather, here.ann, **step) == "kernel.not_for_you"
    sit(here, row, "1栋", "ann")
    planning.notice(here.clerk, meeting=row.pk, offices=Offices())
    assert refused(agenda.add, here.clerk, **step, title="再加一项") == "meetings.noticed_already"
    state = floor_of(fresh(row))
    assert isinstance(state, Floor)
    assert [item.id for item in state.agenda] == keys
    assert state.agenda[1].threshold.base == "all"


def test_f097_a_notice_tells_seat_holders_and_whose_topics_are_on_it(here):
    in_force(here, support_households=1)
    topic = ready(here)
    Topic.objects.across_communities(ALL).filter(pk=topic.pk).update(raiser=here.people["dan"])
    row = noticed(here)
    work()
    assert heard(here) == [
        ("meeting_noticed", "ann", False),
        ("meeting_noticed", "bob", False),
        ("meeting_noticed", "clerk", False),
        ("meeting_noticed", "manager", False),
        ("meeting_topic", "dan", False),
    ]
    first = Addressed.objects.latest("pk").pk
    at = JUNE + timedelta(days=7)
    where = {"where": "二楼", "remote": ""}
    early = {"meeting": row.pk, "starts_at": MAY + timedelta(days=1), **where, "reason": "急"}
    assert refused(planning.change, here.clerk, **early) == "meetings.notice_too_late"
    silent = {"meeting": row.pk, "starts_at": at, **where, "reason": ""}
    assert refused(planning.change, here.clerk, **silent) == "deliberation.words_first"
    moved = planning.change(here.clerk, meeting=row.pk, starts_at=at, **where, reason="场地冲突")
    state = floor_of(fresh(row))
    assert isinstance(state, Floor)
    assert (moved.starts_at, state.day.isoformat(), state.meeting.value) == (
        at,
        "2026-06-13",
        "noticed",
    )
    work()
    told = heard(here, first)
    assert {(kind, urgent) for kind, _who, urgent in told} == {("meeting_moved", True)}
    assert [who for _kind, who, _urgent in told] == [
        "ann",
        "bob",
        "clerk2",
        "dan",
        "manager",
    ]
    first = Addressed.objects.latest("pk").pk
    planning.cancel(here.clerk, meeting=row.pk, reason="台风")
    work()
    assert len(heard(here, first)) == 5
    assert (fresh(row).state, fresh(row).why) == ("cancelled", "台风")
    assert refused(give, here, row, "clerk", "call") == "meetings.not_noticed"
    assert refused(planning.cancel, here.clerk, meeting=row.pk, reason="再") == (
        "meetings.opened_already"
    )


def test_a_date_is_read_back_by_a_calendar(here, enter):
    in_force(here, support_households=1)
    ready(here)
    row = noticed(here)
    page = enter("ann").get(f"/meetings/{row.pk}/date.ics")
    event = Calendar.from_ical(page.content).walk("VEVENT")[0]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (JUNE, JUNE + timedelta(hours=2))
    assert (str(event["status"]), event["sequence"], str(event["location"])) == (
        "CONFIRMED",
        0,
        "党群服务中心二楼",
    )
    planning.cancel(here.clerk, meeting=row.pk, reason="台风")
    client = enter("ann")
    client.logout()
    event = Calendar.from_ical(client.get(f"/meetings/{row.pk}/date.ics").content).walk("VEVENT")[0]
    assert (str(event["status"]), event["sequence"], "location" in event) == ("CANCELLED", 1, False)


def test_f091_an_emergency_passes_the_queue_is_told_at_once_and_looked_back_at(here):
    now = Plan("emergency", MAY + timedelta(hours=1), "物业办公室")
    call = {"community": here.community, "wanted": now, "title": "地下室进水"}
    in_force(here)
    assert refused(planning.summon, here.clerk, **call) == "meetings.no_charter"
    in_force(here, "emergency")
    late = {**call, "wanted": Plan("emergency", MAY + timedelta(hours=3))}
    assert refused(planning.summon, here.clerk, **late) == "meetings.not_urgent"
    assert refused(planning.plan, here.clerk, community=here.community, wanted=now) == (
        "meetings.no_such_choice"
    )
    assert refused(planning.summon, here.ann, **call) == "kernel.not_for_you"
    row = planning.summon(here.clerk2, **call)
    assert (row.state, row.form, row.track, items(row)) == (
        "noticed",
        "emergency",
        "emergency",
        ["地下室进水"],
    )
    work()
    assert heard(here) == [
        ("meeting_emergency", "clerk", True),
        ("meeting_emergency", "manager", True),
        ("meeting_emergency", "street", True),
    ]
    opened(here, row, ("甲居委会", "甲物业"))
    key = Item.objects.get(meeting=row).key
    give(here, row, "manager", "move", kind="main", terms={"text": "立即抽水"}, item=key)
    # two are there: the one who is not in the chair moves, nobody seconds; the chair refers it
    with clock.frozen(MAY + timedelta(hours=1, minutes=5)):
        give(
            here,
            row,
            "clerk",
            "dispose",
            item=key,
            outcome="referred",
            reason="物业先行抽水",
            body="property_company",
            on="2026-05-13",
        )
        give(here, row, "clerk", "close")
        work()
        give(here, row, "clerk", "tick")
        work()
    duty = Duty.objects.within(here.community).get()
    assert (duty.title, duty.due_on.isoformat()) == ("应急会议复盘", "2026-05-26")
    assert (duty.owner_person_id, fresh(row).review) == (here.people["clerk2"].pk, duty.pk)


def test_what_waits_comes_back_whichever_meeting_is_held_first(here):
    in_force(here, support_households=1)
    topic = ready(here)
    row = in_session(here)
    key = Item.objects.get(meeting=row).key
    # two further ones are noticed before this one ends
    later = noticed(here, series="joint", at=JUNE + timedelta(days=20), by="clerk2")
    sooner = noticed(here, series="extra", at=JUNE + timedelta(days=10), by="clerk2")
    assert [row.number, later.number, sooner.number] == [1, 2, 3]
    give(here, row, "ann", "move", kind="main", terms={"text": "更换路灯"}, item=key)
    give(here, row, "bob", "second")
    give(here, row, "ann", "move", kind="adjourn")
    give(here, row, "bob", "second")
    give(here, row, "clerk", "put")
    give(here, row, "clerk", "count", yes=3, no=0)
    give(here, row, "clerk", "announce")
    assert fresh(row).state == "adjourned"
    assert fresh(row).ended_at == JUNE
    for meeting in (sooner, later):
        assert called(here, meeting).after_id == (row.pk if meeting is sooner else sooner.pk)
        with at_its_hour(meeting):
            give(here, meeting, "clerk", "open")
        state = floor_of(fresh(meeting))
        assert isinstance(state, Floor)
        if meeting is sooner:
            # the topic came onto that agenda by itself: the motion bears that item's key
            item = Item.objects.get(meeting=meeting, topic=topic)
            assert item.key != key
            assert [(motion.id, motion.item) for motion in state.stack] == [("m1", item.key)]
            give(here, meeting, "clerk", "put")
            give(here, meeting, "clerk", "count", yes=3, no=0)
            give(here, meeting, "clerk", "announce")
            for each in Item.objects.filter(meeting=meeting).exclude(pk=item.pk):
                give(
                    here,
                    meeting,
                    "clerk",
                    "dispose",
                    item=each.key,
                    outcome="rejected",
                    reason="无",
                )
            give(here, meeting, "clerk", "close")
        else:
            assert state.stack == ()
