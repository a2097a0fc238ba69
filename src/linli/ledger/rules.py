"""Who may see accounts, freeze them, audit. An account out of reach is answered like none."""

from typing import Any

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.ledger.models import Account, Ledger


def _official(actor: Actor, *capacities: Capacity) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in capacities:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def sees_ledger(actor: Actor, *, ledger: int, **_: Any) -> Decision:
    """Totals: staff and auditors, of the communities in their reach."""
    may = _official(actor, Capacity.STAFF, Capacity.AUDITOR)
    if not may:
        return may
    found = Ledger.objects.reached_by(actor).filter(pk=ledger).exists()
    return ALLOWED if found else denied("kernel.not_found")


def freezes(actor: Actor, *, account: int, **_: Any) -> Decision:
    """Staff, residents' accounts in their reach; nobody their own."""
    may = _official(actor, Capacity.STAFF)
    if not may:
        return may
    rows = Account.objects.reached_by(actor).filter(kind=Account.Kind.RESIDENT)
    owner = rows.filter(pk=account).values_list("person", flat=True).first()
    if owner is None:
        return denied("kernel.not_found")
    own = owner in records_of(actor.person or 0)
    return denied("ledger.own_account") if own else ALLOWED


def audits(actor: Actor, **_: Any) -> Decision:
    return _official(actor, Capacity.AUDITOR)


def keeps_the_books(actor: Actor, **_: Any) -> Decision:
    """The nightly jobs alone."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")
