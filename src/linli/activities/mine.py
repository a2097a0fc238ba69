"""Where somebody signed up, in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.activities.models import Rating
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
