"""One date of an activity as iCalendar (RFC 5545)."""

from icalendar import Calendar, Event

from linli.activities.models import Occasion
from linli.kernel import clock


def of(row: Occasion, address: str) -> bytes:
    activity = row.activity
    calendar = Calendar()
    calendar.add("prodid", "-//linli//activity//")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"activity-{row.pk}@linli")
    event.add("dtstamp", activity.made_at)
    event.add("summary", activity.title)
    event.add("location", activity.where)
    event.add("dtstart", row.begins_at.astimezone(clock.LOCAL))
    event.add("dtend", row.ends_at.astimezone(clock.LOCAL))
    event.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    event.add("url", address)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
