"""F106 in a meeting of stages: whoever has an interest in an item decides nothing on it."""

import pytest
from tests.entering import entering
from tests.refusing import events, refusal_of

from linli.deliberation.floor.staged.state import Course
from linli.kernel import clock
from linli.meetings.actions import agenda, dispositions, interests, planning
from linli.meetings.models import FloorCommand, Interest, Item
from linli.meetings.procedures import replay
from linli.meetings.queries import floor_of, start_of
from linli.meetings.tests.town import (
    JUNE,
    MAY,
    fresh,
    give,
    in_force,
    opened,
    planned,
    sit,
    town,
)
from linli.meetings.wanted import Disposition, Offices

LATER = "2026-06-20"


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = town()
        in_force(made, "xhy")
        yield made


@pytest.fixture
def enter(client, here):
    return entering(client, here)


refused = refusal_of(lambda: (events(), FloorCommand.objects.count()))


def noticed(here):
    """Two matters; ann sits for building 1, bob for building 2; the committee's clerk presides."""
    row = planned(here)
    for title in ("小区道闸", "楼道照明"):
        agenda.add(here.clerk2, meeting=row.pk, title=title)
    sit(here, row, "1栋", "ann")
    sit(here, row, "2栋", "bob")
    return planning.notice(here.clerk2, meeting=row.pk, offices=Offices())


def to_answer(here, row):
    give(here, row, "clerk", "next_stage")
    for member in floor_of(fresh(row)).reporters:
        give(here, row, "clerk", "excuse", member=member)
    give(here, row, "clerk", "next_stage")


def dispose(here, row, item, who="clerk", outcome="adopted", **more):
    how = Disposition(outcome, "任务已有人认领", **more)
    return dispositions.dispose(here.actors[who], meeting=row.pk, item=item.key, how=how)


def test_f106_who_declared_an_interest_plans_nothing_and_who_presides_hands_over(here, enter):
    row = noticed(here)
    gate, light = Item.objects.filter(meeting=row).order_by("position")
    told = {"meeting": row.pk, "reason": "家人承包道闸"}
    interests.declare(here.ann, item=gate.key, **told)
    interests.declare(here.clerk, item=light.key, **told)
    keys = {each.seat.person_id: each.seat.key for each in Interest.objects.select_related("seat")}
    ann, clerk = (keys[here.people[name].pk] for name in ("ann", "clerk"))
    state = floor_of(fresh(row))
    assert isinstance(state, Course)
    assert state.recused == ((ann, gate.key), (clerk, light.key))
    assert refused(interests.declare, here.ann, item=gate.key, **told) == (
        "meetings.declared_already"
    )
    opened(here, row, ("甲居委会", "1栋", "2栋"))
    with clock.frozen(JUNE):
        to_answer(here, row)
        page = enter("ann").get(f"/meetings/{row.pk}/floor/").content.decode()
        assert "您须回避的议题：小区道闸" in page
        # everybody sees who is out; why is for the desk and whoever presides
        page = enter("bob").get(f"/meetings/{row.pk}/floor/").content.decode()
        assert ("回避" in page, "小区道闸" in page, "承包" in page) == (True, True, False)

        task = {"text": "比较三家报价", "due": LATER, "item": gate.key}
        assert refused(give, here, row, "ann", "add_task", who=ann, **task) == "floor.recused"
        give(here, row, "bob", "add_task", who=ann, **task)
        give(here, row, "ann", "accept_task", task="t1")
        other = {**task, "who": ann, "item": light.key}
        assert refused(give, here, row, "clerk", "add_task", **other) == "floor.chair_recused"
        give(here, row, "ann", "add_task", **other)
        assert refused(dispose, here, row, light) == "floor.chair_recused"
        dispose(here, row, gate)

        listed = enter("clerk").get(f"/meetings/{row.pk}/dispositions/").content.decode()
        assert "您在本项须回避：请移交主持。" in listed
        assert f"/dispositions/{light.key}/" not in listed
        form = enter("clerk").get(f"/meetings/{row.pk}/floor/step/dispose/").context["form"]
        assert [key for key, _title in form.fields["item"].choices] == [gate.key]

        give(here, row, "clerk", "hand_over", to=ann)
        dispose(here, row, light, who="ann")
        give(here, row, "ann", "next_stage")
        row = give(here, row, "ann", "close")
    assert row.state == "adjourned"
    assert [item.outcome for item in Item.objects.filter(meeting=row).order_by("position")] == [
        "adopted",
        "adopted",
    ]
    lines = FloorCommand.objects.filter(meeting=row).order_by("version")
    assert replay(row.form, start_of(fresh(row)), [line.packed for line in lines]) == floor_of(
        fresh(row)
    )


def test_f106_the_reader_is_told_what_being_recused_means_there(here, enter):
    row = noticed(here)
    gate = Item.objects.filter(meeting=row).earliest("position")
    page = enter("ann").get(f"/meetings/{row.pk}/items/{gate.key}/interest/").content.decode()
    assert "您不为本项提任务，也不决定它的处置" in page
    interests.declare(here.ann, meeting=row.pk, item=gate.key, reason="家人承包道闸")
    client = enter("bob")
    client.logout()
    assert "回避：1栋" in client.get(f"/meetings/{row.pk}/").content.decode()


def test_f106_the_minutes_say_who_was_recused(here):
    from linli.kernel.actor import SYSTEM
    from linli.meetings.actions import minutes

    row = noticed(here)
    gate, light = Item.objects.filter(meeting=row).order_by("position")
    interests.declare(here.ann, meeting=row.pk, item=gate.key, reason="家人承包道闸")
    opened(here, row, ("甲居委会", "1栋", "2栋"))
    with clock.frozen(JUNE):
        to_answer(here, row)
        give(here, row, "bob", "add_task", who="s1", text="比价", due=LATER, item=gate.key)
        give(here, row, "clerk", "accept_task", task="t1")
        dispose(here, row, gate)
        dispose(here, row, light, outcome="withdrawn")
        give(here, row, "clerk", "next_stage")
        give(here, row, "clerk", "close")
        made = minutes.draft(SYSTEM, meeting=row.pk)
    text = [each.text for each in made.rows["zh"]]
    assert [each for each in text if "回避" in each] == ["10:00 1栋席位回避。"]
    assert "家人" not in "".join(text)
