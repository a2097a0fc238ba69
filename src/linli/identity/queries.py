"""Reads on people that every module may use."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from linli.identity.identifiers import BadIdentifierError, parse_mobile
from linli.identity.models import Block, Person, PrivateRecord
from linli.identity.names import shown_name
from linli.identity.vault import vault


def private_of(person: Person) -> PrivateRecord | None:
    """The private record, None after erasure. No query when it was selected along."""
    try:
        return person.private
    except PrivateRecord.DoesNotExist:
        return None


def display_names(ids: Iterable[int], *, language: str | None = None) -> dict[int, str]:
    """The names that others see, by each person's choice. One query.

    A merged record shows the name of the record that it went into. Unknown ids are left out.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    people = Person.objects.filter(pk__in=wanted).select_related("private", "merged_into__private")
    return {person.pk: display_name(person, language=language) for person in people}


def display_name(person: Person, *, language: str | None = None) -> str:
    """One name; see `display_names`."""
    person = person.merged_into or person
    if person.erased_at:
        return _("former resident")
    private = private_of(person)
    name = private.read("name") if private else None
    title = private.read("title") if private and person.shown == Person.Shown.TITLE else None
    return shown_name(person.shown, name, title, person.public_id, language)


def person_by_phone(phone: str) -> Person | None:
    """Who holds a phone number; of a merged record, the one that was kept."""
    try:
        digest = vault().blind(parse_mobile(phone), kind="phone")
    except BadIdentifierError:
        return None
    private = (
        PrivateRecord.objects.filter(phone_hash=digest)
        .select_related("person__merged_into")
        .first()
    )
    return (private.person.merged_into or private.person) if private else None


def phone_of(person: Person) -> str | None:
    """The full number, for sending codes and notices. Never for pages."""
    private = private_of(person)
    return private.read("phone") if private else None


def records_of(person: int) -> frozenset[int]:
    """The ids under which one person may appear elsewhere: their own and the merged ones."""
    gone = Person.objects.filter(merged_into=person).values_list("pk", flat=True)
    return frozenset({person, *gone})


def blocked_ids(person: int) -> frozenset[int]:
    """Whom a person does not want to meet; every list of people's doings leaves them out."""
    return frozenset(Block.objects.filter(person=person).values_list("blocked", flat=True))
