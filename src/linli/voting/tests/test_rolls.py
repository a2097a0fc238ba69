"""The roll before it is frozen: objections, disputed homes, buildings."""

from datetime import timedelta

from django.db import transaction
from django.utils import translation

from linli.journal.models import Event
from linli.kernel import clock, deeds
from linli.kernel.errors import text_of
from linli.places.models import Unit
from linli.voting.actions import course, rolls
from linli.voting.models import RollEntry
from linli.voting.tests import estates
from linli.voting.tests.casting import with_hands
from linli.voting.tests.estates import MONDAY, ROOMS, clerk, refusal


def test_a_disputed_home_and_a_waiting_objection_stop_the_freezing(quarter):
    assembly = estates.with_matter(quarter)
    who = clerk(quarter)
    course.notice(who, assembly=assembly.pk)
    with clock.frozen(MONDAY + timedelta(days=7)):
        unit = quarter.units["1栋 103"]
        with transaction.atomic():
            Unit.objects.within(unit.community).filter(pk=unit.pk).update(disputes=["area_missing"])
        found = refusal(rolls.freeze, who, assembly=assembly.pk)
        assert (found.code, found.params) == ("voting.disputed_units", {"units": 1})
        with transaction.atomic():
            Unit.objects.within(unit.community).filter(pk=unit.pk).update(disputes=[])
        objection = rolls.object_to_roll(
            quarter.owners["1栋 103"],
            assembly=assembly.pk,
            unit=unit.pk,
            text="面积应为 120 平方米",
        )
        assert "120" not in str(Event.objects.latest("pk").payload)
        assert refusal(rolls.freeze, who, assembly=assembly.pk).code == "voting.objections_waiting"
        answered = rolls.answer_objection(
            who, assembly=assembly.pk, objection=objection.pk, upheld=False, text="以登记簿为准"
        )
        assert (answered.ruling, answered.answer.read("text")) == ("rejected", "以登记簿为准")
        frozen = rolls.freeze(who, assembly=assembly.pk)
        entries = RollEntry.objects.within(assembly.community).filter(assembly=assembly)
        assert sorted(entries.values_list("number", flat=True)) == list(range(1, 10))
        assert Event.objects.latest("pk").payload["root"] == frozen.roll_hash
        assert refusal(rolls.freeze, who, assembly=assembly.pk).code == "voting.roll_frozen"
        late = {"assembly": assembly.pk, "unit": unit.pk, "text": "晚了"}
        assert refusal(rolls.object_to_roll, quarter.owners["1栋 103"], **late).code == (
            "voting.roll_frozen"
        )


def test_a_helper_objects_in_the_owners_name_when_the_deed_is_named(quarter, monkeypatch):
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    assembly = estates.with_matter(quarter)
    course.notice(clerk(quarter), assembly=assembly.pk)
    owner, hands = quarter.owners["1栋 103"], quarter.owners[ROOMS[0]].person
    said = {"assembly": assembly.pk, "unit": quarter.units["1栋 103"].pk, "text": "面积有误"}
    before = Event.objects.count()
    wrong = with_hands(owner, hands, "vote", "inbox")
    assert refusal(rolls.object_to_roll, wrong, **said).code == "kernel.not_by_helper"
    assert Event.objects.count() == before
    made = rolls.object_to_roll(with_hands(owner, hands, "object"), **said)
    event = Event.objects.latest("pk")
    assert (made.person_id, event.actor, event.helper) == (owner.person, owner.person, hands)


def test_the_roll_is_not_frozen_before_the_days_for_objections_are_over(quarter):
    assembly = estates.with_matter(quarter)
    course.notice(clerk(quarter), assembly=assembly.pk)
    with clock.frozen(MONDAY + timedelta(days=6, hours=12)):
        found = refusal(rolls.freeze, clerk(quarter), assembly=assembly.pk)
        rolls.object_to_roll(
            quarter.owners[ROOMS[0]],
            assembly=assembly.pk,
            unit=quarter.units[ROOMS[0]].pk,
            text="面积应为 120 平方米",
        )
    assert (found.code, found.params["days"], found.params["first"]) == (
        "voting.roll_days",
        7,
        "2026-05-18",
    )
    assert found.params["article"]
    with translation.override("zh-hans"):
        told = text_of(found.code, found.params)
        assert told.title.startswith("自公告起，业主有 7 天可对名册提出异议。")
        assert told.remedy == "请在 2026-05-18 或之后冻结名册。"
    with clock.frozen(MONDAY + timedelta(days=7)):
        found = refusal(rolls.freeze, clerk(quarter), assembly=assembly.pk)
        assert found.code == "voting.objections_waiting"


def test_the_roll_of_a_building_holds_that_building(quarter):
    block = quarter.units["2栋 101"].building_id
    assembly = estates.opened(quarter, building=block)
    assert (assembly.roll_area_centi, assembly.roll_persons) == (300_00, 3)
