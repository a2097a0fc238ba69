"""How long something lasts, by day: tables in files, each entry with its source.

An entry holds from its first day until the next one of the same name. What happened on a day goes by
the entry of that day, so that a later change touches nothing that began before it.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.db.models import Q

from linli.kernel.clock import LOCAL


@dataclass(frozen=True, slots=True)
class Period:
    """`source` is the law's clause, or says that it is a house value."""

    name: str
    since: date
    length: timedelta
    source: str


@cache
def entries(file: Path) -> tuple[Period, ...]:
    """The oldest first. A file with a wrong entry stops the start of whatever asks."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    found = (
        Period(
            row["name"], date.fromisoformat(row["since"]), timedelta(**row["length"]), row["source"]
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: (each.name, each.since)))


def in_force(file: Path, name: str, at: datetime) -> timedelta:
    """How long what happened then lasts. KeyError for a name or a day that the file does not know."""
    day = at.astimezone(LOCAL).date()
    fitting = [each for each in entries(file) if each.name == name and each.since <= day]
    if not fitting:
        raise KeyError(name, day)
    return fitting[-1].length


def over(file: Path, name: str, field: str, now: datetime) -> Q:
    """Rows whose moment `field` lies so far back that the period of its own day is over."""
    mine = [each for each in entries(file) if each.name == name]
    found = Q(pk__in=[])
    for at, each in enumerate(mine):
        first = datetime.combine(each.since, datetime.min.time(), LOCAL)
        part = Q(**{f"{field}__gte": first, f"{field}__lte": now - each.length})
        if at + 1 < len(mine):
            until = datetime.combine(mine[at + 1].since, datetime.min.time(), LOCAL)
            part &= Q(**{f"{field}__lt": until})
        found |= part
    return found
