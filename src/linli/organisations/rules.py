"""Who may enter organisations, give and end offices; what fits a body, and what goes together."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import ADMINISTRATION, Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.organisations import kinds
from linli.organisations.models import Cover, Office, Organisation
from linli.places.models import Estate, Place


def may_manage(actor: Actor, **_: Any) -> Decision:
    """A district administrator, over everything; the system fills a new district."""
    if actor.capacity == Capacity.SYSTEM:
        return ALLOWED
    if actor.capacity != Capacity.DISTRICT_ADMIN:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED


def may_enter(actor: Actor, *, kind: str, place: int, **_: Any) -> Decision:
    """An administrator; staff, for the kinds that the catalogue leaves to their body."""
    if actor.capacity != Capacity.STAFF:
        return may_manage(actor)
    row = kinds.KINDS.get(kind)
    if row is None or actor.body not in row.appointers:
        return denied("kernel.not_for_you")
    return _in_reach(actor, place)


def may_keep(actor: Actor, *, organisation: int, **_: Any) -> Decision:
    """Correct it, end it, fill its offices: whoever may enter its kind there."""
    if actor.capacity != Capacity.STAFF:
        return may_manage(actor)
    found = Organisation.objects.filter(pk=organisation).values("kind", "place").first()
    if found is None:
        return denied("kernel.not_for_you" if not actor.body else "kernel.not_found")
    return may_enter(actor, kind=found["kind"], place=found["place"])


def may_keep_office(actor: Actor, *, office: int, **_: Any) -> Decision:
    """The body that fills the office."""
    if actor.capacity != Capacity.STAFF:
        return may_manage(actor)
    body = Office.objects.filter(pk=office).values_list("organisation", flat=True).first()
    if body is None:
        return denied("kernel.not_found")
    return may_keep(actor, organisation=body)


def may_answer_for(actor: Actor, *, person: str, **_: Any) -> Decision:
    """Whoever fills every office that the person holds, will hold or covers; never oneself.

    So nobody gives a code for a wider office than they could give away.
    """
    if actor.capacity == Capacity.SYSTEM:
        return ALLOWED
    general = keeps_some(actor)
    if not general:
        return general
    held = Office.objects.filter(person__public_id=person)
    covered = Cover.objects.filter(
        person__public_id=person, until__gte=clock.today(), ended_at__isnull=True
    )
    offices = list(at_the_time(held, clock.today(), None).values_list("pk", "person"))
    offices += covered.values_list("office", "person")
    if not offices:
        return denied("organisations.no_office")
    if any(who == actor.person for _office, who in offices):
        return denied("organisations.answers_for_oneself")
    denials = [may_keep_office(actor, office=office) for office, _who in offices]
    return next((each for each in denials if not each), ALLOWED)


def may_cover(actor: Actor, *, office: int, **_: Any) -> Decision:
    """The holder, acting in the office, or the body that fills it; a substitute names no other."""
    held = Office.objects.filter(pk=office, person=actor.person).exists()
    if held and actor.office == office:
        return ALLOWED if actor.second_factor else denied("kernel.second_factor")
    return may_keep_office(actor, office=office)


def may_end_cover(actor: Actor, *, cover: int, **_: Any) -> Decision:
    """Whoever may name a substitute, and the substitute."""
    row = Cover.objects.filter(pk=cover).first()
    if row is None:
        return may_cover(actor, office=0)
    mine = actor.person is not None and row.person_id == actor.person
    return ALLOWED if mine else may_cover(actor, office=row.office_id)


def may_stand_in(office: Office, person: Person) -> Decision:
    """Records of the administration open to colleagues; others are named by who appoints."""
    if office.capacity not in ADMINISTRATION:
        return ALLOWED
    colleagues = Office.objects.filter(
        organisation=office.organisation_id, person=person, ended_at__isnull=True
    )
    return ALLOWED if colleagues.exists() else denied("organisations.cover_by_colleague")


def keeps_some(actor: Actor, **_: Any) -> Decision:
    """Whether there is any kind of body that the actor may enter and fill."""
    if actor.capacity != Capacity.STAFF:
        return may_manage(actor)
    if not any(actor.body in row.appointers for row in kinds.TABLE):
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def _in_reach(actor: Actor, place: int) -> Decision:
    """Within the place that the actor's office is for."""
    if not actor.second_factor:
        return denied("kernel.second_factor")
    paths = Place.objects.in_bulk([pk for pk in (place, actor.place) if pk is not None])
    here, own = paths.get(place), paths.get(actor.place or 0)
    if here is None or own is None or not here.path.startswith(own.path):
        return denied("kernel.not_found")
    return ALLOWED


