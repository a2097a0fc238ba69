"""Who may change the tree of places, and what may lie in what."""

from typing import Any

from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.places.models import Place

#: What lies directly in what; None is the root of the tree.
INSIDE: dict[str | None, str] = {
    None: Place.Kind.DISTRICT,
    Place.Kind.DISTRICT: Place.Kind.STREET,
    Place.Kind.STREET: Place.Kind.COMMUNITY,
}


def may_establish(actor: Actor, **_: Any) -> Decision:
    """The tree follows the government's decisions: the system imports them."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")


def fits_under(kind: str, parent: Place | None) -> Decision:
    wanted = INSIDE.get(parent.kind if parent else None)
    return ALLOWED if kind == wanted else denied("places.wrong_parent")
