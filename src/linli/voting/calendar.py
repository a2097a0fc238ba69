"""An assembly's dates as iCalendar."""

from datetime import timedelta

from icalendar import Calendar, Event

from linli.kernel import clock
from linli.kernel.language import either
from linli.voting.models import Assembly


def of(row: Assembly, address: str) -> bytes:
    """Opening to close as one event, and the last day for objections when there is one."""
    calendar = Calendar()
    calendar.add("prodid", "-//linli//owners assembly//")
    calendar.add("version", "2.0")
    if row.opens_at and row.closes_at:
        title = either(f"{row.title_zh}：表决", f"{row.title}: voting")
        event = Event()
        event.add("uid", f"{row.code}-vote@linli")
        event.add("dtstamp", row.noticed_at or row.created_at)
        event.add("summary", title)
        event.add("dtstart", row.opens_at.astimezone(clock.LOCAL))
        event.add("dtend", row.closes_at.astimezone(clock.LOCAL))
        event.add("url", address)
        calendar.add_component(event)
    if row.objections_until:
        event = Event()
        event.add("uid", f"{row.code}-objections@linli")
        event.add("dtstamp", row.published_at or clock.now())
        event.add(
            "summary", either(f"{row.title_zh}：异议截止", f"{row.title}: last day to object")
        )
        event.add("dtstart", row.objections_until)
        event.add("dtend", row.objections_until + timedelta(days=1))
        event.add("url", address)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
