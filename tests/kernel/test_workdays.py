"""Working days against the State Council's arrangement for 2026, and the days nobody announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel import workdays

#: 国务院办公厅关于2026年部分节假日安排的通知: National Day 1–7 October, with the Sunday
#: 20 September and the Saturday 10 October worked for it.
WORKED = [date(2026, 9, 20), date(2026, 9, 30), date(2026, 10, 8), date(2026, 10, 10)]
FREE = [date(2026, 9, 25), *(date(2026, 10, n) for n in range(1, 8)), date(2026, 10, 11)]


@pytest.mark.parametrize("day", WORKED)
def test_worked_days(day):
    assert workdays.is_workday(day)


@pytest.mark.parametrize("day", FREE)
def test_free_days(day):
    assert not workdays.is_workday(day)


@pytest.mark.parametrize(
    ("start", "days", "answer"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
        (date(2026, 9, 19), 0, date(2026, 9, 20)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 10, 1), 0, date(2026, 10, 8)),
    ],
)
def test_shifting_over_national_day(start, days, answer):
    assert workdays.shifted(start, days) == answer


def test_between_counts_working_days():
    assert workdays.between(date(2026, 9, 30), date(2026, 10, 12)) == 4
    assert workdays.between(date(2026, 10, 12), date(2026, 9, 30)) == -4
    assert workdays.between(date(2026, 10, 1), date(2026, 10, 1)) == 0


@given(start=st.dates(date(2024, 1, 1), date(2030, 1, 1)), days=st.integers(1, 60))
def test_shifting_and_counting_agree(start, days):
    later = workdays.shifted(start, days)
    assert workdays.is_workday(later)
    assert workdays.between(start, later) == days
    assert workdays.between(start, later - timedelta(days=1)) == days - 1


def test_a_year_that_nobody_announced_goes_by_weekday_and_fixed_holidays():
    far = 2090
    assert workdays.provisional(date(far, 3, 1))
    assert not workdays.provisional(date(2026, 3, 1))
    for month, day in workdays.FIXED:
        assert not workdays.is_workday(date(far, month, day))
    days = [date(far, 6, n) for n in range(1, 29)]
    assert [workdays.is_workday(d) for d in days] == [d.weekday() < 5 for d in days]


def test_absurd_counts_are_a_fault():
    with pytest.raises(ValueError, match="working days"):
        workdays.shifted(date(2026, 1, 1), workdays.MOST + 1)


def test_a_day_thousands_of_years_ahead_is_reckoned_at_once(monkeypatch):
    """Looked up one by one it took minutes, on every page that names the days left."""
    today, beyond = date(2026, 5, 11), date(2026, 5, 11) + timedelta(days=workdays.MOST)
    near, last = workdays.between(today, beyond), date(2126, 5, 17)
    rest = (beyond + timedelta(days=n) for n in range(1, (last - beyond).days + 1))
    weekdays = sum(day.weekday() < 5 for day in rest)
    looked: list[date] = []
    known = workdays.is_workday
    monkeypatch.setattr(workdays, "is_workday", lambda day: (looked.append(day), known(day))[1])
    assert workdays.between(today, last) == near + weekdays
    assert workdays.between(today, date(9999, 12, 31)) > 2_000_000
    assert len(looked) == 2 * workdays.MOST
