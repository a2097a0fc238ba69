"""Dates of a series by RFC 5545, in the clock of the place. Pure."""

from datetime import datetime, timedelta
from itertools import islice, pairwise

from dateutil.rrule import rrulestr

from linli.activities.parameters import MOST_OCCASIONS
from linli.kernel.clock import LOCAL


def dates(rule: str, begins: datetime, ends: datetime) -> list[tuple[datetime, datetime]]:
    """Begin and end of every date; one when there is no rule.

    Raises ValueError for what is no rule, for one without an end, one of no or too many dates, and
    for dates that overlap.
    """
    if not rule:
        return [(begins, ends)]
    start = begins.astimezone(LOCAL).replace(tzinfo=None)
    if "COUNT=" not in rule.upper() and "UNTIL=" not in rule.upper():
        raise ValueError("a series needs an end")
    found = list(islice(rrulestr(rule, dtstart=start), MOST_OCCASIONS + 1))
    if not found or len(found) > MOST_OCCASIONS:
        message = f"{len(found)} dates"
        raise ValueError(message)
    lasts: timedelta = ends - begins
    if any(after - before < lasts for before, after in pairwise(found)):
        raise ValueError("dates overlap")
    answer = []
    for each in found:
        at = each.replace(tzinfo=LOCAL).astimezone(begins.tzinfo)
        answer.append((at, at + lasts))
    return answer
