"""Who is told of joint cases: people in office in its parties. Steps are told of as duties."""

from collections.abc import Iterable

from django.urls import reverse

from linli.cases.queries import joined, people_of
from linli.facts import cases as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee


@consumes(facts.CaseOpened)
def tell_of_case(event: Event) -> None:
    """Those who are asked to join."""
    _issue(event, event.payload["invited"], "case_invited")


@consumes(facts.PartyMoved)
def tell_of_party(event: Event) -> None:
    """Whoever is asked; the others when somebody joined, declined or left."""
    party = event.payload["party"]
    if event.payload["act"] == "invite":
        _issue(event, [party], "case_invited")
        return
    _issue(event, joined(event.payload["case"]) - {party}, "case_party")


@consumes(facts.CaseNoted, facts.CaseClosed)
def tell_the_parties(event: Event) -> None:
    kind = "case_noted" if event.type == facts.CaseNoted.type else "case_closed"
    _issue(event, joined(event.payload["case"]), kind)


def _issue(event: Event, organisations: Iterable[int], kind: str) -> None:
    if event.place is None:
        return
    told = sorted(people_of(event.place, organisations) - {event.actor, 0})
    if not told:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in told],
        audience="person",
        kind=kind,
        link=reverse("case", args=[event.payload["case"]]),
    )
