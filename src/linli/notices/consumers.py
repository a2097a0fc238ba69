"""Who is told when something happens elsewhere. A notice per event, once: the journal sees to it."""

from typing import Any

from linli.facts import duties, identity
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations, operations_bundles
from linli.notices.audiences import Addressee

#: Which text tells which fact.
DUTY_TEXTS = {
    duties.DutyGiven.type: "duty_given",
    duties.DutyHandedOn.type: "duty_handed_on",
    duties.DutyRefused.type: "duty_refused",
    duties.DutyReported.type: "duty_reported",
    duties.DutyConfirmed.type: "duty_confirmed",
    duties.DutyReopened.type: "duty_reopened",
    duties.DutyWithdrawn.type: "duty_withdrawn",
    duties.DutyEscalated.type: "duty_escalated",
}
SHOWN = ("due_on", "planned_on")


@consumes(
    duties.DutyGiven,
    duties.DutyHandedOn,
    duties.DutyRefused,
    duties.DutyReported,
    duties.DutyConfirmed,
    duties.DutyReopened,
    duties.DutyWithdrawn,
    duties.DutyEscalated,
)
def tell_of_duty(event: Event) -> None:
    """Whoever the fact names as concerned, but for who did it."""
    payload: dict[str, Any] = event.payload
    people = [Addressee(person) for person in payload["people"] if person != event.actor]
    if not people:
        return
    kind = DUTY_TEXTS[event.type]
    if payload.get("to") == "owner":
        kind = "duty_reminder"
    operations.issue(
        SYSTEM,
        community=payload["community"],
        people=people,
        audience="person",
        kind=kind,
        params={name: payload[name] for name in SHOWN if name in payload},
        link=f"/duties/{payload['duty']}/",
    )


@consumes(identity.Erased)
def forget_devices(event: Event) -> None:
    """A closed account wakes nobody."""
    operations.forget_devices_of(event.payload["person"])
    operations_bundles.forget_bundles_of(event.payload["person"])
