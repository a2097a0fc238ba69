"""The code that one of the two shows and the other enters: eight digits, good for some minutes.

It names the session, the district, whose phone shows it and the time; it is worthless afterwards
and cannot be sent ahead.
"""

import hmac
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from linli.districts.context import current_schema
from linli.kernel import clock

#: Our own decision: long enough for slow fingers.
LASTS = timedelta(minutes=10)
DIGITS = 8
#: Wrong codes of one person within `COUNTED` after which also the right one is refused: of 10**8
#: codes nobody finds one by trying.
TRIES = 5
COUNTED = timedelta(hours=1)


def _code(session: int, side: str, window: int) -> str:
    named = f"{current_schema()}.{session}.{side}.{window}"
    made = salted_hmac("linli.timebank.code", named, algorithm="sha256").digest()
    return str(int.from_bytes(made[:8], "big") % 10**DIGITS).zfill(DIGITS)


def _window(at: datetime) -> int:
    return int(at.timestamp()) // int(LASTS.total_seconds())


def shown(session: int, side: str) -> str:
    """What the person on this side shows now."""
    return _code(session, side, _window(clock.now()))


def fits(code: str, session: int, side: str) -> bool:
    """Whether it is what this side shows now, or showed until a moment ago."""
    sent, now = "".join(each for each in code if each.isdecimal()), _window(clock.now())
    return any(
        hmac.compare_digest(_code(session, side, window).encode(), sent.encode())
        for window in (now, now - 1)
    )
