"""Between which hours a meeting gathers, opens and closes: what people were told holds. Pure.

A notice that names an hour is worth nothing when the meeting may open before it. So the doors open
a little earlier, never the meeting; and what nobody opened on its day is not opened on another.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from linli.deliberation.floor.kinds import MeetingState
from linli.kernel import clock
from linli.meetings.parameters import DOORS_BEFORE, LATE_AT_LEAST

#: Before it opens the hour counts; afterwards the floor's own clock alone.
WAITING = frozenset({MeetingState.NOTICED.value, MeetingState.CALLED.value})


@dataclass(frozen=True, slots=True)
class Hours:
    """From when on the doors, from when on the meeting; at `until` it is too late for both."""

    doors: datetime
    opens: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class NotNow:
    """The code of the refusal, and the moment that it names."""

    code: str
    at: datetime


def hours_of(starts_at: datetime) -> Hours:
    """To the end of its day in Shanghai; so many minutes at least when it is called late at night."""
    at_least = starts_at + timedelta(minutes=LATE_AT_LEAST)
    doors = starts_at - timedelta(minutes=DOORS_BEFORE)
    return Hours(doors, starts_at, max(_midnight_after(starts_at), at_least))


def passed_before(now: datetime) -> datetime:
    """What was to start earlier than this, and did not open, does not open any more."""
    today = _midnight_after(now) - timedelta(days=1)
    return min(today, now - timedelta(minutes=LATE_AT_LEAST))


def not_now(do: str, state: str, starts_at: datetime, at: datetime) -> NotNow | None:
    """Why this step of a meeting that has not opened is not taken at this hour; None: it may be."""
    hours = hours_of(starts_at)
    if do == "call":
        if at < hours.doors:
            return NotNow("meetings.doors_too_early", hours.doors)
        return NotNow("meetings.doors_too_late", hours.until) if at >= hours.until else None
    if do == "open":
        if at < hours.opens:
            return NotNow("meetings.opens_too_early", hours.opens)
        return NotNow("meetings.opens_too_late", hours.until) if at >= hours.until else None
    if do == "close" and state == MeetingState.CALLED and at < hours.opens:
        return NotNow("meetings.closes_too_early", hours.opens)
    return None


def turns(state: str, starts_at: datetime) -> tuple[datetime, ...]:
    """When time alone changes what may be done: pages ask again then."""
    if state not in WAITING:
        return ()
    hours = hours_of(starts_at)
    return (hours.doors, hours.opens, hours.until)


def _midnight_after(moment: datetime) -> datetime:
    day = clock.day_of(moment) + timedelta(days=1)
    return datetime.combine(day, time.min, tzinfo=clock.LOCAL).astimezone(UTC)
