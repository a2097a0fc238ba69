"""Seats in "my data"."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.meetings.models import FloorCommand, Seat

SEATS = _("My seats at meetings")
STEPS = _("What I did at meetings")


def seats(person: int) -> list[dict[str, Any]]:
    rows = Seat.objects.filter(person__in=records_of(person)).select_related("meeting")
    return [
        {
            "meeting": row.meeting_id,
            "at": row.meeting.starts_at,
            "seat": row.key,
            "came": row.accredited_at,
        }
        for row in rows.order_by("pk")
    ]


def steps(person: int) -> list[dict[str, Any]]:
    rows = FloorCommand.objects.filter(person__in=records_of(person)).order_by("pk")
    return [
        {"meeting": row.meeting_id, "at": row.at, "step": row.do, "words": row.packed}
        for row in rows
    ]
