"""Making people, and writing their private records."""

from django.db import IntegrityError, transaction
from django.db.models import Model

from linli.identity.identifiers import (
    PHONE_TAIL,
    BadIdentifierError,
    IdNumber,
    parse_id,
    parse_mobile,
)
from linli.identity.models import Person, PrivateRecord
from linli.identity.names import cleaned_name, looks_like_a_name
from linli.identity.operations.locking import require_transaction, settle_childhood
from linli.identity.parameters import TEXT_MAX
from linli.identity.vault import vault
from linli.kernel import clock
from linli.kernel.errors import Refused

Level = Person.Level


def enrol(  # noqa: PLR0913 (what may be known of a new person)
    *,
    phone: str | None = None,
    name: str | None = None,
    id_number: str | None = None,
    title: str | None = None,
    community: int | None = None,
    level: int = Level.PHONE,
    language: str = "zh-hans",
    shown: str = Person.Shown.MASKED,
) -> Person:
    """Make a person with their private record.

    `phone` counts as proved when `level` is at least PHONE, name and ID when it is REAL_NAME.
    Who is under 14 by their ID is locked until a guardian consents.
    Raises Refused: `identity.phone_held`, `identity.id_held`, and the shape codes.
    """
    require_transaction()
    person = Person(community=community, level=level, language=language, shown=shown)
    person.set_unusable_password()
    person.save()
    private = PrivateRecord(person=person)
    if phone:
        put_phone(private, phone, proved=level >= Level.PHONE)
    if name:
        put_name(private, name)
    if id_number:
        put_id(private, checked_id(id_number))
    if title:
        private.put("title", title)
    if level >= Level.REAL_NAME:
        private.proved_at = clock.now()
        private.proved_how = "papers"
    save_row(private)
    settle_childhood(person)
    return person


def lock_people(*ids: int) -> dict[int, Person]:
    """The persons, locked in the one order that everybody uses."""
    require_transaction()
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {person.pk: person for person in rows}


def lock_private(person: int) -> PrivateRecord:
    """A private record for change. Raises Refused when it was erased."""
    require_transaction()
    found = PrivateRecord.objects.select_for_update().filter(person=person).first()
    if found is None:
        raise Refused("identity.erased")
    return found


def checked_id(text: str) -> IdNumber:
    """Raises Refused with the reason, at the form field `id_number`."""
    try:
        return parse_id(text, today=clock.today())
    except BadIdentifierError as error:
        raise Refused(error.code, field="id_number") from error


def checked_phone(text: str) -> str:
    """Raises Refused at the form field `phone`."""
    try:
        return parse_mobile(text)
    except BadIdentifierError as error:
        raise Refused(error.code, field="phone") from error


def checked_name(text: str) -> str:
    """Raises Refused at the form field `name`."""
    name = cleaned_name(text)
    if not looks_like_a_name(name):
        raise Refused("identity.name_shape", field="name")
    return name


def checked_text(text: str, field: str) -> str:
    """A reason in a person's own words. Raises Refused at the form field."""
    text = text.strip()
    if not text:
        raise Refused("identity.reason_missing", field=field)
    if len(text) > TEXT_MAX:
        raise Refused("identity.text_too_long", field=field, limit=TEXT_MAX)
    return text


def put_phone(private: PrivateRecord, phone: str | None, *, proved: bool) -> None:
    """Write a phone number into an unsaved record, or take it out with None."""
    number = checked_phone(phone) if phone else None
    private.put("phone", number)
    private.phone_hash = vault().blind(number, kind="phone") if number else None
    private.phone_tail_hash = (
        vault().blind(number[-PHONE_TAIL:], kind="phone_tail") if number else None
    )
    private.phone_proved_at = clock.now() if number and proved else None


def put_name(private: PrivateRecord, name: str | None) -> None:
    clean = checked_name(name) if name else None
    private.put("name", clean)
    private.name_hash = vault().blind(clean, kind="name") if clean else None


def put_id(private: PrivateRecord, checked: IdNumber | None) -> None:
    """Write a checked ID with what it tells (birth date, form of address), or take it out."""
    private.put("id_number", checked.number if checked else None)
    private.id_hash = vault().blind(checked.number, kind="id") if checked else None
    private.id_kind = checked.kind if checked else ""
    private.put("birth_date", checked.birth_date.isoformat() if checked else None)
    if checked and private.title is None:
        private.put("title", "mr" if checked.male else "ms")


#: What a unique constraint says when two do the same thing at once.
TWICE = {
    "one_person_per_phone": ("identity.phone_held", "phone"),
    "one_person_per_id": ("identity.id_held", "id_number"),
    "one_open_correction_per_field": ("identity.correction_is_open", None),
    "one_open_transfer_per_pair": ("identity.transfer_is_open", None),
    "one_open_report_per_pair": ("identity.report_is_open", None),
    "blocked_once": ("identity.nothing_to_change", None),
    "one_open_proposal_per_pair": ("identity.proposed_before", None),
    "merged_once": ("identity.merged_before", None),
}


def save_row(row: Model) -> None:
    """Save; whoever comes second is refused, whatever the race."""
    require_transaction()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        for name, (code, field) in TWICE.items():
            if f'"{name}"' in str(error):
                raise Refused(code, field=field) from error
        raise
