"""Who begins selections, who stands, who sees a list. Nobody is put on a list by another."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel import adopting
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.recognition.models import Selection, Switch
from linli.recognition.rules import NOTHING, staff_of, works_on_badges

#: As for badges: staff with a second factor, in their reach.
begins_selections = works_on_badges


def may_settle_switch(actor: Actor, *, switch: int, **_: Any) -> Decision:
    """A second person: not the one who wrote the decision down."""
    may = staff_of(actor)
    if not may:
        return may
    own = records_of(actor.person or 0)
    return adopting.may_settle(actor, Switch, switch, own=own)


def may_call_off(actor: Actor, *, selection: int, **_: Any) -> Decision:
    may = staff_of(actor)
    if not may:
        return may
    return ALLOWED if Selection.objects.reached_by(actor).filter(pk=selection) else NOTHING


def may_stand(actor: Actor, *, selection: int, **_: Any) -> Decision:
    """Residents of the community, each for themself."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.RESIDENT:
        return denied("kernel.not_for_you")
    return ALLOWED if Selection.objects.reached_by(actor).filter(pk=selection) else NOTHING


def may_look(actor: Actor, *, selection: int, **_: Any) -> Decision:
    """Officers of the selecting body, and staff; auditors see that a list exists, not who is on it."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    row = Selection.objects.reached_by(actor).filter(pk=selection).first()
    of_body = row is not None and row.body_id == actor.organisation
    if actor.capacity == Capacity.OFFICER and not of_body:
        return NOTHING
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if row is not None else NOTHING


def freezes(actor: Actor, **_: Any) -> Decision:
    """The job alone."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")
