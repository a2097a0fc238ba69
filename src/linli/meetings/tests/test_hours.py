"""A notice names an hour, and it holds: doors, opening and an early end wait for it; no other day does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from tests.entering import entering
from tests.refusing import events, refusal_of

from linli.kernel import clock
from linli.kernel.errors import Refused, text_of
from linli.kernel.needs import official_needs, personal_needs
from linli.meetings.actions import door, floor, planning
from linli.meetings.hours import hours_of, not_now, passed_before
from linli.meetings.models import FloorCommand
from linli.meetings.tests.town import (
    JUNE,
    MAY,
    called,
    fresh,
    give,
    in_force,
    noticed,
    ready,
    seat,
    town,
)
from linli.meetings.wanted import Plan

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
#: The end of the sixth of June in Shanghai.
MIDNIGHT = datetime(2026, 6, 6, 16, tzinfo=UTC)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = town()
        in_force(made, support_households=1)
        ready(made)
        yield made


@pytest.fixture
def enter(client, here):
    return entering(client, here)


refused = refusal_of(lambda: (events(), FloorCommand.objects.count()))


# --- the rule alone -----------------------------------------------------------------------------
def codes(do, state, starts_at, *moments):
    found = [not_now(do, state, starts_at, at) for at in moments]
    return [each and each.code.removeprefix("meetings.") for each in found]


def test_doors_an_hour_before_the_meeting_at_its_time_neither_after_its_day():
    edge = (JUNE - HOUR - SECOND, JUNE - HOUR, JUNE - SECOND, JUNE, MIDNIGHT - SECOND, MIDNIGHT)
    assert codes("call", "noticed", JUNE, *edge) == [
        "doors_too_early", None, None, None, None, "doors_too_late",
    ]  # fmt: skip
    assert codes("open", "called", JUNE, *edge) == [
        *["opens_too_early"] * 3, None, None, "opens_too_late",
    ]  # fmt: skip
    # nobody ends what others are on their way to; afterwards the floor alone says when
    assert codes("close", "called", JUNE, *edge) == ["closes_too_early"] * 3 + [None] * 3
    assert codes("close", "in_session", JUNE, *edge) == [None] * 6
    assert codes("resume", "recess", JUNE, *edge) == [None] * 6


def test_a_meeting_late_at_night_has_two_hours():
    late = MIDNIGHT - timedelta(minutes=20)
    assert hours_of(late).until == late + 2 * HOUR
    assert codes("open", "called", late, MIDNIGHT + HOUR, late + 2 * HOUR) == [
        None, "opens_too_late",
    ]  # fmt: skip
    early = MIDNIGHT + timedelta(minutes=20)
    assert hours_of(early).until == MIDNIGHT + timedelta(days=1)


@pytest.mark.parametrize(
    "at", [JUNE, MIDNIGHT - SECOND, MIDNIGHT, MIDNIGHT + HOUR, MIDNIGHT + 9 * HOUR]
)
def test_what_has_passed_is_what_nobody_can_open_any_more(at):
    for minutes in range(-3000, 3000, 7):
        starts = at + timedelta(minutes=minutes, seconds=1)
        assert (starts < passed_before(at)) == (at >= hours_of(starts).until), starts


# --- through the actions ------------------------------------------------------------------------
def test_doors_and_meeting_wait_for_the_hour_that_people_were_told(here):
    row = noticed(here)
    by_desk = {"meeting": row.pk}
    with clock.frozen(JUNE - HOUR - SECOND):
        assert refused(planning.call, here.clerk2, **by_desk) == "meetings.doors_too_early"
        # nor by whoever presides, on the floor
        assert refused(give, here, row, "clerk", "call") == "meetings.doors_too_early"
        assert (fresh(row).state, fresh(row).version) == ("noticed", 1)
    with clock.frozen(JUNE - HOUR):
        assert give(here, row, "clerk", "call").state == "called"
        for title in ("甲居委会", "甲物业", "1栋"):
            door.admit(here.clerk2, meeting=row.pk, seat=seat(row, title).key)
        assert refused(give, here, row, "clerk", "open") == "meetings.opens_too_early"
        assert refused(give, here, row, "clerk", "close") == "meetings.closes_too_early"
        assert refused(give, here, row, "ann", "open") == "floor.not_the_chair"
    with clock.frozen(JUNE - SECOND):
        assert refused(give, here, row, "clerk", "open") == "meetings.opens_too_early"
        assert fresh(row).state == "called"
    with clock.frozen(JUNE):
        assert give(here, row, "clerk", "open").state == "in_session"


def test_the_refusal_says_from_when_on_in_both_languages(here):
    row = noticed(here)
    with pytest.raises(Refused) as found:
        planning.call(here.clerk2, meeting=row.pk)
    said = {}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            text = text_of(found.value.code, found.value.params)
            said[language] = str(text.title)
    assert said == {
        "en": "The doors open from 2026-06-06 13:30 on.",
        "zh-hans": "2026-06-06 13:30 起开始签到。",
    }


def test_what_nobody_opened_on_its_day_asks_for_another_time(here, enter):
    row = noticed(here)
    with clock.frozen(MIDNIGHT):
        assert refused(planning.call, here.clerk2, meeting=row.pk) == "meetings.doors_too_late"
        page = enter("clerk2").get(f"/meetings/{row.pk}/").content.decode()
        assert "已过时间：最迟应在 2026-06-07 00:00 前开会。" in page
        assert f"/work/meetings/{row.pk}/change/" in page
        assert "没有开成" in enter("clerk2").get("/work/meetings/").content.decode()
        again = JUNE + timedelta(days=7)
        where = {"where": row.where, "remote": "", "reason": "上次没有开成"}
        planning.change(here.clerk2, meeting=row.pk, starts_at=again, **where)
    moved = fresh(row)
    assert (moved.state, moved.starts_at) == ("noticed", again)
    with clock.frozen(JUNE):
        assert refused(planning.call, here.clerk2, meeting=row.pk) == "meetings.doors_too_early"
    with clock.frozen(again):
        assert planning.call(here.clerk2, meeting=row.pk).state == "called"


def test_doors_that_were_opened_and_no_meeting_are_closed_by_whoever_presides(here):
    row = called(here, noticed(here), ("甲居委会", "1栋"))
    with clock.frozen(MIDNIGHT + timedelta(days=2)):
        assert refused(give, here, row, "clerk", "open") == "meetings.opens_too_late"
        assert give(here, row, "clerk", "close").state == "adjourned"
    assert [item.outcome for item in row.items.all()] == ["deferred"]


def test_an_emergency_keeps_its_own_hour(here):
    in_force(here, "emergency")
    plan = Plan("emergency", MAY + timedelta(minutes=90), "物业办公室")
    call = {"community": here.community, "wanted": plan, "title": "地下室进水"}
    row = planning.summon(here.clerk2, **call)
    assert refused(planning.call, here.clerk2, meeting=row.pk) == "meetings.doors_too_early"
    with clock.frozen(MAY + timedelta(minutes=30)):
        planning.call(here.clerk2, meeting=row.pk)
        for title in ("甲居委会", "甲物业"):
            door.admit(here.clerk2, meeting=row.pk, seat=seat(row, title).key)
        opens = {"meeting": row.pk, "command": {"do": "open"}}
        assert refused(floor.give, here.clerk, **opens) == "meetings.opens_too_early"
    with clock.frozen(plan.starts_at):
        assert floor.give(here.clerk, **opens).state == "in_session"


# --- what people see ----------------------------------------------------------------------------
def test_the_button_for_the_doors_is_there_and_says_from_when(here, enter):
    row = noticed(here)
    address, action = f"/meetings/{row.pk}/", f'action="/work/meetings/{row.pk}/call/"'
    page = enter("clerk2").get(address).content.decode()
    assert "2026-06-06 13:30 起开始签到。" in page
    assert action not in page
    own = enter("ann").get(f"{address}seat/").content.decode()
    assert "2026-06-06 13:30 起开始签到。" in own
    with clock.frozen(JUNE - HOUR):
        page = enter("clerk2").get(address).content.decode()
        assert "起开始签到" not in page
        assert action in page
    api = enter("ann").get(f"/api{address.rstrip('/')}").json()
    assert [api[name] for name in ("doors_from", "opens_from", "opens_until")] == [
        "2026-06-06T05:30:00Z",
        "2026-06-06T06:30:00Z",
        "2026-06-06T16:00:00Z",
    ]


def test_a_phone_that_follows_sees_the_button_when_its_time_comes(here, enter):
    row = noticed(here)
    live = f"/meetings/{row.pk}/floor/live/"

    def ask(at, tag=""):
        with clock.frozen(at):
            return enter("clerk").get(live, **({"HTTP_IF_NONE_MATCH": tag} if tag else {}))

    early = ask(JUNE - HOUR - timedelta(seconds=20))
    page = early.content.decode()
    assert 'id="do-call" disabled' in page
    assert "2026-06-06 13:30 起开始签到。" in page
    assert "开会时间：2026-06-06 14:30" in page
    assert ask(JUNE - HOUR - SECOND, early["ETag"]).status_code == 304
    now = ask(JUNE - HOUR, early["ETag"])
    assert (now.status_code, 'id="do-call" disabled' in now.content.decode()) == (200, False)
    assert 'id="do-call"' in now.content.decode()
    called_at(here, row, JUNE - HOUR)
    before = ask(JUNE - timedelta(seconds=5))
    assert 'id="do-open" disabled' in before.content.decode()
    assert 'id="do-close"' not in before.content.decode()
    assert "2026-06-06 14:30 起才能宣布开会。" in before.content.decode()
    after = ask(JUNE, before["ETag"])
    assert (after.status_code, "disabled" in after.content.decode()) == (200, False)
    assert 'id="do-close"' in after.content.decode()
    assert "开会时间" not in after.content.decode()


def called_at(here, row, at):
    with clock.frozen(at):
        planning.call(here.clerk2, meeting=row.pk)
        for title in ("甲居委会", "甲物业", "1栋"):
            door.admit(here.clerk2, meeting=row.pk, seat=seat(row, title).key)


def test_a_moved_meeting_is_shown_moved_to_whoever_follows(here, enter):
    row = noticed(here)
    live = f"/meetings/{row.pk}/floor/live/"
    first = enter("clerk").get(live)
    where = {"where": row.where, "remote": "", "reason": "场地冲突"}
    planning.change(here.clerk2, meeting=row.pk, starts_at=JUNE + timedelta(days=1), **where)
    again = enter("clerk").get(live, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200
    assert "开会时间：2026-06-07 14:30" in again.content.decode()
    planning.cancel(here.clerk2, meeting=row.pk, reason="台风")
    gone = enter("clerk").get(live, HTTP_IF_NONE_MATCH=again["ETag"])
    assert gone.status_code == 409


def test_what_was_not_opened_waits_for_the_desk_and_for_no_member(here):
    noticed(here)

    def counts(needs, actor):
        return [(str(each.title), each.count) for each in needs(actor) if "/meetings/" in each.href]

    with translation.override("en"):
        with clock.frozen(MIDNIGHT - SECOND):
            assert counts(official_needs, here.clerk2) == []
            assert counts(personal_needs, here.ann) == [("You have a seat at a meeting", 1)]
        with clock.frozen(MIDNIGHT + SECOND):
            late = [("Meetings that were not opened on their day", 1)]
            assert counts(official_needs, here.clerk2) == late
            assert counts(personal_needs, here.ann) == []
