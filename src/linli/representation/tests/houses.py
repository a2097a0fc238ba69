"""The town of the topics' tests, with two buildings of homes, and a residents' committee that acts."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.town import person

from linli.deliberation.tests.town import MAY, Town, estate, home, in_force, town
from linli.kernel import clock
from linli.places.models import Building
from linli.representation.actions import mandates
from linli.representation.models import Mandate
from linli.representation.wanted import Choice

TODAY = date(2026, 5, 12)
SINCE, UNTIL = date(2026, 6, 1), date(2028, 5, 31)
__all__ = ["MAY", "SINCE", "TODAY", "UNTIL", "Town", "estate", "in_force"]


def houses() -> Town:
    """Homes 101 to 104 in building 1, 201 and 202 in building 2; clerks act in the committee."""
    made = town()
    home(made, "cai", "103")
    home(made, "dan", "201", "2")
    person(made, "eve", made.community)
    home(made, "eve", "202", "2")
    person(made, "fay", made.community)
    home(made, "fay", "104")
    for name in ("clerk", "clerk2"):
        made.actors[name] = replace(made.actors[name], body="residents_committee")
    return made


def building(made: Town, key: str = "1") -> Building:
    return estate(made).buildings.get(key=key)


def choice(made: Town, who: str = "ann", **more) -> Choice:
    values = {
        "community": made.community,
        "kind": "building",
        "person": made.people[who].public_id,
        "how": "lot",
        "since": SINCE,
        "until": UNTIL,
        "words": "五月十日楼栋会议记录第 2 页",
        "buildings": (building(made).pk,),
        "homes_chose": 3,
    }
    return Choice(**{**values, **more})


def enter(made: Town, who: str = "ann", by: str = "clerk", **more) -> Mandate:
    return mandates.enter(made.actors[by], choice=choice(made, who, **more))


def after(days: int) -> datetime:
    return MAY + timedelta(days=days)


def recognised(made: Town, who: str = "ann", **more) -> Mandate:
    """Entered today, recognised by the other clerk after the days for objections."""
    row = enter(made, who, **more)
    with clock.frozen(after(6)):
        return mandates.recognise(made.clerk2, mandate=row.pk)
