"""A town in which somebody stalls: a topic parked with the property company, its day over."""

from dataclasses import replace
from datetime import UTC, date, datetime

from linli.deliberation.models import Topic
from linli.deliberation.tests.town import Town
from linli.deliberation.tests.voices import accepted, checked
from linli.kernel.actor import Actor
from linli.stalling import actions
from linli.stalling.models import Rung, Stall
from linli.stalling.wanted import Delivery

#: The day that passes is a Thursday; the ladder begins on the Friday.
MISSED = date(2026, 5, 28)
BEGINS = date(2026, 5, 29)
ALL = "test"


def morning(day: date) -> datetime:
    """08:30 in Shanghai."""
    return datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)


def parked(here: Town, who: str = "ann", **more) -> Topic:
    """The property company must act by the day; without a charter it has no seat."""
    values = {
        "matter": "common_upkeep",
        "power": "property_company",
        "means": "property_company",
        "path": "书面要求物业",
        "day": MISSED,
        **more,
    }
    return checked(here, accepted(here, who), "outside", **values)


def other_side(here: Town) -> Actor:
    """The property manager, acting in the company."""
    return replace(here.manager, body="property_company", organisation=here.bodies["甲物业"])


def stall_of(topic: Topic) -> Stall:
    return Stall.objects.across_communities(ALL).filter(topic=topic.pk).latest("pk")


def rungs(stall: Stall) -> list[tuple]:
    rows = Rung.objects.filter(stall=stall).order_by("level")
    return list(rows.values_list("level", "step", "by", "state", "due_on"))


def delivery(stall: Stall, level: int, **more) -> Delivery:
    needs = stall.rungs_of_ladder.rungs[level].needs
    return Delivery(**{"how": "post", "number": "EMS 1234567890", "at_hand": needs, **more})


def climbed(here: Town, who: str, stall: Stall, level: int, **more) -> Rung:
    return actions.done(
        here.actors[who], stall=stall.pk, level=level, delivery=delivery(stall, level, **more)
    )
