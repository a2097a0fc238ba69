"""One meeting as iCalendar (RFC 5545)."""

from datetime import timedelta

from icalendar import Calendar, Event

from linli.kernel import clock
from linli.meetings.models import Meeting
from linli.meetings.parameters import LASTS
from linli.meetings.states import CANCELLED


def of(row: Meeting, *, title: str, address: str, place: str) -> bytes:
    """`place` is empty for readers who are not told where people meet."""
    calendar = Calendar()
    calendar.add("prodid", "-//linli//meeting//")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"meeting-{row.pk}@linli")
    event.add("dtstamp", row.noticed_at or row.planned_at)
    event.add("sequence", row.changes)
    event.add("summary", title)
    if place:
        event.add("location", place)
    event.add("dtstart", row.starts_at.astimezone(clock.LOCAL))
    event.add("dtend", (row.starts_at + timedelta(minutes=LASTS)).astimezone(clock.LOCAL))
    event.add("status", "CANCELLED" if row.state == CANCELLED else "CONFIRMED")
    event.add("url", address)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
