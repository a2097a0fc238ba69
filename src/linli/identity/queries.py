"""Reads on people that every module may use."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from linli.identity.identifiers import (
    PHONE_TAIL,
    BadIdentifierError,
    cleaned,
    parse_mobile,
)
from linli.identity.models import Block, Consent, Merge, Person, PrivateRecord
from linli.identity.names import cleaned_name, shown_name
from linli.identity.parameters import MERGE_SETTLES
from linli.identity.purposes import current
from linli.identity.vault import vault
from linli.journal.models import Event
from linli.journal.queries import is_personal, logged_types
from linli.kernel import clock
from linli.kernel.actor import Actor


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
    """Who holds a phone number.

    The number of a merged record leads to that locked record and not to the one that was kept:
    else a clerk who merges would give one person's account to whoever holds the other's phone.
    """
    try:
        digest = vault().blind(parse_mobile(phone), kind="phone")
    except BadIdentifierError:
        return None
    private = PrivateRecord.objects.filter(phone_hash=digest).select_related("person").first()
    return private.person if private else None


def holder_of_phone(number: str) -> Person | None:
    """The very record that holds a clean number, merged or not."""
    return _holder(phone_hash=vault().blind(number, kind="phone"))


def holder_of_id(number: str) -> Person | None:
    """The very record that holds a clean ID number."""
    return _holder(id_hash=vault().blind(number, kind="id"))


def _holder(**digest: bytes) -> Person | None:
    private = PrivateRecord.objects.filter(**digest).select_related("person").first()
    return private.person if private else None


def search_people(actor: Actor, *, by: str, text: str, limit: int) -> list[Person]:
    """People in the actor's reach, with their private records. Two equal names are two rows.

    `by`: `name` (in full), `phone` (last four digits, or all), `id_number`. Erased records are
    not found; merged ones are, since staff part them.
    """
    safe = vault()
    if by == "name":
        found = Q(private__name_hash=safe.blind(cleaned_name(text), kind="name"))
    elif by == "id_number":
        found = Q(private__id_hash=safe.blind(cleaned(text), kind="id"))
    elif len(cleaned(text)) == PHONE_TAIL:
        found = Q(private__phone_tail_hash=safe.blind(cleaned(text), kind="phone_tail"))
    else:
        found = Q(private__phone_hash=safe.blind(cleaned(text), kind="phone"))
    people = Person.objects.filter(found, community__in=actor.reach, erased_at=None)
    return list(people.select_related("private", "merged_into__private").order_by("pk")[:limit])


def phone_of(person: Person) -> str | None:
    """The full number, for sending codes and notices. Never for pages."""
    private = private_of(person)
    return private.read("phone") if private else None


def records_of(person: int) -> frozenset[int]:
    """The ids under which one person may appear elsewhere: their own and the merged ones."""
    gone = Person.objects.filter(merged_into=person).values_list("pk", flat=True)
    return frozenset({person, *gone})


def merged_lately(person: int) -> bool:
    """Whether a record was merged into this one so lately that its person may not know yet."""
    since = clock.now() - MERGE_SETTLES
    rows = Merge.objects.across_communities("one's own merges")
    return rows.filter(kept=person, parted_at=None, at__gt=since).exists()


def blocked_ids(person: int) -> frozenset[int]:
    """Whom a person does not want to meet; every list of people's doings leaves them out."""
    return frozenset(Block.objects.filter(person=person).values_list("blocked", flat=True))


def consents_of(person: int) -> dict[str, Consent]:
    """The newest row per purpose. One query."""
    rows = Consent.objects.filter(person=person).order_by("purpose", "-pk").distinct("purpose")
    return {row.purpose: row for row in rows}


def has_consent(person: int, purpose: str) -> bool:
    """Whether a consent to the version in force stands. Modules ask before they process."""
    row = Consent.objects.filter(person=person, purpose=purpose).order_by("-pk").first()
    now = current(purpose)
    return row is not None and now is not None and row.given and row.version == now.version


def events_about(person: int) -> "QuerySet[Event]":
    """What was done to a person's record, by whomever."""
    return Event.objects.filter(subject_kind="person", subject_id=str(person))


def personal_types() -> list[str]:
    """Logged facts whose opening belongs to the person whom they are about."""
    return sorted(kind for kind in logged_types() if is_personal(kind))


def neighbour(actor: Actor, public_id: str) -> Person | None:
    """Somebody in the actor's reach by the code that pages show; any other answer is None."""
    code = cleaned(public_id)
    return Person.objects.filter(
        public_id=code, community__in=actor.reach, erased_at=None, merged_into=None
    ).first()
