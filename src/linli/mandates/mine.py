"""Mandates in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import display_names, records_of
from linli.mandates.models import of_person

TITLE = _("Mandates")


def rows(person: int) -> list[dict[str, Any]]:
    """Given and taken, with the other side's name as it is shown."""
    found = [row for each in sorted(records_of(person)) for row in of_person(each).order_by("pk")]
    names = display_names(
        {row.principal_id for row in found} | {row.helper_id for row in found if row.helper_id}
    )
    return [
        {
            "for": names.get(row.principal_id, ""),
            "helper": names.get(row.helper_id or 0, ""),
            "deeds": ", ".join(row.deeds),
            "way": row.way,
            "since": row.since.isoformat(),
            "until": row.until.isoformat(),
            "state": row.state,
            "ended_at": row.ended_at,
        }
        for row in found
    ]
