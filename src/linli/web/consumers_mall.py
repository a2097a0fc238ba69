"""Who is told when something happens to an order."""

from django.urls import reverse

from linli.facts import mall as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.mall.queries import to_tell
from linli.notices import operations
from linli.notices.audiences import Addressee

#: What the buyer hears, by fact; of one's own acts nobody is told.
BUYER = {
    facts.OrderReady.type: "order_ready",
    facts.OrderCollected.type: "order_collected",
    facts.OrderWithdrawn.type: "order_withdrawn",
    facts.OrderExpired.type: "order_expired",
    facts.OrderEnding.type: "order_ending",
}


@consumes(
    facts.OrderReady,
    facts.OrderCollected,
    facts.OrderWithdrawn,
    facts.OrderExpired,
    facts.OrderEnding,
)
def tell_of_order(event: Event) -> None:
    """The buyer, at once."""
    _issue(event, BUYER[event.type])


@consumes(facts.OrderMade)
def tell_of_order_for_you(event: Event) -> None:
    """Whoever did not order it with their own hands."""
    if event.payload["channel"] != "app":
        _issue(event, "order_for_you")


@consumes(facts.OrderMade)
def tell_of_booking(event: Event) -> None:
    """The neighbour who gives it."""
    order = to_tell(event.payload["order"])
    if order is not None and order.offer.provider_id is not None:
        _issue(event, "service_booked", order.offer.provider_id)


@consumes(facts.OrderDecided)
def tell_of_objection(event: Event) -> None:
    refunded = event.payload["verb"] in {"refund", "cover"}
    _issue(event, "order_refunded" if refunded else "order_upheld")


def _issue(event: Event, kind: str, person: int | None = None) -> None:
    if event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person or event.payload["person"])],
        audience="person",
        kind=kind,
        link=reverse("order", args=[event.payload["order"]]),
    )
