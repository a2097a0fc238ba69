"""Show 6: a duty stalls over National Day; right people, right days, once each."""

from datetime import UTC, date, datetime, timedelta

import pytest

from linli.duties import actions, jobs
from linli.duties.models import Duty, EscalatedTo, Escalation
from linli.duties.tests.factories import build, given, official
from linli.journal.models import Event
from linli.kernel import clock


def morning(day: date) -> datetime:
    """08:30 in Shanghai."""
    return datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)


def told() -> list[tuple[date, int, str, frozenset[int]]]:
    """Day of running, level, who was found, and the persons, in order."""
    return [
        (
            clock.day_of(row.at),
            row.level,
            row.found,
            frozenset(row.recipients.values_list("person", flat=True)),
        )
        for row in Escalation.objects.order_by("pk")
    ]


@pytest.fixture
def town(committed):
    return build()


def stalled(town, **more) -> Duty:
    """Given on Tuesday 15 September, accepted, due on Tuesday 29 September 2026."""
    with clock.frozen(morning(date(2026, 9, 15))):
        duty = given(town, **more)
        assert duty.due_on == date(2026, 9, 29)
        return actions.accept(town.ann if "office" not in more else town.grid, duty=duty.pk)


def expected(town):
    """Worked: 20 September (Sunday) and 10 October (Saturday); free: 25–27 September, 1–7 October."""
    clerk, grid = town.people["clerk"].pk, town.people["grid"].pk
    return [
        (date(2026, 9, 24), 2, "owner", frozenset({town.people["ann"].pk})),
        (date(2026, 9, 30), 3, "giver", frozenset({clerk})),
        (date(2026, 10, 9), 4, "community", frozenset({clerk, grid})),
        (date(2026, 10, 13), 5, "street", frozenset({town.people["street"].pk})),
        (date(2026, 10, 20), 6, "district", frozenset({town.people["district"].pk})),
    ]


def test_every_day_for_six_weeks_twice_a_day(town):
    stalled(town)
    for n in range(45):
        with clock.frozen(morning(date(2026, 9, 15) + timedelta(days=n))):
            jobs.escalate()
            jobs.escalate()
    assert told() == expected(town)
    events = Event.objects.filter(type="duties.escalated").order_by("pk")
    assert [e.payload["level"] for e in events] == [2, 3, 4, 5, 6]
    assert [e.payload["planned_on"] for e in events] == [row[0].isoformat() for row in told()]


def test_missed_days_are_made_up_on_the_next_working_day_once_each(town):
    stalled(town)
    # the machine stood still from 23 September; it comes back in the holiday, then on 12 October
    for day in (date(2026, 9, 23), date(2026, 10, 2), date(2026, 10, 4), date(2026, 10, 12)):
        with clock.frozen(morning(day)):
            jobs.escalate()
    back = date(2026, 10, 12)
    levels = [(day, level) for day, level, _, _ in told()]
    assert levels == [(back, 2), (back, 3), (back, 4)]
    assert [e.planned_on for e in Escalation.objects.order_by("pk")] == [
        date(2026, 9, 24),
        date(2026, 9, 30),
        date(2026, 10, 9),
    ]
    with clock.frozen(morning(date(2026, 10, 13))):
        assert jobs.escalate() == 1
        assert jobs.escalate() == 0


def test_done_stops_the_clock_and_confirmation_has_its_own(town):
    duty = stalled(town)
    with clock.frozen(morning(date(2026, 9, 29))):
        actions.report(town.ann, duty=duty.pk, words="楼道已清理，请到三楼查看")
    for n in range(30):
        with clock.frozen(morning(date(2026, 9, 29) + timedelta(days=n))):
            jobs.escalate()
    # levels 7 and 8: three and six working days after 29 September; level 2 was missed and is moot
    assert [(day, level, found) for day, level, found, _ in told()] == [
        (date(2026, 10, 9), 7, "giver"),
        (date(2026, 10, 13), 8, "street"),
    ]


def test_unanswered_then_accepted(town):
    with clock.frozen(morning(date(2026, 9, 28))):
        duty = given(town, due_on=date(2026, 10, 30))
    for n in range(14):
        with clock.frozen(morning(date(2026, 9, 28) + timedelta(days=n))):
            jobs.escalate()
    assert [(day, level, found) for day, level, found, _ in told()] == [
        (date(2026, 9, 30), 0, "owner"),
        (date(2026, 10, 9), 1, "giver"),
    ]
    with clock.frozen(morning(date(2026, 10, 12))):
        actions.accept(town.ann, duty=duty.pk)
        assert jobs.escalate() == 0


def test_opened_again_the_ladder_begins_anew(town):
    duty = stalled(town)
    with clock.frozen(morning(date(2026, 9, 30))):
        jobs.escalate()
        actions.report(town.ann, duty=duty.pk, words="完成")
        actions.reopen(town.clerk, duty=duty.pk, words="二楼未清", due_on=date(2026, 10, 9))
        assert jobs.escalate() == 0
    with clock.frozen(morning(date(2026, 10, 10))):
        assert jobs.escalate() == 1
    rows = Escalation.objects.filter(round=2)
    assert [(e.level, e.planned_on) for e in rows] == [(3, date(2026, 10, 10))]


def test_who_left_the_office_is_not_told_and_the_successor_is(town):
    duty = stalled(town, office=town.offices["grid"].pk)
    new = official(
        town,
        "newgrid",
        town.offices["grid"].organisation_id,
        town.community,
        "网格员",
    )
    from linli.kernel.actor import SYSTEM
    from linli.organisations.actions import end_office

    with clock.frozen(morning(date(2026, 9, 17))):
        end_office(SYSTEM, office=town.offices["grid"].pk, ground="调离")
    with clock.frozen(morning(date(2026, 9, 24))):
        assert jobs.escalate() == 1
    assert set(EscalatedTo.objects.values_list("person", flat=True)) == {new.person}
    with clock.frozen(morning(date(2026, 10, 9))):
        jobs.escalate()
    community = Escalation.objects.get(level=4)
    heard = set(community.recipients.values_list("person", flat=True))
    assert heard == {town.people["clerk"].pk}, "the owner does not hear of itself as from above"
    assert duty.owner_organisation_id == town.offices["grid"].organisation_id


def test_where_nobody_serves_the_next_one_above_hears(town):
    from linli.kernel.actor import SYSTEM
    from linli.organisations.actions import end_office

    stalled(town)
    with clock.frozen(morning(date(2026, 9, 17))):
        for name in ("clerk", "grid"):
            end_office(SYSTEM, office=town.offices[name].pk, ground="调离")
    with clock.frozen(morning(date(2026, 9, 30))):
        jobs.escalate()
    row = Escalation.objects.get(level=3)
    assert (row.to, row.found) == ("giver", "street")
    assert set(row.recipients.values_list("person", flat=True)) == {town.people["street"].pk}
