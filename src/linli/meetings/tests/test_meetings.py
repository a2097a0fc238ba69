"""A meeting from its plan to the floor: who may, what changed, what is refused."""

from datetime import timedelta

import pytest
from tests.racing import race
from tests.refusing import refusal_of

from linli.deliberation.floor.state import Floor
from linli.deliberation.models import Charter
from linli.deliberation.queries_topics import ready_for_meeting
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused, text_of
from linli.meetings.actions import door, floor, planning, seats
from linli.meetings.models import FloorCommand, Item, Meeting, Seat
from linli.meetings.procedures import replay
from linli.meetings.queries import floor_of, start_of
from linli.meetings.tests.town import (
    JUNE,
    MAY,
    called,
    fresh,
    give,
    in_force,
    in_session,
    planned,
    ready,
    seat,
    sit,
    town,
)
from linli.meetings.wanted import Offices, Plan


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


refused = refusal_of()


def test_f100_no_meeting_is_planned_noticed_or_opened_without_a_charter(here):
    assert refused(planned, here) == "meetings.no_charter"
    assert Meeting.objects.within(here.community).count() == 0
    in_force(here, support_households=1)
    ready(here)
    row = planned(here)
    rows = Charter.objects.within(here.community)
    rows.update(state="withdrawn")
    code = refused(planning.notice, here.clerk2, meeting=row.pk, offices=Offices())
    assert (code, fresh(row).state, fresh(row).version) == ("meetings.no_charter", "draft", 0)
    rows.update(state="in_force")
    sit(here, row, "1栋", "ann")
    planning.notice(here.clerk2, meeting=row.pk, offices=Offices())
    called(here, row, ("甲居委会", "甲物业"))
    with clock.frozen(JUNE):
        rows.update(state="withdrawn")
        assert refused(give, here, row, "clerk", "open") == "meetings.no_charter"
        rows.update(state="in_force")
        assert give(here, row, "clerk", "open").state == "in_session"


def test_a_plan_has_seats_and_holders_by_the_charter_and_what_is_ready_as_agenda(here):
    in_force(here, support_households=1)
    topic = ready(here)
    assert [each.pk for each in ready_for_meeting(here.community)] == [topic.pk]
    row = planned(here)
    sitting = [
        (each.key, each.organisation and each.organisation.name_zh, each.building_id is not None)
        for each in Seat.objects.filter(meeting=row).order_by("position")
    ]
    assert sitting == [
        ("s1", "甲居委会", False),
        ("s2", "甲物业", False),
        ("s3", None, True),
        ("s4", None, True),
    ]
    holders = dict(Seat.objects.filter(meeting=row).values_list("key", "person"))
    assert holders == {
        "s1": here.people["clerk"].pk,
        "s2": here.people["manager"].pk,
        "s3": None,
        "s4": None,
    }
    item = Item.objects.get(meeting=row)
    assert (item.topic_id, item.title, item.key) == (topic.pk, topic.title, f"i{item.pk}")
    assert (row.number, row.state, row.form, row.version) == (None, "draft", "rules", 0)
    assert refused(planning.plan, here.ann, community=here.community, wanted=_plan()) == (
        "kernel.not_for_you"
    )
    assert refused(planning.plan, here.far, community=here.community, wanted=_plan()) == (
        "kernel.not_found"
    )
    early = Plan("internal", MAY)
    assert refused(planning.plan, here.clerk, community=here.community, wanted=early) == (
        "meetings.later"
    )


def _plan() -> Plan:
    return Plan("internal", JUNE)


def test_the_notice_comes_in_time_and_freezes_the_agenda(here):
    in_force(here, support_households=1)
    row = planned(here)
    offices = {"meeting": row.pk, "offices": Offices()}
    assert refused(planning.notice, here.clerk2, **offices) == "meetings.empty_agenda"
    ready(here)
    row = planned(here)
    offices = {"meeting": row.pk, "offices": Offices()}
    with clock.frozen(JUNE - timedelta(days=2)):
        assert refused(planning.notice, here.clerk2, **offices) == "meetings.notice_too_late"
    vacant = {"meeting": row.pk, "offices": Offices(chair="s3")}
    assert refused(planning.notice, here.clerk2, **vacant) == "meetings.chair_needs_a_holder"
    with clock.frozen(JUNE - timedelta(days=3)):
        made = planning.notice(here.clerk2, **offices)
    state = floor_of(fresh(made))
    assert isinstance(state, Floor)
    assert (made.state, made.version, state.meeting.value) == ("noticed", 1, "noticed")
    assert (state.members, state.chair, state.keeper) == (("s1", "s2", "s3", "s4"), "s1", "k1")
    assert (state.rules.quorum_num, state.rules.quorum_den, state.rules.quorum_strict) == (
        1,
        2,
        False,
    )
    assert refused(planning.notice, here.clerk2, **offices) == "meetings.noticed_already"
    fact = Event.objects.filter(type="meetings.noticed").get()
    assert (fact.payload["seats"], fact.payload["items"], fact.payload["urgent"]) == (4, 1, False)


