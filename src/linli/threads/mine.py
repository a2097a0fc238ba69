"""Posts in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.threads.models import Post

TITLE = _("My posts")


def rows(person: int) -> list[dict[str, Any]]:
    """One query, and one for merged records."""
    found = Post.objects.across_communities("a person's own posts").filter(
        author__in=records_of(person)
    )
    return [
        {"id": post.public_id, "at": post.at, "state": post.state, "text": post.text}
        for post in found.order_by("pk")
    ]
