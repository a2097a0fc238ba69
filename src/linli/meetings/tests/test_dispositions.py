"""No item without an end: the chair's close, the floor's word, what goes to the next meeting."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.refusing import events, refusal_of
from tests.working import work

from linli.journal.models import Event
from linli.kernel import clock
from linli.meetings.actions import dispositions, planning
from linli.meetings.models import Item
from linli.meetings.queries import floor_of, items_of
from linli.meetings.tests.town import (
    JUNE,
    MAY,
    fresh,
    give,
    in_force,
    noticed,
    opened,
    planned,
    ready,
    town,
)
from linli.meetings.wanted import Disposition, Plan

LATER = date(2026, 6, 20)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def evening(here):
    """Three topics on the agenda, everybody there, in session."""
    in_force(here, support_households=1)
    for words in ("三号楼门口的路灯不亮", "地下室堆满杂物", "小区北门晚上太黑"):
        ready(here, words)
    row = noticed(here)
    with clock.frozen(JUNE):
        yield opened(here, row)


refused = refusal_of(lambda: (events(), list(Item.objects.order_by("pk").values())))


def adopt(here, meeting, item, words="换灯泡"):
    give(here, meeting, "ann", "move", kind="main", terms={"text": words}, item=item.key)
    give(here, meeting, "bob", "second")
    give(here, meeting, "clerk", "put", method="hands")
    give(here, meeting, "clerk", "count", yes=3, no=0, abstain=0)
    give(here, meeting, "clerk", "announce")


def dispose(here, meeting, item, outcome="deferred", who="clerk", **more):
    how = Disposition(outcome, more.pop("reason", "数字还没有"), **more)
    return dispositions.dispose(here.actors[who], meeting=meeting.pk, item=item.key, how=how)


def outcomes(meeting):
    return [
        (i.outcome, i.source, i.on, i.body, i.yes, i.no, i.abstain) for i in items_of(meeting.pk)
    ]


def test_f102_the_chair_closes_only_when_every_item_has_its_disposition(here, evening):
    lamp, cellar, gate = items_of(evening.pk)
    adopt(here, evening, lamp)
    assert refused(give, here, evening, "clerk", "close") == "floor.business_left"
    assert refused(dispose, here, evening, cellar, on=LATER, who="ann") == "meetings.not_the_chair"
    assert refused(dispose, here, evening, cellar) == "floor.terms_missing"
    assert refused(dispose, here, evening, cellar, on=LATER, reason=" ") == (
        "deliberation.words_first"
    )
    dispose(here, evening, cellar, on=LATER)
    assert refused(give, here, evening, "clerk", "close") == "floor.business_left"
    refer = {"on": LATER, "body": "property_company"}
    assert refused(dispose, here, evening, gate, "referred", on=LATER, body="x") == (
        "meetings.no_such_choice"
    )
    dispose(here, evening, gate, "referred", **refer)
    # until the end nothing is written: the floor may still have it otherwise
    assert {i.outcome for i in items_of(evening.pk)} == {""}
    give(here, evening, "clerk", "close")
    assert fresh(evening).state == "adjourned"
    assert outcomes(evening) == [
        ("adopted", "floor", None, "", 3, 0, 0),
        ("deferred", "chair", LATER, "", None, None, None),
        ("referred", "chair", LATER, "property_company", None, None, None),
    ]
    lamp, cellar, gate = items_of(evening.pk)
    assert (lamp.decided, cellar.why, cellar.deferrals) == ("换灯泡", "数字还没有", 1)


def told():
    return [
        (e.payload["topic"], e.payload["outcome"], e.payload["on"], e.payload["yes"])
        for e in Event.objects.filter(type="meetings.item_disposed").order_by("pk")
    ]


def test_each_disposition_is_told_once_and_the_topics_follow(here, evening):
    lamp, cellar, gate = items_of(evening.pk)
    adopt(here, evening, lamp)
    dispose(here, evening, cellar, on=LATER)
    dispose(here, evening, gate, "rejected")
    give(here, evening, "clerk", "close")
    work()
    assert told() == [
        (lamp.topic_id, "adopted", "2026-06-06", 3),
        (cellar.topic_id, "deferred", "2026-06-20", None),
        (gate.topic_id, "rejected", "2026-06-06", None),
    ]
    states = [Item.objects.get(pk=i.pk).topic.state for i in (lamp, cellar, gate)]
    assert states == ["in_work", "deferred", "rejected"]
    give(here, evening, "clerk", "tick")  # time passes after the end: nothing is told twice
    work()
    assert len(told()) == 3


def test_after_a_motion_to_adjourn_the_rest_goes_to_the_planned_meeting(here, evening):
    july = JUNE + timedelta(days=28)
    planned(here, "extra", july)
    lamp, *_ = items_of(evening.pk)
    give(here, evening, "ann", "move", kind="main", terms={"text": "换灯泡"}, item=lamp.key)
    give(here, evening, "bob", "second")
    adjourn(here, evening)
    day = clock.day_of(july)
    assert [row[:3] for row in outcomes(evening)] == [
        ("deferred", "floor", day),
        ("deferred", "adjourned", day),
        ("deferred", "adjourned", day),
    ]
    assert [i.to_name for i in items_of(evening.pk)] == [False] * 3


def adjourn(here, meeting):
    give(here, meeting, "ann", "move", kind="adjourn")
    give(here, meeting, "bob", "second")
    give(here, meeting, "clerk", "put", method="hands")
    give(here, meeting, "clerk", "count", yes=3, no=0, abstain=0)
    give(here, meeting, "clerk", "announce")


def test_without_a_planned_meeting_the_chair_names_the_day_or_the_next_plan_does(here, evening):
    adjourn(here, evening)
    first, second, third = items_of(evening.pk)
    assert {(i.on, i.to_name) for i in (first, second, third)} == {(date(2026, 6, 20), True)}

    def name(item, on, who="clerk"):
        return dispositions.name_day(here.actors[who], meeting=evening.pk, item=item.key, on=on)

    assert refused(name, first, date(2026, 6, 21)) == "meetings.within_days"
    assert refused(name, first, date(2026, 6, 6)) == "meetings.within_days"
    assert refused(name, first, date(2026, 6, 12), "ann") == "meetings.not_the_chair"
    name(first, date(2026, 6, 12))
    assert refused(name, first, date(2026, 6, 13)) == "meetings.disposed_already"
    plan = Plan("extra", JUNE + timedelta(days=9), "")
    planning.plan(here.clerk2, community=here.community, wanted=plan)
    work()
    days = [(i.on, i.to_name) for i in items_of(evening.pk)]
    assert days == [(date(2026, 6, 12), False), *[(date(2026, 6, 15), False)] * 2]


def test_nothing_is_put_off_again_and_again_without_a_word(here, evening):
    lamp, *others = items_of(evening.pk)
    for number in (1, 2):  # two meetings before put it off
        old = planned(here, "extra", JUNE + timedelta(days=number), by="clerk2")
        Item.objects.filter(meeting=old, topic=lamp.topic_id).update(
            outcome="deferred", on=LATER, disposed_at=clock.now()
        )
    give(here, evening, "ann", "move", kind="main", terms={"text": "换灯泡"}, item=lamp.key)
    give(here, evening, "bob", "second")
    give(here, evening, "ann", "move", kind="postpone", terms={"on": "2026-06-20"})
    give(here, evening, "bob", "second")
    give(here, evening, "clerk", "put", method="hands")
    give(here, evening, "clerk", "count", yes=3, no=0, abstain=0)
    give(here, evening, "clerk", "announce")
    for item in others:
        dispose(here, evening, item, "withdrawn")
    assert refused(give, here, evening, "clerk", "close") == "meetings.deferred_again"
    dispositions.explain(
        here.actors["clerk"], meeting=evening.pk, item=lamp.key, reason="等供电公司的答复"
    )
    give(here, evening, "clerk", "close")
    row = Item.objects.get(pk=lamp.pk)
    assert (row.outcome, row.deferrals, row.why) == ("deferred", 3, "等供电公司的答复")
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=lamp.pk).update(reason=None)


def test_the_database_keeps_no_meeting_that_is_over_with_an_open_item(here, evening):
    adjourn(here, evening)
    item = items_of(evening.pk)[0]
    with pytest.raises(IntegrityError, match="no outcome"):  # at the end of the transaction
        Item.objects.filter(pk=item.pk).update(outcome="", disposed_at=None, on=None, to_name=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(on=None)
    assert floor_of(fresh(evening)).meeting == "adjourned"
