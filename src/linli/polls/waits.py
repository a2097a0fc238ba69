"""From when on the steps of a poll can be taken."""

from datetime import date, datetime, timedelta

from linli.kernel import clock
from linli.polls.models import Poll
from linli.polls.shown import day_of, local
from linli.polls.states import Verb


def not_before(row: Poll, verb: Verb) -> str:
    """From when on a step can be taken, where that is still to come."""
    law, now, first = row.law, clock.now(), None
    if verb is Verb.CLOSE and row.closes_at is not None and now < row.closes_at:
        return local(row.closes_at)
    if verb is Verb.FREEZE:
        first = _after(row.posted_at, law.objection_days + 1)
    elif verb is Verb.OPEN and row.again_of_id is None:
        first = _after(row.posted_at, law.posted_days)
    elif verb is Verb.ARCHIVE:
        first = _after(row.published_at, law.published_days)
    return first.isoformat() if first is not None and clock.today() < first else ""


def _after(moment: datetime | None, days: int) -> date | None:
    day = day_of(moment)
    return day + timedelta(days=days) if day else None
