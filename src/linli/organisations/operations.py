"""Composable writes on organisations and offices; inside a transaction only."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from linli.facts import organisations as facts
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.organisations import kinds
from linli.organisations.models import (
    Binding,
    Correction,
    Cover,
    Office,
    OfficeGround,
    Organisation,
)
from linli.places.models import Estate, Place

#: Kind, day and document of a ground.
Ground = tuple[str, date, str]

#: Index that refuses a second row → refusal, and the form's field.
DOUBLES = {
    "one_living_name_per_place": ("organisations.name_taken", "name_zh"),
    "one_organisation_per_credit_code": ("organisations.credit_code_taken", "credit_code"),
    "one_committee_per_estate": ("organisations.one_per_estate", "estate"),
    "one_ground_of_a_kind": ("organisations.ground_recorded", "kind"),
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
    if estate is not None:
        first = since or clock.today()
        Binding.objects.create(organisation=made, estate=estate, since=first, ground=ground)
    fact = facts.OrganisationFounded(
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
    grounds: Sequence[Ground] = (),
) -> Office:
    """Write the office with its grounds and record it."""
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
    for each in grounds:
        _ground(office, each)
    fact = facts.OfficeAppointed(
        office=office.pk,
        organisation=organisation.pk,
        person=person.pk,
        capacity=capacity,
        place=place.pk,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
        seat=seat,
        estate=estate.pk if estate else None,
        grounds=tuple(each[0] for each in grounds),
    )
    record(actor, fact, place=place.pk)
    return office


def _ground(office: Office, ground: Ground) -> OfficeGround:
    kind, day, document = ground
    with no_doubles():
        return OfficeGround.objects.create(office=office, kind=kind, day=day, document=document)


def add_ground(actor: Actor, office: Office, ground: Ground) -> OfficeGround:
    """A ground that came later: the street's appointment after the election."""
    row = _ground(office, ground)
    fact = facts.OfficeGroundRecorded(office=office.pk, kind=row.kind, day=row.day.isoformat())
    record(actor, fact, place=office.place_id)
    return row


def bind(
    actor: Actor, body: Organisation, estate: Estate | None, *, day: date, ground: str
) -> None:
    """Bind a body to another estate, or to none, from a day on."""
    Binding.objects.filter(organisation=body, until__isnull=True).update(
        until=Greatest("since", Value(day - timedelta(days=1)))
    )
    body.estate = estate
    with no_doubles():
        body.save(update_fields=["estate"])
    if estate is not None:
        Binding.objects.create(organisation=body, estate=estate, since=day, ground=ground)
    fact = facts.OrganisationBound(
        organisation=body.pk, estate=estate.pk if estate else None, since=day.isoformat()
    )
    record(actor, fact, place=body.place_id)


def correct(actor: Actor, body: Organisation, changes: dict[str, str], reason: str) -> None:
    """`changes`: field → new value. What stood there before is kept."""
    for name, after in changes.items():
        before = getattr(body, name)
        Correction.objects.create(
            organisation=body,
            field=name,
            before=str(before),
            after=str(after),
            reason=reason,
            at=clock.now(),
        )
        setattr(body, name, after)
    with no_doubles():
        body.save(update_fields=list(changes))
    fact = facts.OrganisationCorrected(organisation=body.pk, fields=tuple(sorted(changes)))
    record(actor, fact, place=body.place_id)


def end_organisation(actor: Actor, body: Organisation, *, last_day: date, ground: str) -> None:
    """Close the body's record and its binding."""
    body.until, body.ended, body.end_ground = last_day, True, ground
    body.save(update_fields=["until", "ended", "end_ground"])
    Binding.objects.filter(organisation=body, until__isnull=True).update(
        until=Greatest("since", Value(last_day))
    )
    fact = facts.OrganisationEnded(organisation=body.pk, until=last_day.isoformat())
    record(actor, fact, place=body.place_id)


def name_cover(  # noqa: PLR0913 (a cover is these)
    actor: Actor, office: Office, person: Person, *, since: date, until: date, ground: str
) -> Cover:
    """Write the cover and record it."""
    row = Cover.objects.create(
        office=office, person=person, since=since, until=until, ground=ground
    )
    fact = facts.CoverNamed(
        cover=row.pk,
        office=office.pk,
        person=person.pk,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    record(actor, fact, place=office.place_id)
    return row


def end_cover(actor: Actor, cover: Cover) -> None:
    """Take it back from this moment on."""
    cover.ended_at = clock.now()
    cover.save(update_fields=["ended_at"])
    fact = facts.CoverEnded(cover=cover.pk, office=cover.office_id)
    record(actor, fact, place=cover.office.place_id)


def close_office(actor: Actor, office: Office, *, last_day: date | None, ground: str) -> None:
    """End with `last_day`, or at once when it is None."""
    at_once = last_day is None
    office.until = last_day or max(clock.today(), office.since)
    office.ended_at = clock.now() if at_once else None
    office.end_ground = ground
    office.save(update_fields=["until", "ended_at", "end_ground"])
    fact = facts.OfficeEnded(office=office.pk, until=office.until.isoformat(), at_once=at_once)
    record(actor, fact, place=office.place_id)
