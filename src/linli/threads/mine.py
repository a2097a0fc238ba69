"""Posts in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.threads.models import Appeal, Post

TITLE = _("My posts")
APPEALS = _("My appeals")


def rows(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    found = Post.objects.across_communities("a person's own posts").filter(
        author__in=records_of(person)
    )
    return [
        {"id": post.public_id, "at": post.at, "state": post.state, "text": post.text}
        for post in found.order_by("pk")
    ]


def appeals(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    found = Appeal.objects.across_communities("a person's own appeals")
    mine = found.filter(person__in=records_of(person)).order_by("pk")
    return [
        {"at": row.at, "reason": row.said, "state": row.state, "until": row.due_on.isoformat()}
        for row in mine
    ]
