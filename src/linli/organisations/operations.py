"""Composable writes on organisations and offices; inside a transaction only."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction

from linli.facts.organisations import OfficeAppointed, OfficeEnded, OrganisationFounded
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.organisations import kinds
from linli.organisations.models import Office, Organisation
from linli.places.models import Estate, Place

#: Index that refuses a second row → refusal, and the form's field.
DOUBLES = {
    "one_living_name_per_place": ("organisations.name_taken", "name_zh"),
    "one_organisation_per_credit_code": ("organisations.credit_code_taken", "credit_code"),
    "one_committee_per_estate": ("organisations.one_per_estate", "estate"),
}


@contextmanager
def no_doubles() -> Iterator[None]:
    """What the register has once stays once, also when two write at the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if name not in DOUBLES:
            raise
        code, where = DOUBLES[name]
        raise Refused(code, field=where) from error


def found_organisation(  # noqa: PLR0913 (a body is these)
    actor: Actor,
    *,
    kind: str,
    place: Place,
    names: tuple[str, str],
    estate: Estate | None = None,
    sector: str = "",
    credit_code: str = "",
    since: date | None = None,
    ground: str = "",
) -> Organisation:
    """Enter a body into the register."""
    with no_doubles():
        made = Organisation.objects.create(
            kind=kind,
            sector=sector or kinds.KINDS[kind].sectors[0],
            place=place,
            estate=estate,
            name_zh=names[0],
            name_en=names[1],
            credit_code=credit_code,
            since=since,
            ground=ground,
        )
    fact = OrganisationFounded(
        organisation=made.pk,
        kind=kind,
        place=place.pk,
        sector=made.sector,
        estate=estate.pk if estate else None,
        since=since.isoformat() if since else None,
    )
    record(actor, fact, place=place.pk)
    return made


def open_office(  # noqa: PLR0913 (an appointment is these)
    actor: Actor,
    *,
    organisation: Organisation,
    person: Person,
    capacity: str,
    place: Place,
    since: date,
    until: date | None,
    titles: tuple[str, str],
    ground: str,
    seat: str = "",
    estate: Estate | None = None,
) -> Office:
    """Write the office and record it."""
    office = Office.objects.create(
        organisation=organisation,
        person=person,
        capacity=capacity,
        place=place,
        since=since,
        until=until,
        title_zh=titles[0],
        title_en=titles[1],
        ground=ground,
        seat=seat,
        estate=estate,
    )
    fact = OfficeAppointed(
        office=office.pk,
        organisation=organisation.pk,
        person=person.pk,
        capacity=capacity,
        place=place.pk,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
        seat=seat,
        estate=estate.pk if estate else None,
    )
    record(actor, fact, place=place.pk)
    return office


def close_office(actor: Actor, office: Office, *, last_day: date | None, ground: str) -> None:
    """End with `last_day`, or at once when it is None."""
    at_once = last_day is None
    office.until = last_day or max(clock.today(), office.since)
    office.ended_at = clock.now() if at_once else None
    office.end_ground = ground
    office.save(update_fields=["until", "ended_at", "end_ground"])
    fact = OfficeEnded(office=office.pk, until=office.until.isoformat(), at_once=at_once)
    record(actor, fact, place=office.place_id)
