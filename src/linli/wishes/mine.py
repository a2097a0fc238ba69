"""Wishes in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.wishes.models import Helper, Skills, Wish

WISHES = _("My wishes")
HELPED = _("Wishes that I helped with")
SKILLS = _("My skills and free hours")


def rows(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    found = Wish.objects.across_communities("a person's own wishes")
    return [
        {
            "id": wish.pk,
            "at": wish.posted_at,
            "kind": wish.kind,
            "text": wish.text,
            "where": wish.read("door") or "",
            "state": wish.state,
            "thanks": wish.read("thanks") or "",
        }
        for wish in found.filter(wisher__in=records_of(person)).order_by("pk")
    ]


def helped(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    found = Helper.objects.filter(person__in=records_of(person)).select_related("claim")
    return [
        {
            "wish": row.claim.wish_id,
            "at": row.at,
            "as": row.claim.source,
            "body": row.claim.body_id,
            "end": row.claim.end,
        }
        for row in found.order_by("pk")
    ]


def skills(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    found = Skills.objects.across_communities("a person's own")
    return [
        {"at": row.at, "kinds": row.kinds, "slots": row.slots, "visits": row.visits}
        for row in found.filter(person__in=records_of(person))
    ]
