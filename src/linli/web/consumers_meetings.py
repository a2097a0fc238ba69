"""Who is told of a meeting: whoever sits there, and whoever raised what is on its agenda."""

from django.urls import reverse

from linli.facts import meetings as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.meetings.queries import holder_of, holders_of, raisers_of
from linli.notices import operations
from linli.notices.audiences import Addressee


@consumes(facts.MeetingNoticed)
def tell_of_notice(event: Event) -> None:
    """The agenda is out. Of an emergency everybody hears at once."""
    meeting = event.payload["meeting"]
    urgent = event.payload["urgent"]
    sitting = holders_of(meeting)
    kind = "meeting_emergency" if urgent else "meeting_noticed"
    _issue(event, sitting - {event.actor}, kind, urgent=urgent)
    _issue(event, raisers_of(meeting) - sitting, "meeting_topic")


@consumes(facts.MeetingChanged, facts.MeetingCancelled, when=lambda payload: payload["told"])
def tell_of_change(event: Event) -> None:
    """It is moved or called off; why stands on its page."""
    meeting = event.payload["meeting"]
    moved = event.type == facts.MeetingChanged.type
    people = holders_of(meeting) | raisers_of(meeting)
    _issue(
        event,
        people - {event.actor},
        "meeting_moved" if moved else "meeting_cancelled",
        urgent=True,
    )


@consumes(facts.SeatFilled, when=lambda payload: payload["filled"] and payload["told"])
def tell_of_seat(event: Event) -> None:
    """Whoever was put on a seat of a meeting that is noticed; before, the notice tells them."""
    meeting, seat = event.payload["meeting"], event.payload["seat"]
    person = holder_of(meeting, seat)
    if person is not None:
        _issue(event, {person} - {event.actor}, "meeting_seat")


def _issue(event: Event, people: set[int], kind: str, *, urgent: bool = False) -> None:
    told = sorted(people)
    if not told or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in told],
        audience="person",
        kind=kind,
        link=reverse("meeting", args=[event.payload["meeting"]]),
        urgent=urgent,
    )
