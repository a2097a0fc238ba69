"""Who is told of a matter; and the resolution that carries it out."""

from collections.abc import Iterable

from django.urls import reverse

from linli.facts import partywork as facts
from linli.facts.identity import Erased
from linli.facts.resolutions import ResolutionMade
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.fetch import found_or_refused
from linli.notices import operations as notices
from linli.notices.audiences import Addressee
from linli.partywork import queries
from linli.partywork.models import Affair
from linli.partywork.operations.linking import link
from linli.partywork.operations.opinions import erase_of

#: Fact -> what those hear who said something.
KINDS = {
    facts.AffairShown.type: "affair_shown",
    facts.AffairDecided.type: "affair_decided",
    facts.AffairWithdrawn.type: "affair_withdrawn",
}


def _affair(event: Event) -> Affair:
    return found_or_refused(queries.any_affair(event.payload["affair"]))


@consumes(facts.AffairConsulted)
def ask_everybody(event: Event) -> None:
    """The whole community."""
    row = _affair(event)
    if event.payload["until"] < clock.today().isoformat():  # told too late: the days are over
        return
    people = set(queries.people_of(row.community)) - {event.actor}
    _issue(row, people, "affair_asks", {"until": event.payload["until"]}, audience="community")


@consumes(facts.AffairShown, facts.AffairDecided, facts.AffairWithdrawn)
def tell_who_said_something(event: Event) -> None:
    row = _affair(event)
    _issue(row, queries.who_said(row), KINDS[event.type], {})


def _issue(
    row: Affair,
    people: Iterable[int],
    kind: str,
    params: dict[str, str],
    *,
    audience: str = "person",
) -> None:
    told = sorted(people)
    if told:
        notices.issue(
            SYSTEM,
            community=row.community,
            people=[Addressee(person) for person in told],
            audience=audience,
            kind=kind,
            params=params,
            link=reverse("affair", args=[row.pk]),
        )


@consumes(ResolutionMade, when=lambda payload: payload["source"] == "party")
def link_resolution(event: Event) -> None:
    """The page of the decision leads to who carries it out."""
    link(event.payload["decided_by"], event.payload["resolution"])


@consumes(Erased)
def erase_opinions(event: Event) -> None:
    """A person closed the account."""
    erase_of(int(event.payload["person"]))
