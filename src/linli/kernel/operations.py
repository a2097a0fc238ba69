"""Writes that several modules share. Inside a transaction only."""

from collections.abc import Callable
from typing import TypeVar

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.adopting import Adoptable, Adopted, require_ahead
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused

M = TypeVar("M", bound=Adoptable)


def settle(
    actor: Actor,
    kind: type[M],
    row: int,
    state: str,
    *,
    lock: Callable[[int], object] | None = None,
) -> M:
    """Put in force, or reject, what another wrote down. `lock` takes the community's own first."""
    there = kind.objects.reached_by(actor).filter(pk=row)
    if lock is not None:
        lock(found_or_refused(there).community)
    found = found_or_refused(there.select_for_update())
    if found.state != Adopted.PROPOSED:
        raise Refused("adopting.settled_already")
    if state == Adopted.IN_FORCE:
        require_ahead(kind, found.since)
    found.state = Adopted(state)
    found.settled_by_id = actor.person
    found.settled_at = clock.now()
    found.save(update_fields=["state", "settled_by", "settled_at"])
    return found
