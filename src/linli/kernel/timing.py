"""What time it was, by a device whose clock may be wrong. Pure.

A device notes with its own clock and says, when it sends, what its clock shows then. The distance
to ours at that moment corrects what it noted before.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.kernel.errors import Refused

#: How long a device may keep what it noted before it counts as sent late; our own decision.
IN_TIME = timedelta(hours=72)
#: A device that lost its clock shows 1970 or 2000.
FIRST_YEAR, LAST_YEAR = 1970, 2999
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Timed:
    at: datetime
    skew_ms: int
    late: bool


def is_possible(device_at: datetime) -> bool:
    """Whether any clock could show it: far from the ends of the calendar nothing overflows."""
    return FIRST_YEAR <= device_at.year <= LAST_YEAR


def corrected(device_at: datetime, sent_at: datetime, now: datetime) -> Timed:
    """Nothing is ever done later than it was sent: a clock put back meanwhile is cut off there.

    Raises Refused("kernel.no_such_time").
    """
    if not (is_possible(device_at) and is_possible(sent_at)):
        raise Refused("kernel.no_such_time")
    skew = now - sent_at
    at = min(device_at + skew, now)
    return Timed(at, skew // MILLISECOND, late=now - at > IN_TIME)
