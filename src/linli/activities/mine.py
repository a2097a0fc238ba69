"""Where somebody signed up, in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.activities.models import Entrant, FreeHours, GroupMember, Objection, Rating
from linli.activities.queries.people import mine
from linli.identity.queries import records_of

TITLE = _("Activities that I signed up for")


def rows(person: int) -> list[dict[str, Any]]:
    """Three queries at most."""
    ratings = Rating.objects.across_communities("a person's own ratings").filter(
        person__in=records_of(person)
    )
    said = {row.occasion_id: row for row in ratings}
    found = []
    for row in mine(person).order_by("pk"):
        rating = said.get(row.occasion_id)
        found.append(
            {
                "at": row.at,
                "activity": row.occasion.activity.title,
                "begins": row.occasion.begins_at,
                "state": row.state,
                "source": row.source,
                "came": row.came_at,
                "went": row.went_at,
                "minutes": row.minutes,
                "confirmed": row.confirmed_at,
                "stars": rating.stars if rating else None,
                "words": (rating.read("words") or "") if rating else "",
            }
        )
    return found


ANSWERS_TITLE = _("When I am free, my groups, campaigns and objections")


def answers(person: int) -> list[dict[str, Any]]:
    """Five queries."""
    own, why = records_of(person), "a person's own answers"
    found: list[dict[str, Any]] = [
        {"what": "free_hours", "at": row.at, "parts": " ".join(map(str, row.slots))}
        for row in FreeHours.objects.across_communities(why).filter(person__in=own)
    ]
    groups = GroupMember.objects.across_communities(why).filter(person__in=own)
    found += [
        {"what": "group", "at": row.at, "title": row.group.title}
        for row in groups.select_related("group").order_by("pk")
    ]
    entered = Entrant.objects.across_communities(why).filter(person__in=own)
    found += [
        {
            "what": "campaign",
            "at": row.at,
            "title": row.campaign.title,
            "counted": row.done,
            "on_board": row.shown,
        }
        for row in entered.select_related("campaign").order_by("pk")
    ]
    objections = Objection.objects.across_communities(why).filter(person__in=own)
    found += [
        {
            "what": "objection",
            "at": row.at,
            "words": row.read("words") or "",
            "answer": row.read("answer") or "",
            "right": row.upheld,
        }
        for row in objections.order_by("pk")
    ]
    return found
