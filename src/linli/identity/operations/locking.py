"""Opening and locking accounts."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection

from linli.identity import purposes
from linli.identity.ages import has_grown_up, is_child
from linli.identity.models import Person
from linli.identity.queries import has_consent

Locked = Person.Locked


def require_transaction() -> None:
    """An operation outside a transaction is a fault in our code."""
    if not connection.in_atomic_block:
        message = "an operation was called outside a transaction"
        raise RuntimeError(message)


def lock_account(person: Person, why: str) -> None:
    """Who is locked cannot act, and their sessions end now. The empty reason opens again."""
    require_transaction()
    person.locked = why
    person.is_active = not why
    person.save(update_fields=["locked", "is_active", "merged_into"])
    if why:
        end_sessions(person.pk)


def end_sessions(person: int) -> None:
    """Sign out everywhere."""
    require_transaction()
    rows = UserSession.objects.filter(user=person)
    Session.objects.filter(pk__in=list(rows.values_list("session_key", flat=True))).delete()
    rows.delete()


def settle_childhood(person: Person) -> None:
    """Lock a child under 14 until a guardian consents, open the account when one does."""
    waits = is_child(person) and not has_consent(person.pk, purposes.CHILD)
    if waits and person.locked == Locked.NO:
        lock_account(person, Locked.GUARDIAN)
    if not waits and person.locked == Locked.GUARDIAN:
        lock_account(person, Locked.NO)


def open_grown_up(pk: int) -> None:
    """The account of a child, opened when its person has turned 14 by now."""
    require_transaction()
    person = Person.objects.select_for_update().get(pk=pk)
    if person.locked == Locked.GUARDIAN and has_grown_up(person):
        lock_account(person, Locked.NO)
