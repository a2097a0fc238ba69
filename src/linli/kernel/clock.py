"""The one clock. Code asks here and nowhere else, so a test can hold time still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

#: What people see; the database holds aware UTC.
LOCAL = ZoneInfo("Asia/Shanghai")

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """Aware UTC instant."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Shanghai, which is what laws and notices count in."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The calendar day in Shanghai of an aware instant."""
    return moment.astimezone(LOCAL).date()


def minute_of(moment: datetime) -> str:
    """Day and minute in Shanghai, as tables show it: `2026-03-01 19:30`."""
    return moment.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at an aware instant (tests, simulations)."""
    if at.tzinfo is None:
        message = "a frozen clock needs an aware datetime"
        raise ValueError(message)
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
