"""What people try with a ladder who would rather not be held to it, or would climb it before its time."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from tests.helping import stand_in

from linli.deliberation.tests.town import MAY, town
from linli.deliberation.tests.voices import accepted, checked
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.stalling import actions, jobs
from linli.stalling.models import Answer, Rung, Stall
from linli.stalling.tests.stalled import (
    ALL,
    BEGINS,
    MISSED,
    climbed,
    morning,
    other_side,
    parked,
    rungs,
    stall_of,
)
from linli.stalling.wanted import Said


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


def rows() -> tuple:
    stalls = Stall.objects.across_communities(ALL).order_by("pk")
    return (
        list(stalls.values()),
        list(Rung.objects.order_by("pk").values()),
        Answer.objects.count(),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code.removeprefix("stalling."), caught.value.field


def test_no_rung_is_dated_before_it_was_told(here):
    """The other side's days run from the delivery: dated back, the next rung would follow at once."""
    topic = parked(here)
    with clock.frozen(morning(BEGINS)):
        jobs.look()
        stall = stall_of(topic)
    with clock.frozen(morning(date(2026, 6, 2))):
        climbed(here, "ann", stall, 0, day=date(2026, 6, 1))
        due = Rung.objects.get(stall=stall, level=0).answer_by
    with clock.frozen(morning(date(2026, 6, 30))):
        assert jobs.look() == 1
        told = Rung.objects.get(stall=stall, level=1)
        assert clock.day_of(told.told_at) > due
        for day in (BEGINS, due):
            assert refusal(climbed, here, "clerk", stall, 1, day=day) == ("which_day", "day")
    with clock.frozen(morning(date(2026, 7, 1))):
        done = climbed(here, "clerk", stall, 1, day=date(2026, 6, 30))
        assert done.answer_by > clock.today()


def test_nobody_of_the_body_that_stalls_agrees_to_pass_over_its_rungs(here):
    """The committee stalls, and its own two clerks would go round the ladder."""
    topic = checked(here, accepted(here, "ann"), "daily", day=MISSED)
    with clock.frozen(morning(BEGINS)):
        jobs.look()
        stall = stall_of(topic)
        assert (stall.against, stall.phase) == ("residents_committee", "acting")
        actions.propose_skip(here.clerk, stall=stall.pk, level=0, words="不必")
        answer = partial(actions.answer_skip, stall=stall.pk, level=0)
        covering = replace(here.street, reach=here.clerk.reach)
        for agreed in (True, False):
            assert refusal(answer, here.clerk2, agreed=agreed) == ("another_body", None)
        cover = stand_in(here.people["street"], here.offices["clerk2"])
        assert refusal(answer, covering, agreed=True) == ("another_body", None)
        cover.delete()
        answer(here.ann, agreed=True)
    assert [row[:4] for row in rungs(stall)] == [(0, "demand", "raiser", "skipped")]


def test_a_promise_stands_whoever_acts_meanwhile(here):
    topic = parked(here)
    promised = date(2026, 7, 1)
    with clock.frozen(morning(BEGINS)):
        jobs.look()
        stall = stall_of(topic)
        answer = partial(actions.answer, other_side(here), stall=stall.pk)
        for day in (date(9999, 12, 31), date(1, 1, 1)):
            code, field = refusal(answer, said=Said("promise", "总会修好", day))
            assert (code, field) in {
                ("promise_too_far", "until"),
                ("deliberation.later_day", "until"),
            }
        said = Said("promise", "月底前修好", promised)
        actions.answer(other_side(here), stall=stall.pk, said=said)
        done = climbed(here, "ann", stall, 0)
        assert done.answer_by < promised
    with clock.frozen(morning(promised)):
        assert jobs.look() == 0
    with clock.frozen(morning(date(2026, 7, 2))):
        assert jobs.look() == 1
    assert Rung.objects.get(stall=stall, level=1).state == "open"
