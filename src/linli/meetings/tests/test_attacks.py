"""What people try at meetings who would have more than one voice, a say that is not theirs, or stop it all."""

from functools import partial

import pytest
from tests.entering import entering
from tests.helping import became_one, by_hands_of
from tests.refusing import refusal_of
from tests.working import work

from linli.deliberation.models import Charter
from linli.identity.models import Person
from linli.identity.queries import display_name
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.meetings import queries_live
from linli.meetings.actions import dispositions, door, floor, interests, minutes, planning
from linli.meetings.actions.phone import cast_by_phone
from linli.meetings.deeds import MEETINGS
from linli.meetings.models import Item, Meeting, Seat
from linli.meetings.queries import floor_of
from linli.meetings.tests.town import (
    ALL,
    JUNE,
    MAY,
    fresh,
    give,
    in_force,
    noticed,
    opened,
    planned,
    ready,
    seat,
    sit,
    town,
)
from linli.meetings.wanted import Offices
from linli.organisations.actions import end_office


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = town()
        in_force(made, support_households=1)
        ready(made)
    with clock.frozen(JUNE):
        yield made


@pytest.fixture
def meeting(here):
    with clock.frozen(MAY):
        row = noticed(here)
    return opened(here, row)


refused = refusal_of()


# --- hands ----------------------------------------------------------------------------------------
def test_a_helper_presides_over_nothing(here, meeting):
    """Presiding is an office: whoever helps the chair gives no step of the chair."""
    hands = by_hands_of(here.clerk, here.people["cai"], MEETINGS.key)
    key = Item.objects.get(meeting=meeting).key
    before = fresh(meeting).version
    for command in (
        {"do": "hand_over", "to": "s2"},
        {"do": "dispose", "item": key, "outcome": "rejected", "reason": "不办"},
        {"do": "recognise"},
        {"do": "put", "method": "hands"},
        {"do": "count", "yes": 3, "no": 0},
        {"do": "announce"},
        {"do": "close"},
    ):
        code = refused(floor.give, hands, meeting=meeting.pk, command=command)
        assert code == "meetings.by_own_hands", command
    assert fresh(meeting).version == before
    give(here, meeting, "clerk", "hand_over", to="s2")
    floor.give(hands, meeting=meeting.pk, command={"do": "leave"})
    assert seat(meeting, "甲居委会").key not in floor_of(fresh(meeting)).present


def test_one_pair_of_hands_is_one_voice(here, meeting):
    """bob has a seat; dan has none, and helps ann, then bob."""
    key = Item.objects.get(meeting=meeting).key
    move = {"do": "move", "kind": "main", "terms": {"text": "换灯"}, "item": key}
    own = by_hands_of(here.ann, here.people["bob"], MEETINGS.key)
    on = {"meeting": meeting.pk}
    interest = partial(interests.declare, **on, item=key, reason="我是供灯商家的股东")
    assert refused(floor.give, own, **on, command=move) == "meetings.one_voice"
    assert refused(cast_by_phone, own, **on, choice="yes") == "meetings.one_voice"
    assert refused(door.come, own, **on) == "meetings.one_voice"
    assert refused(interest, own) == "meetings.one_voice"
    for_ann, for_bob = (
        by_hands_of(actor, here.people["dan"], MEETINGS.key) for actor in (here.ann, here.bob)
    )
    floor.give(for_ann, **on, command=move)
    assert refused(floor.give, for_bob, **on, command={"do": "second"}) == "meetings.one_voice"
    give(here, meeting, "bob", "second")
    floor.give(for_ann, **on, command={"do": "ask", "side": "for"})
    assert floor_of(fresh(meeting)).stack[-1].mover == seat(meeting, "1栋").key


