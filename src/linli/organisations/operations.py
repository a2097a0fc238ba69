"""Composable writes on organisations and offices; inside a transaction only."""

from datetime import date

from linli.facts.organisations import OfficeAppointed, OfficeEnded, OrganisationFounded
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.organisations.models import Office, Organisation
from linli.places.models import Place


def found_organisation(actor: Actor, *, kind: str, place: Place, names: tuple[str, str]) -> None:
    """Enter a body into the register."""
    made = Organisation.objects.create(kind=kind, place=place, name_zh=names[0], name_en=names[1])
    record(
        actor,
        OrganisationFounded(organisation=made.pk, kind=kind, place=place.pk),
        place=place.pk,
    )


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
) -> Office:
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
    )
    fact = OfficeAppointed(
        office=office.pk,
        organisation=organisation.pk,
        person=person.pk,
        capacity=capacity,
        place=place.pk,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
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
