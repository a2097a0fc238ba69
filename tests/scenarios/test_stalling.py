"""Months on a frozen clock: a property company stalls. Right people, right days, once each.

The same clock runs both ladders: the one against whoever stalls, and the one of the duty of an office that
does not climb its rung (owner, giver, community, street, district).
"""

from datetime import date, timedelta

import pytest

from linli.deliberation.actions import desk
from linli.deliberation.tests.town import MAY, Town, town
from linli.deliberation.tests.voices import fresh
from linli.duties import actions as duties
from linli.duties import jobs as duty_jobs
from linli.duties.models import Duty, Escalation
from linli.kernel import clock
from linli.notices.models import Addressed
from linli.stalling import actions, jobs
from linli.stalling.models import Rung
from linli.stalling.tests.stalled import climbed, morning, other_side, parked, rungs, stall_of
from linli.stalling.wanted import Said
from tests.working import work


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


def day(moment) -> str:
    return moment.astimezone(clock.LOCAL).date().isoformat()[5:]


def names(here: Town) -> dict[int, str]:
    return {person.pk: name for name, person in here.people.items()}


def told(here: Town) -> list[tuple[str, str, str]]:
    """Day, notice and person of each notice about a stall, in order."""
    who = names(here)
    rows = Addressed.objects.filter(notice__kind__startswith="stall_").order_by("notice", "pk")
    return [
        (day(row.notice.at), row.notice.kind, who[row.person_id])
        for row in rows.select_related("notice")
    ]


def owed(here: Town) -> list[tuple[str, str, str]]:
    """Day of giving, body, last day of each duty that came of a rung."""
    bodies = {pk: name for name, pk in here.bodies.items()}
    rows = Duty.objects.within(here.community).filter(kind="stall").order_by("pk")
    return [
        (day(row.given_at), bodies[row.owner_organisation_id], row.due_on.isoformat()[5:])
        for row in rows
    ]


def escalated(here: Town, duty: Duty) -> list[tuple[str, str, tuple[str, ...]]]:
    who = names(here)
    return [
        (
            day(row.at),
            row.found,
            tuple(sorted(who[p] for p in row.recipients.values_list("person", flat=True))),
        )
        for row in Escalation.objects.filter(duty=duty).order_by("pk")
    ]


def live(until: date, *, since: date, do=None) -> None:
    """Each morning both jobs, twice, as the schedule and somebody's impatience would have it."""
    today = since
    while today <= until:
        with clock.frozen(morning(today)):
            if jobs.look() + duty_jobs.escalate():
                work()
            assert jobs.look() + duty_jobs.escalate() == 0
            if do is not None and today in do:
                do[today]()
                work()
        today += timedelta(days=1)


