"""What the two people of a service session are told. See `consumers`."""

from typing import Any

from django.urls import reverse

from linli.facts import timebank as facts
from linli.facts import timebank_clearing as clearing
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
    (facts.SessionFound.type, "taken_back"): "service_taken_back",
}


@consumes(
    facts.SessionArranged,
    facts.SessionAnswered,
    facts.SessionMarked,
    facts.SessionConfirmed,
    facts.SessionDecided,
    facts.SessionFound,
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


@consumes(facts.CertificateObjectionAnswered)
def tell_of_certificate(event: Event) -> None:
    """The holder: it may be issued, or it ends."""
    if event.place is None or event.payload["person"] == event.actor:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(event.payload["person"])],
        audience="person",
        kind="certificate_refused" if event.payload["upheld"] else "certificate_cleared",
        link=reverse("my_certificate", args=[event.payload["certificate"]]),
    )


#: By what was recorded or decided; whoever did it knows already.
LEAVING = {
    (facts.DepartureRecorded.type, ""): "departure_recorded",
    (facts.DepartureCarriedOut.type, ""): "departure_carried_out",
    (facts.DepartureDecided.type, "refuse"): "departure_refused",
    (facts.DepartureDecided.type, "uphold"): "departure_upheld",
    (facts.DepartureDecided.type, "undo"): "departure_undone",
}


@consumes(facts.DepartureRecorded, facts.DepartureCarriedOut, facts.DepartureDecided)
def tell_of_departure(event: Event) -> None:
    """Whose hours they are, before a second person carries it out; then also the heir.

    If it is not so they must hear of it at once.
    """
    payload: dict[str, Any] = event.payload
    kind = LEAVING.get((event.type, payload.get("verb", "")))
    people = {payload["person"]}
    if event.type != facts.DepartureRecorded.type and payload["heir"]:
        people.add(payload["heir"])
    people.discard(event.actor)
    if kind is None or event.place is None or not people:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in sorted(people)],
        audience="person",
        kind=kind,
        link=reverse("my_departure", args=[payload["departure"]]),
        urgent=True,
    )


@consumes(facts.KinSaid, facts.HoursGiven, facts.HoursGranted)
def tell_of_gift(event: Event) -> None:
    """Whoever was named, got hours from kin, or out of the pool."""
    payload: dict[str, Any] = event.payload
    kind = GIFTS.get((event.type, payload.get("step", "")))
    person = payload["kin"] if "kin" in payload else payload["person"]
    if payload.get("step") == "confirmed":
        person = payload["person"]
    if kind is None or event.place is None or person == event.actor:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person)],
        audience="person",
        kind=kind,
        link=reverse("time_kin" if event.type == facts.KinSaid.type else "time_bank"),
    )


#: By what became of hours between districts.
CROSSED = {
    "arrived": "hours_crossed",
    "returned": "hours_came_back",
    "credited": "hours_from_district",
}


@consumes(clearing.HoursCrossed)
def tell_of_crossing(event: Event) -> None:
    """Whoever sent them: there, or back again; whoever got some from another district."""
    payload: dict[str, Any] = event.payload
    kind = CROSSED.get(payload["state"])
    if kind is None or event.place is None or payload["person"] is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(payload["person"])],
        audience="person",
        kind=kind,
        link=reverse("my_crossings"),
    )


GIFTS: dict[tuple[str, str], str] = {
    (facts.KinSaid.type, "declared"): "kin_named",
    (facts.KinSaid.type, "confirmed"): "kin_confirmed",
    (facts.HoursGiven.type, ""): "hours_given",
    (facts.HoursGranted.type, ""): "hours_granted",
}
