"""By whose hands people sit, come and speak at a meeting; what strange input does there."""

from dataclasses import replace

import pytest
from tests.entering import entering

from linli.identity.models import Person
from linli.kernel import clock
from linli.meetings.actions import door, floor, planning, seats
from linli.meetings.actions.phone import cast_by_phone
from linli.meetings.models import FloorCommand, Item, PhoneVote, Seat
from linli.meetings.queries import floor_of
from linli.meetings.tests.test_meetings import refused
from linli.meetings.tests.town import (
    JUNE,
    MAY,
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
        return in_session(here)


def test_nobody_puts_themself_on_a_seat_of_others_by_whatever_record(here):
    with clock.frozen(MAY):
        row = planned(here)
        own = {"meeting": row.pk, "reason": "没人来"}
        building, body = seat(row, "1栋").key, seat(row, "甲居委会").key
        clerk2 = here.people["clerk2"]
        assert refused(seats.sit, here.clerk2, seat=building, person=clerk2.public_id, **own) == (
            "meetings.not_yourself"
        )
        at_body = replace(here.clerk2, organisation=here.bodies["甲居委会"])
        assert seats.sit(at_body, seat=body, person=clerk2.public_id, **own).person_id == clerk2.pk
        # two records of one person are one member
        sit(here, row, "1栋", "cai")
        Person.objects.filter(pk=here.people["cai"].pk).update(
            merged_into=here.people["dan"], locked="merged", is_active=False
        )
        dan = here.people["dan"].public_id
        other = {"seat": seat(row, "2栋").key, "person": dan, "reason": "替"}
        assert refused(seats.sit, here.clerk, meeting=row.pk, **other) == "meetings.sits_already"


def test_a_command_is_that_of_the_own_seat_whatever_it_says(here, meeting):
    """Neither the chair's steps, nor another's seat, nor another time can be named."""
    others = {"by": "s1", "at": "2020-01-01T00:00:00Z"}
    key = Item.objects.get(meeting=meeting).key
    give(here, meeting, "ann", "move", kind="main", terms={"text": "换灯"}, item=key, **others)
    line = FloorCommand.objects.filter(meeting=meeting).latest("version")
    assert (line.person_id, line.at) == (here.people["ann"].pk, clock.now())
    state = floor_of(fresh(meeting))
    assert state.stack[-1].mover == seat(meeting, "1栋").key
    before = fresh(meeting).version
    victim = seat(meeting, "2栋").key
    for do, fields in (
        ("leave", {"member": victim}),
        ("close", {}),
        ("put", {}),
        ("announce", {}),
        ("end_speech", {}),
        ("recognise", {"member": victim}),
        ("hand_over", {"member": seat(meeting, "1栋").key}),
        ("count", {"yes": 9, "no": 0, "abstain": 0}),
        ("arrive", {"member": victim}),
        ("notice", {}),
        ("approve_minutes", {}),
    ):
        with_code = refused(give, here, meeting, "ann", do, **fields)
        assert with_code.startswith(("floor.", "meetings.")), do
    assert fresh(meeting).version == before
    assert victim in floor_of(fresh(meeting)).present
    for name, code in (("cai", "meetings.no_seat"), ("eve", "kernel.not_found")):
        assert refused(give, here, meeting, name, "rise") == code
        assert refused(cast_by_phone, here.actors[name], meeting=meeting.pk, choice="yes") == code
    at = {"meeting": meeting.pk, "seat": victim}
    assert refused(door.admit, here.ann, **at) == "kernel.not_for_you"
    assert refused(door.see_off, here.ann, **at, reason="走了") == "floor.not_the_chair"
    assert refused(planning.call, here.far, meeting=meeting.pk) == "kernel.not_found"
    assert not PhoneVote.objects.exists()


def test_no_id_number_and_no_endless_words_are_said_on_the_floor(here, meeting):
    key = Item.objects.get(meeting=meeting).key
    before = fresh(meeting).version
    for text, code in (
        ("请查 11010519491231002X 的房子", "deliberation.id_number"),
        ("长" * 2001, "deliberation.too_long"),
    ):
        more = {"kind": "main", "terms": {"text": text}, "item": key}
        assert refused(give, here, meeting, "ann", "move", **more) == code
    assert refused(give, here, meeting, "ann", "question", question="x" * 3000) == (
        "deliberation.too_long"
    )
    give(here, meeting, "ann", "move", kind="main", terms={"text": "换\u202e灯\x00"}, item=key)
    assert floor_of(fresh(meeting)).stack[-1].terms.text == "换灯"
    assert fresh(meeting).version == before + 1


def test_numbers_and_words_that_nobody_has_are_answered_in_words(here, meeting, client):
    ann = entering(client, here)("ann")
    for end in ("", "floor/", "floor/live/", "screen/", "screen/live/", "floor/moves/"):
        assert ann.get(f"/meetings/{10**30}/{end}").status_code == 404, end
    give_at = f"/meetings/{meeting.pk}/floor/give/"
    assert ann.post(f"/meetings/{10**30}/floor/give/", {"do": "cast"}).status_code == 404
    for sent in (
        {"do": "\x00"},
        {"do": "cast", "choice": "x" * 9000},
        {"do": "rise", "side": "９"},
        {"do": "leave", "member": "s1"},
        {"do": "question", "question": "9" * 9000},
        {"do": "chair", "upheld": "yes"},
    ):
        assert ann.post(give_at, sent, headers={"X-Live": "1"}).status_code == 409, sent
    assert Seat.objects.filter(meeting=meeting, left_at=None, votes=True).count() == 4


def test_a_helper_without_the_deed_does_nothing_there(here, meeting):
    hands = replace(here.ann, helper=here.people["cai"].pk, deeds=frozenset({"topics"}))
    call = {"meeting": meeting.pk, "command": {"do": "rise"}}
    assert refused(floor.give, hands, **call) == "kernel.not_by_helper"
    assert refused(door.admit, hands, meeting=meeting.pk, seat="s1") == "kernel.not_by_helper"


def test_who_has_no_phone_raises_a_hand_and_waits_like_everybody_else(here, meeting, client):
    key = Item.objects.get(meeting=meeting).key
    give(here, meeting, "manager", "move", kind="main", terms={"text": "换灯"}, item=key)
    give(here, meeting, "ann", "second")
    enter, step = entering(client, here), f"/meetings/{meeting.pk}/floor/step/ask_for/"
    floor_page = f"/meetings/{meeting.pk}/floor/"
    for who, sees in (("clerk", True), ("clerk2", True), ("ann", False)):
        assert (step in enter(who).get(floor_page).content.decode()) == sees, who
    bob = seat(meeting, "2栋").key
    form = enter("clerk2").get(step).context["form"]
    assert bob in [key for key, _name in form.fields["member"].choices]
    sent = {"member": bob, "side": "against", "moment": form["moment"].value()}
    refused_to_others = enter("ann").post(step, sent)
    assert (refused_to_others.status_code, "主持人" in refused_to_others.content.decode()) == (
        422,
        True,
    )
    assert floor_of(fresh(meeting)).stack[0].queue == ()
    assert enter("clerk2").post(step, sent).url == floor_page
    queue = floor_of(fresh(meeting)).stack[0].queue
    assert [(each.member, each.side) for each in queue] == [(bob, "against")]
    line = FloorCommand.objects.filter(meeting=meeting).latest("version")
    assert (line.do, line.person_id) == ("ask", here.people["clerk2"].pk)
