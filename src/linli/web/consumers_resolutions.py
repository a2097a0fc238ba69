"""What polls decided becomes resolutions; who hears that one waits for them.

The owner hears by their duty, who raised the demand by its steps.
"""

from django.urls import reverse

from linli.facts import resolutions as facts
from linli.facts.polls import PollDecided
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee
from linli.polls.models import Poll
from linli.resolutions import queries
from linli.resolutions.carrying import supervisors_on
from linli.resolutions.models import Resolution
from linli.resolutions.operations import making
from linli.resolutions.states import State, Verb

WHY = "a consumer looks at what the fact names"


def _decided(payload: dict[str, object]) -> bool:
    return bool(payload["passed"]) and payload["kind"] == "decision"


@consumes(PollDecided, when=_decided)
def make_of_poll(event: Event) -> None:
    """What the residents adopted."""
    rows = Poll.objects.across_communities(WHY).filter(pk=event.payload["poll"])
    poll = rows.first()
    if poll is None:
        return
    making.make(
        making.Decision(
            source=Resolution.Source.POLL,
            decided_by=poll.pk,
            item=poll.pk,
            community=poll.community,
            decided_on=clock.day_of(event.at),
            title=poll.title,
            words=poll.text,
            estate=poll.estate_id,
            topic=event.payload["topic"],
        )
    )


def _row(event: Event) -> Resolution:
    rows = Resolution.objects.across_communities(WHY).select_related("topic")
    return rows.get(pk=event.payload["resolution"])


@consumes(facts.ResolutionMade)
def tell_who_led(event: Event) -> None:
    """Who led the meeting may give it an owner."""
    row = _row(event)
    _issue(event, {row.chair_id} if row.chair_id else set(), "resolution_to_give")


@consumes(facts.ResolutionConfirmed, when=lambda payload: payload["state"] == State.CONFIRMED.value)
def tell_who_supervises(event: Event) -> None:
    """It is carried out: its effect waits for their mark."""
    _issue(event, _supervisors(_row(event)), "resolution_to_sign")


@consumes(facts.ResolutionMoved, when=lambda payload: payload["verb"] == Verb.COME_BACK.value)
def tell_of_review(event: Event) -> None:
    """Who raised it, and who supervises, say whether it holds."""
    row = _row(event)
    _issue(event, queries.raisers_of(row) | _supervisors(row), "resolution_review")


@consumes(
    facts.ResolutionMoved,
    facts.ResolutionMarked,
    when=lambda payload: payload["verb"] in {Verb.REOPEN.value, Verb.SEND_BACK.value},
)
def tell_who_confirmed(event: Event) -> None:
    """Their word stands no longer; and the supervisors hear of it."""
    _issue(event, _supervisors(_row(event)), "resolution_reopened")


def _supervisors(row: Resolution) -> set[int]:
    return queries.supervisors_near(row, supervisors_on(clock.today()))


def _issue(event: Event, people: set[int], kind: str) -> None:
    told = sorted(people - {event.actor, 0, None})
    if not told or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in told],
        audience="person",
        kind=kind,
        link=reverse("resolution", args=[event.payload["resolution"]]),
    )
