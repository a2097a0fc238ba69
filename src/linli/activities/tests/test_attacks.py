"""What a resident might send to hold the others up."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.activities.models import Activity
from linli.activities.tests.factories import BEFORE, BEGIN, HOUR, plan
from linli.kernel import clock
from linli.kernel.errors import Refused


@pytest.mark.parametrize(
    ("begins", "ends", "field"),
    [
        (None, "9999-12-31T23:59", "ends_at"),
        ("9999-12-31T22:00", "9999-12-31T23:59", "begins_at"),
        ("0001-01-01T00:00", "0001-01-01T01:00", "begins_at"),
    ],
)
def test_days_at_the_ends_of_the_calendar_are_said_wrong_at_once(
    quarter, client, begins, ends, field
):
    """The hours of eight thousand years are not counted before somebody sees that it is too long."""
    client.force_login(quarter.people["ann"])
    tomorrow = (clock.now() + timedelta(days=1)).astimezone(clock.LOCAL)
    sent = {
        "title": "太极拳",
        "kind": "fitness",
        "community": str(quarter.community),
        "where": "广场",
        "begins_at": begins or f"{tomorrow:%Y-%m-%dT%H:%M}",
        "ends_at": ends,
        "seats": "20",
    }
    for more in ({}, {"festival": "spring"}, {"repeat": "FREQ=MONTHLY", "times": "53"}):
        page = client.post("/activities/new/", sent | more)
        assert page.status_code == 422
        assert field in page.context["form"].errors
    assert not Activity.objects.within(quarter.community).exists()


def test_two_years_ahead_and_no_further(quarter):
    with clock.frozen(BEFORE):
        at = BEFORE + timedelta(days=731)
        assert plan(quarter.clerk, begin=at).pk
        with pytest.raises(Refused) as refusal:
            plan(quarter.clerk, begin=at + HOUR)
        assert refusal.value.code == "activities.too_far"
        with pytest.raises(Refused) as refusal:
            plan(quarter.clerk, begin=BEGIN, ends_at=datetime(9999, 12, 31, 15, tzinfo=UTC))
        assert refusal.value.code == "activities.wrong_end"


def test_a_number_that_no_row_can_have_is_not_found(quarter, client):
    client.force_login(quarter.people["ann"])
    for number in (2**63, 2**70):
        url = f"/api/activities/{number}/sign-up"
        answer = client.post(url, {}, content_type="application/json")
        assert (answer.status_code, answer.json()["code"]) == (404, "kernel.not_found")
