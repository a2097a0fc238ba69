"""When festivals are, by the moon, the sun or the calendar, and what goes against holding them then.

F047: an event for a festival is often moved to a working day before it, when whoever works cannot
come. Pure.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from chinese_calendar import get_solar_terms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from lunardate import LunarDate

from linli.kernel import workdays

SATURDAY = 5


class Festival(TextChoices):
    NEW_YEAR = "new_year", _("New Year")
    SPRING = "spring", _("Spring Festival")
    LANTERN = "lantern", _("Lantern Festival")
    WOMEN = "women", _("Women's Day")
    QINGMING = "qingming", _("Qingming")
    LABOUR = "labour", _("Labour Day")
    CHILDREN = "children", _("Children's Day")
    DRAGON = "dragon", _("Dragon Boat Festival")
    QIXI = "qixi", _("Qixi")
    MID_AUTUMN = "mid_autumn", _("Mid-Autumn Festival")
    NATIONAL = "national", _("National Day")
    DOUBLE_NINTH = "double_ninth", _("Double Ninth Festival")
    LABA = "laba", _("Laba")


#: Month and day by the moon, and by the common calendar. Qingming goes by the sun.
BY_MOON = {
    Festival.SPRING: (1, 1),
    Festival.LANTERN: (1, 15),
    Festival.DRAGON: (5, 5),
    Festival.QIXI: (7, 7),
    Festival.MID_AUTUMN: (8, 15),
    Festival.DOUBLE_NINTH: (9, 9),
    Festival.LABA: (12, 8),
}
BY_DATE = {
    Festival.NEW_YEAR: (1, 1),
    Festival.WOMEN: (3, 8),
    Festival.LABOUR: (5, 1),
    Festival.CHILDREN: (6, 1),
    Festival.NATIONAL: (10, 1),
}


def day_in(festival: Festival, year: int) -> date:
    """Its day in a year; in a year of the moon for those that go by the moon."""
    if festival in BY_MOON:
        month, day = BY_MOON[festival]
        found: date = LunarDate(year, month, day).to_solar_date()
        return found
    if festival in BY_DATE:
        month, day = BY_DATE[festival]
        return date(year, month, day)
    terms: list[tuple[date, str]] = get_solar_terms(  # type: ignore[no-untyped-call]
        date(year, 4, 3), date(year, 4, 7)
    )
    return next(day for day, name in terms if name == "清明")


def nearest(festival: Festival, day: date) -> date:
    """The festival's day that lies closest to a day."""
    years = (day.year - 1, day.year, day.year + 1)
    return min((day_in(festival, year) for year in years), key=lambda each: abs(each - day))


@dataclass(frozen=True, slots=True)
class Clash:
    """`code`: `before` the festival on a working day, or on a weekend `moved` to be a working day."""

    code: str
    festival: date
    days: int
    provisional: bool


def clashes(festival: Festival, day: date) -> list[Clash]:
    """What goes against holding an event for the festival on this day."""
    own = nearest(festival, day)
    unknown = workdays.provisional(day)
    found = []
    if day < own and workdays.is_workday(day):
        found.append(Clash("before", own, (own - day).days, unknown))
    if day.weekday() >= SATURDAY and workdays.is_workday(day):
        found.append(Clash("moved", own, abs((own - day).days), unknown))
    return found


def free_days(festival: Festival, day: date) -> list[date]:
    """Days off at and around the festival, the closest first: what to propose instead."""
    own = nearest(festival, day)
    around = [own + timedelta(days=sign * n) for n, sign in product(range(8), (1, -1))]
    free = [each for each in dict.fromkeys(around) if not workdays.is_workday(each)]
    return free[:2]


def words(clash: Clash) -> dict[str, Any]:
    """For a text that names the days."""
    return {"day": clash.festival.isoformat(), "days": clash.days}
