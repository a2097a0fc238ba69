"""Whose seat is whose: asked by rules and by reads."""

from linli.identity.queries import records_of
from linli.meetings.models import Seat

PUBLIC = "that a meeting is held, and its agenda, is public"


def seat_of(person: int | None, meeting: int) -> Seat | None:
    """The seat that somebody holds, also by a record that was merged into theirs."""
    if person is None:
        return None
    rows = Seat.objects.filter(meeting=meeting, person__in=records_of(person))
    return rows.order_by("key").first()
