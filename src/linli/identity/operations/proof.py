"""Proving, correcting, moving and joining: what changes on the records themselves."""

from linli.identity import purposes
from linli.identity.identifiers import IdNumber
from linli.identity.models import Person, PrivateRecord
from linli.identity.operations.locking import end_sessions, settle_childhood
from linli.identity.operations.people import (
    Level,
    checked_id,
    lock_private,
    put_id,
    put_name,
    put_phone,
    save_row,
)
from linli.identity.operations.phones import tell_before
from linli.identity.queries import has_consent
from linli.kernel import clock
from linli.kernel.errors import Refused


def prove(
    person: Person, *, name: str, checked: IdNumber, how: str, by: int | None = None
) -> PrivateRecord:
    """Write a proved name and ID and raise the level. `how` is `papers` or `provider`.

    Raises Refused `identity.id_held` when another record holds the ID.
    """
    private = lock_private(person.pk)
    put_name(private, name)
    put_id(private, checked)
    private.proved_at = clock.now()
    private.proved_how = how
    private.proved_by_id = by
    save_row(private)
    person.level = max(person.level, Level.REAL_NAME)
    person.save(update_fields=["level"])
    settle_childhood(person)
    return private


def correct(person: Person, part: str, value: str) -> None:
    """Replace a proved name or ID."""
    private = lock_private(person.pk)
    if part == "name":
        put_name(private, value)
    else:
        put_id(private, checked_id(value))
    save_row(private)
    settle_childhood(person)


def move_id(holder: Person, claimant: Person, *, name: str, value: str, by: int) -> None:
    """Take an ID from one record and prove it on the other, in one transaction."""
    if claimant.level >= Level.REAL_NAME:
        raise Refused("identity.proved_before")
    if not has_consent(claimant.pk, purposes.REAL_NAME):
        raise Refused("identity.consent_first")
    private = lock_private(holder.pk)
    if private.id_number is None or private.read("id_number") != value:
        raise Refused("identity.not_held_any_more")
    put_id(private, None)
    private.proved_at = None
    private.proved_how = ""
    private.proved_by = None
    save_row(private)
    holder.level = Level.PHONE if private.phone_proved_at else Level.VISITOR
    holder.save(update_fields=["level"])
    prove(claimant, name=name, checked=checked_id(value), how="papers", by=by)


def move_phone(holder: Person, claimant: Person, *, value: str) -> None:
    """Take a phone number from one record and give it to the other; both sign in anew."""
    private = lock_private(holder.pk)
    if private.phone is None or private.read("phone") != value:
        raise Refused("identity.not_held_any_more")
    put_phone(private, None, proved=False)
    save_row(private)
    if holder.level == Level.PHONE:
        holder.level = Level.VISITOR
        holder.save(update_fields=["level"])
    other = lock_private(claimant.pk)
    before = other.read("phone")
    put_phone(other, value, proved=True)
    other.put("former_phone", before)
    save_row(other)
    tell_before(claimant, before)
    if claimant.level == Level.VISITOR:
        claimant.level = Level.PHONE
        claimant.save(update_fields=["level"])
    for person in (holder, claimant):
        end_sessions(person.pk)