def sits(kind: str, place: Place, estate: Estate | None) -> Decision:
    """A kind has its places, and some belong to an estate of that place."""
    row = kinds.KINDS[kind]
    if place.kind not in row.at:
        return denied("organisations.not_at_this_place")
    if estate is None:
        bound = row.bond is kinds.Bond.MUST
        return denied("organisations.estate_first") if bound else ALLOWED
    if row.bond is kinds.Bond.NO:
        return denied("organisations.no_estate")
    return ALLOWED if estate.community_id == place.pk else denied("organisations.estate_elsewhere")


def fits(
    organisation: Organisation, place: Place, capacity: str, estate: Estate | None = None
) -> Decision:
    """An organisation gives only its own capacities, and only within its own place and estate."""
    if organisation.ended:
        return denied("organisations.no_more")
    if capacity not in organisation.row.gives:
        return denied("organisations.capacity_not_given_here")
    if not place.path.startswith(organisation.place.path):
        return denied("organisations.place_outside")
    if estate is not None and estate.community_id != place.pk:
        return denied("organisations.estate_elsewhere")
    if estate is not None and organisation.estate_id not in {None, estate.pk}:
        return denied("organisations.estate_elsewhere")
    return ALLOWED


def suits(actor: Actor, person: Person) -> Decision:
    """Officials are known by name, and nobody appoints themselves."""
    if not person.is_active:
        return denied("organisations.nobody")
    if person.pk == actor.person:
        return denied("organisations.not_yourself")
    if person.level < Person.Level.REAL_NAME:
        return denied("organisations.real_name_first")
    return ALLOWED


def at_the_time(rows: QuerySet[Office], since: date, until: date | None) -> QuerySet[Office]:
    """Offices of which some day lies in the span."""
    same = rows.filter(Q(until__isnull=True) | Q(until__gte=since), ended_at__isnull=True)
    return same if until is None else same.filter(since__lte=until)


def compatible(  # noqa: PLR0913 (an office and its days)
    person: Person,
    capacity: str,
    since: date,
    until: date | None,
    *,
    kind: str = "",
    estate: int | None = None,
) -> Decision:
    """Separation of duties: an auditor holds nothing else; the paid do not watch their payer.

    GB/T 22239-2019 parts the administrator from the auditor; `kinds.CONFLICTS` the others.
    """
    others = at_the_time(Office.objects.filter(person=person), since, until)
    held = list(others.select_related("organisation"))
    covers = Cover.objects.filter(person=person, until__gte=since, ended_at__isnull=True)
    if until is not None:
        covers = covers.filter(since__lte=until)
    held += [cover.office for cover in covers.select_related("office__organisation")]
    capacities = {office.capacity for office in held}
    audits = Capacity.AUDITOR.value
    if (capacity == audits and capacities - {audits}) or (
        capacity != audits and audits in capacities
    ):
        return denied("organisations.auditor_apart")
    against = kinds.conflicting(kind) if kind and estate is not None else frozenset()
    for office in held:
        if office.organisation.kind in against and office.at_estate == estate:
            return denied("organisations.conflict")
    return ALLOWED


def seat_free(
    organisation: Organisation,
    seat: kinds.Seat | None,
    since: date,
    until: date | None,
    estate: int | None = None,
) -> Decision:
    """A seat for one is held by one at a time."""
    if seat is None or seat.holders is None:
        return ALLOWED
    rows = Office.objects.filter(organisation=organisation, seat=seat.code, estate=estate)
    taken = at_the_time(rows, since, until).count()
    return ALLOWED if taken < seat.holders else denied("organisations.seat_taken")
