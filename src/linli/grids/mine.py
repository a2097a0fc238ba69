"""What somebody noted in their posts, in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.grids.models import Entry
from linli.identity.queries import records_of

TITLE = _("What I noted in my posts")


def rows(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    found = Entry.objects.across_communities("a person's own entries").filter(
        person__in=records_of(person)
    )
    return [
        {
            "at": row.at,
            "kind": row.kind,
            "tags": " ".join(row.tags),
            "unit": row.unit_id,
            "latitude": row.latitude,
            "longitude": row.longitude,
            "text": row.read("text") or "",
        }
        for row in found.order_by("pk")
    ]
