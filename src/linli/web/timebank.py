"""What the two people of a service session are told. See `consumers`."""

from typing import Any

from django.urls import reverse

from linli.facts import timebank as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee

#: By fact and by what state or verb it tells; what is not here stands on the page alone.
TOLD: dict[tuple[str, str], str] = {
    (facts.SessionArranged.type, "proposed"): "service_asked",
    (facts.SessionArranged.type, "arranged"): "service_arranged",
    (facts.SessionAnswered.type, "arranged"): "service_arranged",
    (facts.SessionAnswered.type, "ended"): "service_to_confirm",
    (facts.SessionAnswered.type, "cancelled"): "service_cancelled",
    (facts.SessionMarked.type, "ended"): "service_to_confirm",
    (facts.SessionConfirmed.type, "ended"): "service_to_confirm",
    (facts.SessionConfirmed.type, "confirmed"): "service_entered",
    (facts.SessionConfirmed.type, "quarantined"): "service_held",
    (facts.SessionDecided.type, "quarantined"): "service_held",
    (facts.SessionDecided.type, "confirmed"): "service_entered",
    (facts.SessionDecided.type, "refused"): "service_refused",
    (facts.SessionDecided.type, "upheld"): "service_upheld",
    (facts.SessionDecided.type, "taken_back"): "service_taken_back",
}


@consumes(
    facts.SessionArranged,
    facts.SessionAnswered,
    facts.SessionMarked,
    facts.SessionConfirmed,
    facts.SessionDecided,
)
def tell_of_session(event: Event) -> None:
    """Both, but for who did it."""
    payload: dict[str, Any] = event.payload
    kind = TOLD.get((event.type, payload["state"]))
    people = {payload["giver"], payload["receiver"]} - {event.actor}
    if kind is None or event.place is None or not people:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in sorted(people)],
        audience="person",
        kind=kind,
        link=reverse("time_session", args=[payload["session"]]),
    )