def test_an_evening_is_kept_as_its_commands(here):
    in_force(here, support_households=1)
    ready(here)
    row = in_session(here)
    key = Item.objects.get(meeting=row).key
    give(here, row, "ann", "move", kind="main", terms={"text": "更换三号楼路灯"}, item=key)
    assert refused(give, here, row, "ann", "second") == "floor.own_motion"
    assert refused(give, here, row, "clerk", "second") == "floor.chair_is_neutral"
    give(here, row, "bob", "second")
    assert refused(give, here, row, "bob", "put") == "floor.not_the_chair"
    give(here, row, "clerk", "put", method="phone")
    for who in ("ann", "bob", "manager"):
        give(here, row, who, "cast", choice="no" if who == "manager" else "yes")
    assert refused(give, here, row, "clerk", "close") == "floor.business_left"
    row = give(here, row, "clerk", "announce")
    state = floor_of(fresh(row))
    assert isinstance(state, Floor)
    assert [(each.main.state.value, each.main.item) for each in state.settled] == [("adopted", key)]
    row = give(here, row, "clerk", "close")
    assert row.state == "adjourned"
    lines = list(FloorCommand.objects.filter(meeting=row).order_by("version"))
    assert [line.version for line in lines] == list(range(1, row.version + 1))
    assert replay(row.form, start_of(fresh(row)), [line.packed for line in lines]) == floor_of(
        fresh(row)
    )
    moved = Event.objects.filter(type="meetings.floor_moved").order_by("pk")
    assert "更换三号楼路灯" not in str([event.payload for event in moved])
    assert b"\\u66f4" not in bytes(lines[-8].command)


def test_who_has_no_seat_does_nothing_and_nonsense_is_refused(here):
    in_force(here, support_households=1)
    ready(here)
    row = in_session(here)
    version = row.version
    assert refused(give, here, row, "cai", "second") == "meetings.no_seat"
    assert refused(give, here, row, "far", "second") == "kernel.not_found"
    assert refused(give, here, row, "ann", "arrive") == "meetings.by_its_own_step"
    assert refused(give, here, row, "ann", "dance") == "meetings.bad_command"
    assert refused(give, here, row, "ann", "cast", choice="maybe") == "meetings.bad_command"
    assert refused(give, here, row, "ann", "second", by="s2", at="1999-01-01") == (
        "floor.nothing_to_second"
    )
    assert fresh(row).version == version
    with pytest.raises(Refused) as found:
        give(here, row, "ann", "leave", member="s2")
    assert found.value.code == "meetings.by_its_own_step"
    with pytest.raises(Refused) as found:
        door.admit(here.clerk2, meeting=row.pk, seat="s2")
    text = text_of(found.value.code, found.value.params)
    assert text.title == "甲物业 已经在场。"


def test_seats_are_filled_by_hand_with_a_reason_until_it_opens(here):
    in_force(here, support_households=1)
    ready(here)
    row = planned(here)
    made = sit(here, row, "1栋", "ann")
    assert (made.person_id, made.by_hand, made.why) == (here.people["ann"].pk, True, "楼栋推选")
    who = {"meeting": row.pk, "seat": "s4", "person": here.people["ann"].public_id}
    assert refused(seats.sit, here.clerk2, **who, reason="替") == "meetings.sits_already"
    assert refused(seats.sit, here.clerk2, **who, reason=" ") == "deliberation.words_first"
    far = {**who, "person": here.people["eve"].public_id}
    assert refused(seats.sit, here.clerk2, **far, reason="替") == "meetings.no_such_person"
    assert refused(seats.sit, here.bob, **who, reason="替") == "kernel.not_for_you"
    sub = sit(here, row, "甲物业", "cai")
    assert sub.substitute_for_id == here.people["manager"].pk
    planning.notice(here.clerk2, meeting=row.pk, offices=Offices())
    # what staff entered stands at the notice
    assert seat(row, "甲物业").person_id == here.people["cai"].pk
    called(here, row, ["甲居委会"])
    assert refused(door.admit, here.clerk2, meeting=row.pk, seat="s4") == (
        "meetings.nobody_sits_there"
    )
    assert refused(door.come, here.ann, meeting=row.pk) == "meetings.in_the_room"
    assert refused(give, here, row, "clerk", "open") == "floor.no_quorum"
    door.admit(here.clerk2, meeting=row.pk, seat="s3")
    with clock.frozen(JUNE):
        give(here, row, "clerk", "open")
    late = {"meeting": row.pk, "seat": "s4", "person": here.people["bob"].public_id}
    assert refused(seats.sit, here.clerk2, **late, reason="替") == "meetings.opened_already"
    off = {"meeting": row.pk, "seat": "s3"}
    # others at the desk do not; nor is it said of others on the floor, or without a word why
    for name in ("grid", "bob"):
        assert refused(door.see_off, here.actors[name], **off, reason="走了") == "meetings.no_seat"
    assert refused(give, here, row, "clerk", "leave", member="s3") == "meetings.by_its_own_step"
    assert refused(door.see_off, here.ann, **off | {"seat": "s1"}, reason="-") == (
        "floor.not_the_chair"
    )
    assert refused(door.see_off, here.clerk2, **off, reason=" ") == "deliberation.words_first"
    assert "s3" in floor_of(fresh(row)).present
    door.see_off(here.clerk2, **off, reason="家里有急事先走")
    gone = seat(row, "1栋")
    assert (gone.arrived, gone.left_at, gone.why_left) == ("room", JUNE, "家里有急事先走")
    assert "急事" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_two_commands_at_once_are_two_versions(here):
    in_force(here, support_households=1)
    ready(here)
    row = in_session(here)
    give(here, row, "ann", "move", kind="main", terms={"text": "更换三号楼路灯"})
    give(here, row, "bob", "second")
    before = fresh(row).version
    calls = [
        lambda who=who: floor.give(
            here.actors[who], meeting=row.pk, command={"do": "ask", "side": "for"}
        )
        for who in ("ann", "bob", "manager")
    ]
    assert race(*calls) == ["done"] * 3
    after = fresh(row)
    assert after.version == before + 3
    state = floor_of(after)
    assert isinstance(state, Floor)
    assert {asked.member for asked in state.stack[0].queue} == {"s2", "s3", "s4"}
    versions = FloorCommand.objects.filter(meeting=row).order_by("version")
    assert list(versions.values_list("version", flat=True)) == list(range(1, after.version + 1))
