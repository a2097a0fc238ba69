"""Who hears of what happens at activities."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from linli.activities.models import Activity, Occasion, SignUp, Task
from linli.activities.operations import asking, campaigns
from linli.activities.queries.people import people_to_tell
from linli.facts import activities as facts
from linli.facts.duties import DutyConfirmed
from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.notices import operations as notices
from linli.notices.audiences import Addressee


def _tell(
    event: Event, people: Iterable[int], kind: str, occasion: int | None, **params: Any
) -> None:
    """Everybody but whoever did it."""
    found = sorted(set(people) - {event.actor})
    if not found or event.place is None or occasion is None:
        return
    notices.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in found],
        audience="person",
        kind=kind,
        params=params,
        link=reverse("activity", args=[occasion]),
    )


def _first(activity: int) -> int | None:
    rows = Occasion.objects.across_communities("the event names it").filter(activity=activity)
    return rows.order_by("begins_at").values_list("pk", flat=True).first()


@consumes(facts.ActivityOpened, facts.ActivityRefused)
def tell_organiser(event: Event) -> None:
    """Whoever proposed it; who opened it themselves knows."""
    payload: dict[str, Any] = event.payload
    opened = event.type == facts.ActivityOpened.type
    kind = "activity_opened" if opened else "activity_refused"
    _tell(event, [payload["organiser"]], kind, _first(payload["activity"]))


@consumes(facts.OccasionsCancelled)
def tell_of_cancelling(event: Event) -> None:
    """Everybody who signed up, by date; and the organiser, when it was somebody else."""
    rows = Activity.objects.across_communities("the event names it")
    organiser = rows.get(pk=event.payload["activity"]).organiser_id
    for occasion in event.payload["occasions"]:
        people = {*people_to_tell([occasion]), organiser}
        _tell(event, people, "activity_cancelled", occasion)


def _by_another(payload: dict[str, Any]) -> bool:
    """Whoever signs up alone, and of their own accord, did it by themselves."""
    return bool(payload["mobilised"] or len(payload["people"]) + len(payload["waiting"]) > 1)


@consumes(facts.SignedUp, when=_by_another)
def tell_entered(event: Event) -> None:
    """Those whom somebody else signed up."""
    people = [*event.payload["people"], *event.payload["waiting"]]
    _tell(event, people, "activity_entered", event.payload["occasion"])


@consumes(facts.SignUpLeft)
def tell_promoted(event: Event) -> None:
    _tell(event, event.payload["promoted"], "activity_place", event.payload["occasion"])


@consumes(facts.AttendanceConfirmed)
def tell_hours(event: Event) -> None:
    payload: dict[str, Any] = event.payload
    rows = SignUp.objects.across_communities("the event names it").filter(
        person=payload["person"],
        confirmed_by=payload["verifier"],
        occasion__activity=payload["activity"],
        confirmed_at__isnull=False,
    )
    occasion = rows.order_by("-confirmed_at").values_list("occasion", flat=True).first()
    _tell(event, [payload["person"]], "activity_hours", occasion, minutes=payload["minutes"])


@consumes(facts.AttendanceConfirmed, DutyConfirmed)
def count_for_campaigns(event: Event) -> None:
    """Only what somebody else confirmed counts."""
    payload: dict[str, Any] = event.payload
    hours = event.type == facts.AttendanceConfirmed.type
    people = [payload["person"]] if hours else payload["people"]
    for person in people:
        if event.place is None or person == event.actor:
            continue
        campaigns.count(
            campaigns.Deed(
                event=event.pk,
                community=event.place,
                person=person,
                verifier=event.actor,
                counts=Task.Counts.ATTENDANCE if hours else Task.Counts.DUTY,
                kind=payload["kind"] if hours else "",
                on=clock.day_of(event.at),
            )
        )


@consumes(facts.AwardObjectionAnswered, facts.AwardDecided)
def tell_of_award(event: Event) -> None:
    """Whoever objected; whoever is honoured."""
    payload: dict[str, Any] = event.payload
    decided = event.type == facts.AwardDecided.type
    people = sorted({*(payload["people"] if decided else [payload["person"]])} - {event.actor})
    if people and event.place is not None:
        notices.issue(
            SYSTEM,
            community=event.place,
            people=[Addressee(person) for person in people],
            audience="person",
            kind="award_listed" if decided else "award_answered",
            link=reverse("honour", args=[payload["cycle"]]),
        )


@consumes(Erased)
def erase_answers(event: Event) -> None:
    """A person closed the account."""
    asking.erase_of(int(event.payload["person"]))
