"""What lies in time here: from a day, until a day that no longer counts.

`until` is the first day after, so that what ends today and what begins today never overlap, and
what was ended before it began is an empty span that overlaps nothing.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import CheckConstraint, F, Func, Q, Value

from linli.places.models import Building, Unit


def on_day(day: date, prefix: str = "") -> Q:
    """Rows whose span holds the day."""
    return Q(**{f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    )


def meets(since: date, until: date | None) -> Q:
    """Rows whose span shares a day with another one."""
    later = Q(until__isnull=True) | Q(until__gt=since)
    return later & Q(since__lt=until) if until is not None else later


def once_at_a_time(name: str, *columns: str, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows that are equal in the columns share a day.

    The embedded PostgreSQL has no btree_gist: an id is compared as the range of itself alone. The
    range of nothing is everything, so rows without the column are left out.
    """
    there = Q(**{f"{each}__isnull": False for each in columns})
    same: list[tuple[Any, Any]] = [
        (Func(F(each), F(each), Value("[]"), function="int8range"), RangeOperators.OVERLAPS)
        for each in columns
    ]
    span = Func(F("since"), F("until"), Value("[)"), function="daterange")
    return ExclusionConstraint(
        name=name,
        expressions=[*same, (span, RangeOperators.OVERLAPS)],
        condition=there & condition if condition is not None else there,
    )


def in_order(name: str) -> CheckConstraint:
    return CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name=name)


class Span(models.Model):
    """From a day until before a day."""

    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        abstract = True


class Part(Span):
    """A building, or a single unit, that belongs to something.

    A unit's own part goes before its building's: so a unit lies in one place whatever the parts
    are, and a new unit of a building belongs at once.
    """

    community = models.BigIntegerField()
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


#: A part is a building or a unit, never both.
ONE_THING = Q(building__isnull=True, unit__isnull=False) | Q(
    building__isnull=False, unit__isnull=True
)
