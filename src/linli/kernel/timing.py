"""What time it was, by a device whose clock may be wrong. Pure.

A device notes with its own clock and says, when it sends, what its clock shows then. The distance
to ours at that moment corrects what it noted before.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: How long a device may keep what it noted before it counts as sent late; our own decision.
IN_TIME = timedelta(hours=72)
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Timed:
    at: datetime
    skew_ms: int
    late: bool


def corrected(device_at: datetime, sent_at: datetime, now: datetime) -> Timed:
    """Nothing is ever done later than it was sent: a clock put back meanwhile is cut off there."""
    skew = now - sent_at
    at = min(device_at + skew, now)
    return Timed(at, skew // MILLISECOND, late=now - at > IN_TIME)