def test_two_records_of_one_person_do_not_both_come_in(here):
    with clock.frozen(MAY):
        row = planned(here)
        sit(here, row, "1栋", "cai")
        sit(here, row, "2栋", "dan")
        planning.notice(here.clerk2, meeting=row.pk, offices=Offices())
    became_one(here.people["cai"], here.people["dan"])
    planning.call(here.clerk2, meeting=row.pk)
    first, second = seat(row, "1栋"), seat(row, "2栋")
    door.admit(here.clerk2, meeting=row.pk, seat=first.key)
    call = {"meeting": row.pk}
    assert refused(door.admit, here.clerk2, **call, seat=second.key) == "meetings.sits_already"
    code = {"code": second.code}
    assert refused(door.admit_by_code, here.clerk2, **call, **code) == "meetings.sits_already"
    assert floor_of(fresh(row)).present == (first.key,)
    assert not Seat.objects.get(pk=second.pk).arrived


# --- between notice and meeting -------------------------------------------------------------------
def test_who_lost_the_office_since_the_notice_sits_there_no_more(here):
    with clock.frozen(MAY):
        row = noticed(here)
        draft = planned(here, "extra")
        company = seat(row, "甲物业")
        assert company.person_id == here.people["manager"].pk
        end_office(SYSTEM, office=here.offices["manager"].pk, ground="离职")
        work()
        after = seat(row, "甲物业")
        assert (after.person_id, after.code == company.code) == (None, False)
        assert seat(draft, "甲物业").person_id == here.people["manager"].pk  # filled at its notice
        assert seat(row, "1栋").person_id == here.people["ann"].pk
    planning.call(here.clerk2, meeting=row.pk)
    assert refused(door.admit, here.clerk2, meeting=row.pk, seat=company.key) == (
        "meetings.nobody_sits_there"
    )
    manager = {"meeting": row.pk, "command": {"do": "ask"}}
    assert refused(floor.give, here.manager, **manager) == "meetings.no_seat"
    code = {"meeting": row.pk, "code": company.code}
    assert refused(door.admit_by_code, here.clerk2, **code) == "meetings.no_such_code"


def test_codes_of_another_meeting_and_of_nobody_open_no_door(here):
    with clock.frozen(MAY):
        row, other = noticed(here), noticed(here, series="extra")
    planning.call(here.clerk2, meeting=row.pk)
    strange = seat(other, "1栋").code
    for code in (strange, "", " ", "\x00", "9" * 4000, strange[:-1], "１" * 10, "码" * 10):
        call = {"meeting": row.pk, "code": code}
        assert refused(door.admit_by_code, here.clerk2, **call) == "meetings.no_such_code", code
    assert floor_of(fresh(row)).present == ()
    own = seat(row, "1栋")
    door.admit_by_code(here.clerk2, meeting=row.pk, code=own.code)
    again = {"meeting": row.pk, "code": own.code}
    assert refused(door.admit_by_code, here.clerk2, **again) == "floor.already_present"


# --- what nobody can mean -------------------------------------------------------------------------
def test_no_day_stops_the_pages_of_a_meeting(here, meeting, client):
    """One motion, not even seconded, and every phone had a fault: no calendar holds the day's evening."""
    before = fresh(meeting).version
    for kind, terms in (
        ("fix_time", {"until": "9999-12-31T23:59:59Z"}),
        ("fix_time", {"until": "0001-01-01T00:00:00+14:00"}),
        ("fix_time", {"until": "2038-01-01T00:00:00Z"}),
        ("recess", {"minutes": 10**30}),
        ("recess", {"minutes": -1}),
    ):
        code = refused(give, here, meeting, "ann", "move", kind=kind, terms=terms)
        assert code in {"floor.terms_wrong", "floor.date_not_later"}, terms
    key = Item.objects.get(meeting=meeting).key
    far = {"item": key, "outcome": "deferred", "reason": "以后", "on": "9999-12-31"}
    assert refused(give, here, meeting, "clerk", "dispose", **far) == "floor.terms_wrong"
    assert fresh(meeting).version == before
    give(here, meeting, "ann", "move", kind="main", terms={"text": "换灯"}, item=key)
    give(here, meeting, "bob", "second")
    for kind, terms in (
        ("postpone", {"on": "9999-12-31"}),
        ("refer", {"body": "residents_committee", "report_on": "9999-12-31"}),
        ("limit_debate", {"seconds": 10**12, "scope": "all"}),
        ("limit_debate", {"speeches": 10**30, "scope": "all"}),
    ):
        code = refused(give, here, meeting, "ann", "move", kind=kind, terms=terms)
        assert code in {"floor.terms_wrong", "floor.date_too_far"}, terms
    bob = entering(client, here)("bob")
    for end in ("floor/", "floor/live/", "screen/", ""):
        assert bob.get(f"/meetings/{meeting.pk}/{end}").status_code == 200


