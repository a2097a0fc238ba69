"""The person that was read together with a session, until the request asks for them."""

from contextvars import ContextVar

from linli.identity.models import Person

_person: ContextVar[Person | None] = ContextVar("person_read_along", default=None)


def keep_for_this_request(person: Person | None) -> None:
    """Each session that is read replaces what the last one left."""
    _person.set(person)


def taken(pk: int) -> Person | None:
    """Them, once; None when somebody else was read, or nobody."""
    found = _person.get()
    _person.set(None)
    return found if found is not None and found.pk == pk else None
