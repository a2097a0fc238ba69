"""Who is told of a stall: whoever raised the matter, and the side that stalls. Offices hear by their duties."""

from collections.abc import Iterable

from django.urls import reverse

from linli.facts import stalling as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee
from linli.stalling import parties, queries
from linli.stalling.ladders import RAISER

#: What the raisers hear. Of the rest they hear nothing: it is on the page.
TO_RAISERS = {
    facts.RungFell.type: "stall_fell",
    facts.RungDone.type: "stall_done",
    facts.StallAnswered.type: "stall_answered",
    facts.LadderClimbed.type: "stall_climbed",
    facts.StallEnded.type: "stall_ended",
}


@consumes(facts.StallOpened)
def tell_the_other_side(event: Event) -> None:
    """Officers of the body that stalls, serving there."""
    stall = queries.seen(event.payload["stall"])
    _issue(event, parties.officers_of_the_other_side(stall), "stall_against")


@consumes(facts.RungTold, facts.RungWoke)
def tell_of_rung(event: Event) -> None:
    """Their turn, or an office's."""
    yours = event.payload["by"] == RAISER
    _issue(event, _raisers(event), "stall_rung_yours" if yours else "stall_rung_told")


@consumes(
    facts.RungFell, facts.RungDone, facts.StallAnswered, facts.LadderClimbed, facts.StallEnded
)
def tell_of_stall(event: Event) -> None:
    """Whoever raised it, but for who did it."""
    _issue(event, _raisers(event), TO_RAISERS[event.type])


def _raisers(event: Event) -> frozenset[int]:
    return parties.living_raisers(queries.seen(event.payload["stall"]).topic)


def _issue(event: Event, people: Iterable[int], kind: str) -> None:
    told = sorted(set(people) - {event.actor, 0})
    if not told or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in told],
        audience="person",
        kind=kind,
        link=reverse("stall", args=[event.payload["stall"]]),
    )
