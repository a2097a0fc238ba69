"""What a person said about matters of the party organisation, in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.partywork.models import Opinion

TITLE = _("My opinions on matters of the party organisation")


def lines(person: int) -> list[dict[str, Any]]:
    rows = Opinion.objects.across_communities("a person's own")
    return [
        {
            "affair": row.affair_id,
            "at": row.at,
            "text": row.text,
            "published": row.gist,
            "answer": row.answer,
        }
        for row in rows.filter(person__in=records_of(person)).order_by("pk")
    ]