# --- what is not published ------------------------------------------------------------------------
def publishing(meeting: Meeting, *parts: str) -> None:
    row = Charter.objects.across_communities(ALL).get(pk=meeting.charter_id)
    terms = {**row.terms, "publication": list(parts)}
    Charter.objects.across_communities(ALL).filter(pk=row.pk).update(terms=terms)
    queries_live._seen.clear()


def test_who_follows_the_floor_reads_names_only_where_the_charter_publishes_them(
    here, meeting, client
):
    publishing(meeting, "floor")
    enter = entering(client, here)
    Person.objects.filter(pk=here.people["ann"].pk).update(shown="number")
    name = display_name(Person.objects.get(pk=here.people["ann"].pk), language="zh-hans")
    key = Item.objects.get(meeting=meeting).key
    give(here, meeting, "ann", "move", kind="main", terms={"text": "换灯"}, item=key)
    pages = [f"/meetings/{meeting.pk}/{end}" for end in ("floor/", "floor/live/", "")]
    cai = enter("cai")
    for page in pages:
        html = cai.get(page).content.decode()
        assert name not in html, page
    assert "1栋" in cai.get(pages[0]).content.decode()
    mark = cai.get(pages[1]).headers["ETag"]
    give(here, meeting, "bob", "second")
    assert name not in cai.get(pages[1], headers={"If-None-Match": mark}).content.decode()
    for who in ("bob", "clerk2"):
        assert name in enter(who).get(pages[0]).content.decode()
    publishing(meeting, "floor", "attendance")
    assert name in enter("cai").get(pages[0]).content.decode()


def test_what_stands_on_a_closed_floor_and_its_votes_are_told_to_nobody_else(here, meeting, client):
    publishing(meeting, "agenda")
    key = Item.objects.get(meeting=meeting).key
    give(here, meeting, "clerk", "dispose", item=key, outcome="rejected", reason="不归本会管")
    at = f"/api/meetings/{meeting.pk}/dispositions"
    assert client.get(at).json()["items"][0]["outcome"] == ""
    assert "不归本会管" not in client.get(f"/meetings/{meeting.pk}/dispositions/").content.decode()
    mine = entering(client, here)("ann").get(f"/meetings/{meeting.pk}/dispositions/")
    assert "不归本会管" in mine.content.decode()
    client.logout()
    give(here, meeting, "ann", "move", kind="main", terms={"text": "换灯"}, item=key)
    give(here, meeting, "bob", "second")
    give(here, meeting, "clerk", "put", method="hands")
    give(here, meeting, "clerk", "count", yes=2, no=1, abstain=0)
    give(here, meeting, "clerk", "announce")
    give(here, meeting, "clerk", "close")
    found = client.get(at).json()["items"][0]
    assert (found["outcome"], found["yes"], found["no"]) == ("adopted", None, None)
    publishing(meeting, "agenda", "votes")
    found = client.get(at).json()["items"][0]
    assert (found["yes"], found["no"]) == (2, 1)


def test_a_reason_is_not_changed_once_the_minutes_are_approved(here, meeting):
    give(here, meeting, "ann", "move", kind="adjourn")
    give(here, meeting, "bob", "second")
    give(here, meeting, "clerk", "put", method="hands")
    give(here, meeting, "clerk", "count", yes=3, no=0, abstain=0)
    give(here, meeting, "clerk", "announce")
    work()
    item = Item.objects.get(meeting=meeting)
    call = {"meeting": meeting.pk, "item": item.key}
    dispositions.explain(here.clerk, **call, reason="天黑了")
    minutes.approve(here.clerk, meeting=meeting.pk)
    assert refused(dispositions.explain, here.clerk, **call, reason="改口") == (
        "meetings.minutes_approved_already"
    )
    assert Item.objects.get(pk=item.pk).why == "天黑了"
