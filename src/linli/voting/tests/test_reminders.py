"""Homes that have not voted are told once, so many days before the close as the profile says."""

from datetime import timedelta

import pytest

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.notices.models import Addressed, Notice
from linli.voting import consumers, jobs
from linli.voting.actions import course
from linli.voting.tests import casting, estates
from linli.voting.tests.casting import DURING, refusal, vote
from linli.voting.tests.estates import CLOSES, ROOMS, WHY, clerk

#: 08:45 on the third day before the close.
DAY = CLOSES.replace(hour=0, minute=45) - timedelta(days=3)
COUPLE = ROOMS[-1]


@pytest.fixture(autouse=True)
def _during(quarter):
    with clock.frozen(DURING):
        yield


def voted(quarter, **more):
    """By every channel but of two homes, one of them a couple's."""
    row = casting.opened(quarter, **more)
    for room in ROOMS[:5]:
        vote(quarter, row, room)
    casting.at_the_booth(quarter, row, ROOMS[5])
    casting.handed_in(quarter, row, ROOMS[6])
    return row


def notices():
    return Notice.objects.across_communities(WHY).filter(kind="assembly_closes")


def test_homes_that_have_not_voted_are_told_once(quarter):
    row = voted(quarter)
    assert row.profile["rules"]["voting"]["remind_days"] == 3
    with clock.frozen(DAY - timedelta(days=1)):
        assert jobs.urge() == 0
        assert refusal(course.urge, SYSTEM, assembly=row.pk).code == "voting.not_now"
    with clock.frozen(DAY):
        assert refusal(course.urge, clerk(quarter), assembly=row.pk).code == "kernel.not_found"
        assert jobs.urge() == 1
        row.refresh_from_db()
        assert row.urged_at == DAY
        event = Event.objects.get(type="voting.voters_urged")
        assert event.payload == {"assembly": row.pk, "community": row.community}
        consumers.tell_of_close(event)
    (notice,) = notices()
    assert (notice.params, notice.link) == (
        {"closes": "2026-06-06 10:00"}, f"/assemblies/{row.code}/",
    )  # fmt: skip
    told = Addressed.objects.filter(notice=notice)
    homes = {each.person_id: each.units for each in told}
    first, couple = quarter.units[ROOMS[7]].pk, quarter.units[COUPLE].pk
    assert homes == {
        quarter.people[ROOMS[7]].pk: [first],
        quarter.people[COUPLE].pk: [couple],
        quarter.people["second"].pk: [couple],
    }
    # whoever runs the job how often, on whichever later day
    for later in (DAY, DAY + timedelta(days=1)):
        with clock.frozen(later):
            assert jobs.urge() == 0
            assert refusal(course.urge, SYSTEM, assembly=row.pk).code == "voting.not_now"


def test_a_late_job_reminds_until_the_close_and_not_after_it(quarter):
    row = voted(quarter)
    with clock.frozen(CLOSES - timedelta(hours=1)):
        assert jobs.urge() == 1
    event = Event.objects.get(type="voting.voters_urged")
    with clock.frozen(CLOSES):
        consumers.tell_of_close(event)
        assert not notices().exists()
    row.urged_at = None
    row.save()
    with clock.frozen(CLOSES):
        assert jobs.urge() == 0
        assert refusal(course.urge, SYSTEM, assembly=row.pk).code == "voting.not_open"


@pytest.mark.parametrize("change", [{"remind_days": 0}, {"legal_mode": "IMPORTED_FROM_OFFICIAL"}])
def test_nobody_is_reminded_where_the_profile_has_no_day_or_others_take_the_ballots(
    quarter, change
):
    row = casting.opened(quarter)
    if "legal_mode" in change:
        row.legal_mode = change["legal_mode"]
        row.save()
    else:
        casting.ruled(row, "voting", **change)
    with clock.frozen(CLOSES - timedelta(hours=1)):
        assert jobs.urge() == 0
        assert refusal(course.urge, SYSTEM, assembly=row.pk).code == "voting.not_now"


def test_when_everybody_has_voted_nobody_is_told(quarter):
    row = casting.opened(quarter)
    for room in ROOMS:
        vote(quarter, row, room)
    with clock.frozen(DAY):
        assert jobs.urge() == 1
        consumers.tell_of_close(Event.objects.get(type="voting.voters_urged"))
    assert not notices().exists()
    assert estates.OPENS < DAY < CLOSES
