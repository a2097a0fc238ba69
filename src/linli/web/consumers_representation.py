"""Who is told of representatives: the homes for which they speak, they themselves, who objected."""

from collections.abc import Mapping

from django.urls import reverse

from linli.facts import representation as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee
from linli.representation.queries_coverage import objector, people_bound, representative_of

#: What the homes hear, and what the representative does.
HEARD = {
    facts.RepresentationEntered.type: ("representative_entered", "representative_you"),
    facts.RepresentationRecognised.type: ("representative_recognised", "representative_recognised"),
    facts.RepresentationRejected.type: ("", "representative_rejected"),
    facts.RepresentationNearsEnd.type: ("", "representative_near_end"),
}


@consumes(
    facts.RepresentationEntered,
    facts.RepresentationRecognised,
    facts.RepresentationRejected,
    facts.RepresentationNearsEnd,
)
def tell_of_representative(event: Event) -> None:
    homes, own = HEARD[event.type]
    _tell(event, homes, own)


@consumes(facts.RepresentationEnded)
def tell_of_end(event: Event) -> None:
    """The homes hear of it when the mandate had counted; a closed account hears nothing."""
    counted = event.payload["counted"]
    gone = event.payload["how"] == "erased"
    _tell(event, "representative_ended" if counted else "", "" if gone else "representative_over")


@consumes(facts.ObjectionAnswered)
def tell_of_answer(event: Event) -> None:
    """Whoever objected; the representative when the mandate does not stand."""
    person = objector(event.payload["objection"])
    _issue(event, {person: ()}, "objection_answered")
    if event.payload["upheld"]:
        _tell(event, "", "representative_rejected")


def _tell(event: Event, homes: str, own: str) -> None:
    mandate = event.payload["representation"]
    person = representative_of(mandate)
    people = dict(people_bound(mandate)) if homes else {}
    people.pop(person, None)
    _issue(event, people, homes)
    _issue(event, {person: ()}, own)


def _issue(event: Event, people: Mapping[int, tuple[int, ...]], kind: str) -> None:
    told = sorted(set(people) - {event.actor, 0})
    if not kind or not told or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person, people[person]) for person in told],
        audience="person",
        kind=kind,
        link=reverse("representative", args=[event.payload["representation"]]),
    )
