"""Who gives hours away: the holder alone, never a helper, never an office."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.timebank.models import Kinship

OWN = "people see their own kin"


def for_oneself(actor: Actor, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("timebank.as_resident")
    return ALLOWED if actor.place is not None else denied("timebank.no_community")


def _one(actor: Actor, kinship: int, *sides: str) -> Decision:
    may = for_oneself(actor)
    if not may:
        return may
    row = Kinship.objects.across_communities(OWN).filter(pk=kinship).first()
    mine = records_of(actor.person or 0)
    found = row is not None and any(getattr(row, f"{side}_id") in mine for side in sides)
    return ALLOWED if found else denied("kernel.not_found")


def is_kin(actor: Actor, *, kinship: int, **_: Any) -> Decision:
    return _one(actor, kinship, "kin")


def gives(actor: Actor, *, kinship: int, **_: Any) -> Decision:
    return _one(actor, kinship, "person")


def has_part(actor: Actor, *, kinship: int, **_: Any) -> Decision:
    return _one(actor, kinship, "person", "kin")
