"""Working days in China, with holidays and 调休 (working weekends). Pure.

The State Council announces each year's arrangement in the November before; `chinesecalendar`
follows it. For a year that it does not know yet, a day works when it is Monday to Friday and no
holiday of a fixed date (`FIXED`): such days are `provisional`, and whoever shows a date counted
over them says so. Counting asks again each time, so an update of the library corrects what lies
ahead and never what was promised.
"""

from datetime import date, timedelta

import chinese_calendar

ONE = timedelta(days=1)
SATURDAY = 5
#: Month and day of the statutory holidays that need no moon: New Year, Labour Day, National Day
#: (全国年节及纪念日放假办法, in force since 2025-01-01).
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
#: More working days than this are a fault of the caller, not a deadline.
MOST = 2_000


def is_workday(day: date) -> bool:
    known = _announced(day)
    if known is None:
        return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED
    return known


def provisional(day: date) -> bool:
    """Whether the arrangement of the day's year is not known."""
    return _announced(day) is None


def _announced(day: date) -> bool | None:
    """What the arrangement of the day's year says; None when there is none yet."""
    try:
        return bool(chinese_calendar.is_workday(day))  # type: ignore[no-untyped-call]
    except NotImplementedError:
        return None


def shifted(day: date, days: int) -> date:
    """The working day that lies `days` working days after `day` (before it when negative).

    `day` itself is never counted; with 0 the answer is `day` or the next working day.
    """
    if abs(days) > MOST:
        message = f"{days} working days"
        raise ValueError(message)
    step = -ONE if days < 0 else ONE
    while days == 0 and not is_workday(day):
        day += ONE
    for _ in range(abs(days)):
        day += step
        while not is_workday(day):
            day += step
    return day


def between(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`; negative when `last` lies before.

    Beyond `MOST` days Monday to Friday are reckoned, not looked up one by one: a day that somebody typed
    may lie thousands of years ahead.
    """
    if last < first:
        return -between(last, first)
    days = (last - first).days
    near = min(days, MOST)
    found = sum(is_workday(first + ONE * n) for n in range(1, near + 1))
    weeks, rest = divmod(days - near, 7)
    week = [(first + ONE * (near + n)).weekday() < SATURDAY for n in range(1, rest + 1)]
    return found + 5 * weeks + sum(week)
