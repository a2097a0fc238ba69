"""Another phone number for a record, and the message to the number before."""

from procrastinate.contrib.django import app

from linli.districts.context import current_schema
from linli.identity.models import Person
from linli.identity.operations.locking import require_transaction
from linli.identity.operations.people import (
    Level,
    checked_phone,
    lock_private,
    put_phone,
    save_row,
)
from linli.identity.queries import holder_of_phone
from linli.kernel.errors import Refused

#: The job that tells the number before; see `jobs.py`.
TELL = "linli.identity.tell_former_phone"


def checked_new_phone(person: Person, phone: str) -> str:
    """A clean number that nobody holds. Raises Refused at the form field `phone`."""
    number = checked_phone(phone)
    holder = holder_of_phone(number)
    if holder is not None:
        mine = holder.pk == person.pk
        raise Refused(
            "identity.nothing_to_change" if mine else "identity.phone_held", field="phone"
        )
    return number


def change_phone(person: Person, phone: str, *, proved: bool) -> None:
    """Write it, and tell the number before. `proved`: its code was read; else the next sign-in proves it."""
    require_transaction()
    private = lock_private(person.pk)
    before = private.read("phone")
    put_phone(private, checked_new_phone(person, phone), proved=proved)
    private.put("former_phone", before)
    save_row(private)
    if proved and person.level < Level.PHONE:
        person.level = Level.PHONE
        person.save(update_fields=["level"])
    tell_before(person, before)


def tell_before(person: Person, before: str | None) -> None:
    """Defer the message to the number before; it stands sealed beside the new one until it is out."""
    if before:
        task = app.configure_task(TELL, allow_unknown=True)
        task.defer(schema=current_schema(), person=person.pk)


def forget_former_phone(person: int) -> None:
    """The message is out."""
    require_transaction()
    private = lock_private(person)
    private.put("former_phone", None)
    private.save(update_fields=["former_phone"])
