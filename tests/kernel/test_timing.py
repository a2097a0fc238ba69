"""A device's clock is wrong by what it shows when it sends."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.errors import Refused
from linli.kernel.timing import IN_TIME, corrected

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
AGES = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9))
SKEWS = st.timedeltas(min_value=timedelta(days=-900), max_value=timedelta(days=900))


@given(age=AGES, skew=SKEWS)
def test_the_true_time_comes_back_whatever_the_clock_shows(age, skew):
    """A visit `age` ago on a device that is `skew` ahead."""
    timed = corrected(NOW - age + skew, NOW + skew, NOW)
    assert timed.at == NOW - age
    assert timed.late == (age > IN_TIME)
    assert timed.skew_ms == -skew // timedelta(milliseconds=1)


def test_a_clock_put_back_in_between_ends_at_the_sending():
    assert corrected(NOW + timedelta(hours=5), NOW, NOW).at == NOW


@pytest.mark.parametrize("year", [1, 1969, 3000, 9999])
@pytest.mark.parametrize("which", ["noted", "sent"])
def test_what_no_clock_shows_is_refused(year, which):
    times = {"noted": NOW, "sent": NOW} | {which: NOW.replace(year=year)}
    with pytest.raises(Refused) as refusal:
        corrected(times["noted"], times["sent"], NOW)
    assert refusal.value.code == "kernel.no_such_time"
