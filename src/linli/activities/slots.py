"""The week in 21 parts: when people are free, and when something takes place (F046). Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from linli.kernel.clock import LOCAL

#: Morning, afternoon, evening: first and last hour.
PARTS = ((8, 12), (12, 18), (18, 22))
PART_WORDS = (_("morning"), _("afternoon"), _("evening"))
COUNT = 7 * len(PARTS)


def slot(weekday: int, part: int) -> int:
    return weekday * len(PARTS) + part


def covered(begins: datetime, ends: datetime) -> frozenset[int]:
    """The parts of the week that lie in a span, in the clock of the place."""
    first, last = begins.astimezone(LOCAL), ends.astimezone(LOCAL)
    found = set()
    day = first.date()
    while day <= last.date():
        for part, (start, end) in enumerate(PARTS):
            opens = datetime.combine(day, time(start), LOCAL)
            closes = datetime.combine(day, time(end), LOCAL)
            if first < closes and last > opens:
                found.add(slot(day.weekday(), part))
        day += timedelta(days=1)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Of `answers` people so many are `free`. Nothing is said of fewer than `least` people."""

    answers: int
    free: int
    least: int

    @property
    def known(self) -> bool:
        return self.answers >= self.least

    @property
    def permille(self) -> int:
        """How many of a thousand could not come; 0 when it is not known."""
        return (self.answers - self.free) * 1000 // self.answers if self.known else 0

    @property
    def percent(self) -> int:
        """In steps of ten, so that no number of few people can be worked out."""
        return tens(self.permille)


def tens(permille: int) -> int:
    """Percent, cut off to tens."""
    return permille // 100 * 10


def mismatch(wanted: Collection[int], answers: Collection[Collection[int]], least: int) -> Mismatch:
    """Somebody is free when they are so in every part that it covers."""
    free = sum(set(wanted) <= set(each) for each in answers)
    return Mismatch(len(answers), free, least)
