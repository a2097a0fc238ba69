"""An activity about now, with people on its list."""

from datetime import UTC, datetime, timedelta

from linli.activities.actions import coming, planning
from linli.activities.models import Activity, Occasion
from linli.grids.tests.factories import Quarter
from linli.kernel.actor import Actor

#: A Saturday morning in Shanghai.
BEGIN = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
BEFORE, DURING, AFTER = BEGIN - 24 * HOUR, BEGIN + HOUR / 2, BEGIN + 3 * HOUR


def plan(actor: Actor, *, seats: int = 2, begin: datetime = BEGIN, **more) -> Activity:
    values = {
        "community": actor.place,
        "kind": "volunteering",
        "title": "清扫楼道",
        "where": "3号楼前",
        "begins_at": begin,
        "ends_at": begin + 2 * HOUR,
        "seats": seats,
        **more,
    }
    return planning.plan(actor, **values)


def first(activity: Activity) -> Occasion:
    rows = Occasion.objects.within(activity.community).filter(activity=activity)
    return rows.order_by("begins_at").first()


def sign_up(quarter: Quarter, occasion: int, *names: str) -> None:
    for name in names:
        coming.sign_up(quarter.resident(name), occasion=occasion)