def test_a_company_stalls_for_four_months(here):
    topic = parked(here)
    work()
    live(date(2026, 5, 29), since=date(2026, 5, 13))
    stall = stall_of(topic)
    assert (stall.cause, stall.against, stall.ladder) == (
        "overdue",
        "property_company",
        "property@2021-01-01",
    )
    # told once, on the first working day after the missed one
    assert told(here) == [
        ("05-29", "stall_against", "manager"),
        ("05-29", "stall_rung_yours", "ann"),
    ]
    assert rungs(stall) == [(0, "demand", "raiser", "open", date(2026, 6, 3))]

    # she stays silent: from 4 June it is the committee's, as a duty with a day
    with_desk = {date(2026, 6, 9): lambda: climbed(here, "clerk", stall, 0)}
    live(date(2026, 6, 9), since=date(2026, 5, 30), do=with_desk)
    assert told(here)[2:] == [("06-04", "stall_fell", "ann"), ("06-09", "stall_done", "ann")]
    assert owed(here) == [("06-04", "甲居委会", "06-09")]
    first = Duty.objects.within(here.community).get(kind="stall")
    # whoever owed it reported it by climbing; somebody who owed it not confirms
    assert (first.state, first.reported_by_id) == ("done", here.people["clerk"].pk)
    with clock.frozen(morning(date(2026, 6, 10))):
        duties.confirm(here.street, duty=first.pk)

    # ten working days over the Dragon Boat Festival (19 June is free) end on the 24th
    with_ann = {date(2026, 6, 26): lambda: climbed(here, "ann", stall, 1, how="meeting")}
    live(date(2026, 7, 6), since=date(2026, 6, 10), do=with_ann)
    assert told(here)[4:] == [
        ("06-25", "stall_rung_yours", "ann"),
        ("07-06", "stall_rung_told", "ann"),
    ]
    assert owed(here)[1:] == [("07-06", "街道办", "07-13")]

    # the street does not act: now its own duty climbs, on its own days
    live(date(2026, 8, 3), since=date(2026, 7, 7))
    street = Duty.objects.within(here.community).filter(kind="stall").latest("pk")
    assert escalated(here, street) == [
        ("07-08", "owner", ("street",)),
        ("07-09", "owner", ("street",)),
        ("07-10", "giver", ("clerk", "clerk2", "grid")),
        ("07-14", "giver", ("clerk", "clerk2", "grid")),
        ("07-16", "community", ("clerk", "clerk2", "grid")),
        # the street office is who owes it: the district hears instead
        ("07-21", "district", ("district",)),
        ("07-28", "district", ("district",)),
    ]
    assert len(told(here)) == 6

    # the company promises a day: the rung sleeps, its duty is taken back
    promise = Said("promise", "八月十四日前修好", date(2026, 8, 14))
    with_promise = {
        date(2026, 8, 3): lambda: actions.answer(other_side(here), stall=stall.pk, said=promise)
    }
    live(date(2026, 8, 17), since=date(2026, 8, 3), do=with_promise)
    street.refresh_from_db()
    assert street.state == "withdrawn"
    # broken: on the next working day the same rung wakes, with a new day, and is not told anew
    assert told(here)[6:] == [
        ("08-03", "stall_answered", "ann"),
        ("08-17", "stall_rung_told", "ann"),
    ]
    assert owed(here)[2:] == [("08-17", "街道办", "08-24")]
    assert [row[0] for row in rungs(stall)] == [0, 1, 2]

    acts = {
        date(2026, 8, 18): lambda: climbed(here, "street", stall, 2, how="meeting"),
        date(2026, 9, 3): lambda: climbed(here, "clerk2", stall, 3, how="online"),
        date(2026, 9, 28): lambda: climbed(here, "ann", stall, 4, how="handed"),
    }
    live(date(2026, 10, 16), since=date(2026, 8, 18), do=acts)
    # ten working days from 18 August end on 1 September; fifteen from 3 September on the 23rd (Sunday
    # 20 September works); the court has seven: over 1–7 October they end on the 14th
    assert told(here)[8:] == [
        ("08-18", "stall_done", "ann"),
        ("09-02", "stall_rung_told", "ann"),
        ("09-03", "stall_done", "ann"),
        ("09-24", "stall_rung_yours", "ann"),
        ("10-14", "stall_climbed", "ann"),
    ]
    assert [(row[1], row[2], row[3]) for row in rungs(stall)] == [
        ("demand", "desk", "done"),
        ("lawyer", "raiser", "done"),
        ("street", "street", "done"),
        ("authority", "desk", "done"),
        ("suit", "raiser", "done"),
    ]
    # the matter moves on: the ladder is over, and nothing follows any more
    with clock.frozen(morning(date(2026, 10, 19))):
        desk.report(here.clerk, topic=topic.pk, words="法院调解后物业已修好")
        work()
    live(date(2026, 11, 30), since=date(2026, 10, 20))
    stall.refresh_from_db()
    assert (fresh(topic).state, stall.phase, stall.end) == ("done", "over", "settled")
    assert told(here)[13:] == [("10-19", "stall_ended", "ann")]


def test_the_machine_stood_still_for_three_weeks(here):
    """Nothing is lost and nothing comes twice: the days count from when people could know."""
    topic = parked(here)
    work()
    live(date(2026, 6, 18), since=date(2026, 6, 18))
    stall = stall_of(topic)
    assert rungs(stall) == [(0, "demand", "raiser", "open", date(2026, 6, 24))]
    rung = Rung.objects.get(stall=stall)
    assert rung.planned_on == date(2026, 6, 18)
    # on a day that does not work nothing happens
    with clock.frozen(morning(date(2026, 6, 19))):
        assert jobs.look() == 0
    live(date(2026, 7, 20), since=date(2026, 7, 20))
    assert told(here) == [
        ("06-18", "stall_against", "manager"),
        ("06-18", "stall_rung_yours", "ann"),
        ("07-20", "stall_fell", "ann"),
    ]
    assert owed(here) == [("07-20", "甲居委会", "07-23")]
