"""Reads on minutes and dispositions."""

from linli.kernel.scoping import ScopedQuerySet
from linli.meetings.models import Item, Meeting, Minutes, MinutesAmendment
from linli.meetings.seating import PUBLIC
from linli.meetings.states import HELD

NO_MEETING = "meetings whose minutes the daily look makes up"


def minutes_of(meeting: int) -> Minutes | None:
    rows = Minutes.objects.across_communities(PUBLIC).filter(meeting=meeting)
    return rows.select_related("meeting__charter", "meeting__estate", "approved_in").first()


def amendments_of(row: Minutes) -> list[MinutesAmendment]:
    """All that was offered, with whose seat offered it."""
    return list(
        row.amendments.select_related("seat__building", "seat__organisation").order_by("pk")
    )


def published(community: int) -> ScopedQuerySet[Minutes]:
    rows = Minutes.objects.within(community).filter(state=Minutes.State.PUBLISHED)
    return rows.select_related("meeting__estate")


def without_minutes() -> list[int]:
    """Meetings that are over and have none yet."""
    rows = Meeting.objects.across_communities(NO_MEETING).filter(state__in=list(HELD), minutes=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def disposed(meeting: int) -> list[Item]:
    rows = Item.objects.filter(meeting=meeting).exclude(outcome="")
    return list(rows.select_related("topic").order_by("position"))
