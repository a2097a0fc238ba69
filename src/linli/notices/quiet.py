"""Hours in which nothing rings. Pure; hours are Shanghai's."""

from datetime import datetime, time, timedelta

from linli.kernel.clock import LOCAL

#: The hour of the daily digest.
DIGEST_HOUR = 18


def is_quiet(at: datetime, start: int, end: int) -> bool:
    """Whether `at` lies in the hours from `start` up to `end`; equal hours mean never."""
    hour = at.astimezone(LOCAL).hour
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end


def next_loud(at: datetime, start: int, end: int) -> datetime:
    """`at` itself, or the end of the quiet hours that it lies in."""
    if not is_quiet(at, start, end):
        return at
    local = at.astimezone(LOCAL)
    morning = datetime.combine(local.date(), time(end), LOCAL)
    return morning if morning > local else morning + timedelta(days=1)
