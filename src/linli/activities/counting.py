"""Minutes that somebody took part. Pure."""

from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


def minutes(
    came: datetime | None, went: datetime | None, begins: datetime, ends: datetime
) -> int | None:
    """Whole minutes between coming and going, as far as they lie in the occasion; None without both.

    Who forgot to check out and is noted the next day does not get the night.
    """
    if came is None or went is None:
        return None
    first, last = max(came, begins), min(went, ends)
    return max((last - first) // MINUTE, 0)
