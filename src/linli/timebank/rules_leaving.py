"""Who records that somebody died or left, who carries it out, who does not agree, who decides."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.timebank import scope, scope_leaving
from linli.timebank.models import Departure
from linli.timebank.rules import office


def visible_to(actor: Actor) -> ScopedQuerySet[Departure]:
    if actor.is_official:
        return Departure.objects.reached_by(actor)
    return scope_leaving.concerning(actor.person or 0)


def may_record(actor: Actor, *, community: int, **_: Any) -> Decision:
    may = office(actor, Capacity.STAFF)
    if not may:
        return may
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def has_part(actor: Actor, row: Departure) -> bool:
    """The person at the desk is, or lives with, whose hours they are or who gets them."""
    people = [row.person_id, *([row.heir_id] if row.heir_id else [])]
    return any(scope.share_a_home(actor.person or 0, person) for person in people)


def _at_the_desk(actor: Actor, departure: int) -> tuple[Decision, Departure | None]:
    may = office(actor, Capacity.STAFF)
    row = Departure.objects.reached_by(actor).filter(pk=departure).first() if may else None
    if not may:
        return may, None
    if row is None:
        return denied("kernel.not_found"), None
    return (denied("timebank.own_session") if has_part(actor, row) else ALLOWED), row


def may_second(actor: Actor, *, departure: int, **_: Any) -> Decision:
    """Another person than who recorded it."""
    may, row = _at_the_desk(actor, departure)
    if not may or row is None:
        return may
    own = row.by_id in records_of(actor.person or 0)
    return denied("adopting.own_proposal") if own else ALLOWED


def may_decide(actor: Actor, *, departure: int, **_: Any) -> Decision:
    """A third one: neither who recorded or carried it out, nor who does not agree."""
    may, row = _at_the_desk(actor, departure)
    if not may or row is None:
        return may
    mine = records_of(actor.person or 0)
    before = {row.by_id, row.second_id, *row.said.values_list("by", flat=True)}
    return denied("timebank.decided_before") if mine & before else ALLOWED


def may_see(actor: Actor, *, departure: int, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.is_official:
        may = office(actor, Capacity.STAFF, Capacity.AUDITOR)
        if not may:
            return may
    found = visible_to(actor).filter(pk=departure).exists()
    return ALLOWED if found else denied("kernel.not_found")


def may_appeal(actor: Actor, *, departure: int, **_: Any) -> Decision:
    """Whose hours they are, the heir, the kin: by themselves. Or staff who see that it was wrong."""
    if actor.person is not None and actor.helper is not None:
        return denied("kernel.not_for_you")
    if actor.is_official:
        return _at_the_desk(actor, departure)[0]
    return may_see(actor, departure=departure)
