"""At the door, from afar, and interests of one's own."""

from datetime import timedelta

import pytest
from tests.entering import entering
from tests.refusing import refusal_of

from linli.deliberation.floor.state import Floor
from linli.journal.models import Event
from linli.kernel import clock
from linli.meetings.actions import door, interests, planning
from linli.meetings.models import Interest, Item, Meeting, Seat
from linli.meetings.queries import floor_of
from linli.meetings.tests.town import (
    ALL,
    JUNE,
    MAY,
    called,
    fresh,
    give,
    in_force,
    in_session,
    noticed,
    opened,
    ready,
    seat,
    town,
)


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


refused = refusal_of()


def test_f097_seats_are_accredited_by_code_by_name_and_from_afar(here, enter):
    row = noticed(here)
    for early in (MAY, JUNE):
        with clock.frozen(early):
            assert refused(door.admit, here.clerk2, meeting=row.pk, seat="s1") == (
                "meetings.doors_closed"
            )
    Meeting.objects.across_communities(ALL).filter(pk=row.pk).update(link=None)
    planning.change(
        here.clerk2,
        meeting=row.pk,
        starts_at=row.starts_at,
        where=row.where,
        remote="腾讯会议 123 456 789",
        reason="增加远程",
    )
    page = enter("ann").get(f"/meetings/{row.pk}/seat/").content.decode()
    code = seat(row, "1栋").code
    assert code in page
    assert "data:image/svg" in page
    with clock.frozen(JUNE - timedelta(minutes=30)):
        keeper = enter("clerk2")
        keeper.post(f"/work/meetings/{row.pk}/call/")
        wrong = keeper.post(f"/meetings/{row.pk}/door/", {"code": "AAAA"})
        assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["code"])
        keeper.post(f"/meetings/{row.pk}/door/", {"code": code.lower()})
        keeper.post(f"/meetings/{row.pk}/door/s1/room/")
        # of another meeting, and of no seat that votes
        assert Seat.objects.filter(meeting=row, votes=False).count() == 1
        other = Seat.objects.get(meeting=row, votes=False).code
        assert refused(door.admit_by_code, here.clerk2, meeting=row.pk, code=other) == (
            "meetings.no_such_code"
        )
        assert refused(door.admit, here.ann, meeting=row.pk, seat="s4") == "kernel.not_for_you"
        bob = enter("bob")
        assert bob.post(f"/meetings/{row.pk}/come/").url == f"/meetings/{row.pk}/seat/"
        assert "您已签到" in bob.get(f"/meetings/{row.pk}/seat/").content.decode()
        state = floor_of(fresh(row))
        assert isinstance(state, Floor)
        assert state.present == ("s3", "s1", "s4")
        arrived = dict(Seat.objects.filter(meeting=row).values_list("key", "arrived"))
        assert arrived == {"s1": "room", "s2": "", "s3": "room", "s4": "remote", "k1": ""}
    with clock.frozen(JUNE):
        give(here, row, "clerk", "open")
        give(here, row, "bob", "leave")
        assert seat(row, "2栋").left_at == clock.now()
        door.come(here.bob, meeting=row.pk)
        assert (seat(row, "2栋").left_at, seat(row, "2栋").arrived) == (None, "remote")
        hows = Event.objects.filter(type="meetings.seat_accredited").order_by("pk")
        assert [(event.payload["seat"], event.payload["how"]) for event in hows] == [
            ("s3", "room"),
            ("s1", "room"),
            ("s4", "remote"),
            ("s4", "remote"),
        ]


def test_f106_an_interest_is_declared_shown_as_recused_and_holds_on_the_floor(here, enter):
    row = noticed(here)
    key = Item.objects.get(meeting=row).key
    declared = {"meeting": row.pk, "item": key, "reason": "我是供灯商家的股东"}
    assert refused(interests.declare, here.cai, **declared) == "meetings.no_seat"
    assert refused(interests.declare, here.ann, **{**declared, "item": "i0"}) == (
        "meetings.no_such_choice"
    )
    made = enter("ann").post(
        f"/meetings/{row.pk}/items/{key}/interest/", {"reason": "我是供灯商家的股东"}
    )
    assert made.url == f"/meetings/{row.pk}/seat/"
    assert Interest.objects.get().why == "我是供灯商家的股东"
    assert refused(interests.declare, here.ann, **declared) == "meetings.declared_already"
    client = enter("bob")
    client.logout()
    page = client.get(f"/meetings/{row.pk}/").content.decode()
    assert "回避：1栋" in page
    assert "股东" not in page
    assert "股东" not in enter("bob").get(f"/meetings/{row.pk}/").content.decode()
    assert "股东" in enter("clerk").get(f"/meetings/{row.pk}/").content.decode()
    opened(here, row)
    assert refused(
        give, here, row, "ann", "move", kind="main", terms={"text": "换灯"}, item=key
    ) == ("floor.recused")
    give(here, row, "bob", "move", kind="main", terms={"text": "换灯"}, item=key)
    give(here, row, "manager", "second")
    assert refused(give, here, row, "ann", "ask") == "floor.recused"
    fact = Event.objects.get(type="meetings.interest_declared")
    assert "股东" not in str(fact.payload)


def test_f106_a_chair_with_an_interest_is_replaced(here, enter):
    row = noticed(here)
    key = Item.objects.get(meeting=row).key
    interests.declare(here.clerk, meeting=row.pk, item=key, reason="本人家里经营灯具")
    page = enter("clerk2").get(f"/meetings/{row.pk}/").content.decode()
    assert f"/work/meetings/{row.pk}/chair/" in page
    assert refused(interests.preside, here.ann, meeting=row.pk, seat="s2") == "kernel.not_for_you"
    enter("clerk2").post(f"/work/meetings/{row.pk}/chair/", {"seat": "s2"})
    state = floor_of(fresh(row))
    assert isinstance(state, Floor)
    assert (state.chair, state.presiding) == ("s1", "s2")
    called(here, row)
    with clock.frozen(JUNE):
        assert refused(give, here, row, "clerk", "open") == "floor.not_the_chair"
        assert give(here, row, "manager", "open").state == "in_session"
    after = {"meeting": row.pk, "item": key, "reason": "后来想起"}
    interests.declare(here.bob, **after)
    assert {who for who, _item in floor_of(fresh(row)).recused} == {"s1", "s4"}


def test_a_closed_account_sits_at_no_meeting_to_come(here):
    from linli.meetings.operations.seats import leave

    row, held = noticed(here), in_session(here)
    leave(here.people["ann"].pk)
    assert seat(row, "1栋").person_id is None
    assert seat(held, "1栋").person_id == here.people["ann"].pk
