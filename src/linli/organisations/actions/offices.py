"""Giving, grounding, covering and ending offices. Lock order: organisation, person, offices."""

from collections.abc import Sequence
from datetime import date

from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.organisations import kinds, operations, queries, rules
from linli.organisations.models import Cover, Office, OfficeGround, Organisation
from linli.organisations.parameters import COVER_MOST
from linli.organisations.terms import term_of
from linli.places.models import Estate, Place


def estate_of(pk: int | None) -> Estate | None:
    """Raises Refused("kernel.not_found") for an id that is none."""
    if pk is None:
        return None
    rows = Estate.objects.across_communities("the rule compares its community with the place")
    return found_or_refused(rows.filter(pk=pk))


@action(allow=rules.may_keep)
def appoint(  # noqa: PLR0913 (an appointment is these)
    actor: Actor,
    *,
    organisation: int,
    person: str,
    capacity: str,
    place: int,
    since: date,
    until: date | None = None,
    titles: tuple[str, str] = ("", ""),
    ground: str,
    seat: str = "",
    estate: int | None = None,
    grounds: Sequence[operations.Ground] = (),
) -> Office:
    """Give an office to the person with this public id.

    `seat` names a standard office of the catalogue: its titles, and its term when `until` is
    None. Raises Refused when the organisation cannot give it, the person cannot hold it or holds
    it, or when a seat for one is taken.
    """
    bodies = Organisation.objects.select_for_update(of=("self",)).select_related("place")
    body = found_or_refused(bodies.filter(pk=organisation))
    where = found_or_refused(Place.objects.filter(pk=place))
    quarter = estate_of(estate)
    require(rules.fits(body, where, capacity, quarter))
    standard = _standard(body, seat, capacity)
    if standard is not None and not any(titles):
        titles = (standard.zh, standard.en)
    if standard is not None and standard.termed and until is None:
        term = term_of(body.kind, since)
        until = term.last_day(since) if term else None
    if until is not None and until < since:
        raise Refused("organisations.dates", field="until")
    who = Person.objects.select_for_update().filter(public_id=person).first()
    if who is None:
        raise Refused("organisations.nobody", field="person")
    require(rules.suits(actor, who))
    serves = estate or body.estate_id
    require(rules.compatible(who, capacity, since, until, kind=body.kind, estate=serves))
    mine = Office.objects.filter(
        organisation=body, person=who, capacity=capacity, place=where, estate=quarter, seat=seat
    )
    if rules.at_the_time(mine, since, until).exists():
        raise Refused("organisations.holds_already", field="person")
    require(rules.seat_free(body, standard, since, until, estate))
    return operations.open_office(
        actor,
        organisation=body,
        person=who,
        capacity=capacity,
        place=where,
        since=since,
        until=until,
        titles=titles,
        ground=ground,
        seat=seat,
        estate=quarter,
        grounds=_sound(grounds),
    )


def _sound(grounds: Sequence[operations.Ground]) -> Sequence[operations.Ground]:
    """Raises Refused for a ground that lies ahead."""
    if any(day > clock.today() for _, day, _ in grounds):
        raise Refused("organisations.not_yet", field="ground_day")
    return grounds


def _standard(body: Organisation, seat: str, capacity: str) -> kinds.Seat | None:
    if not seat:
        return None
    standard = kinds.seat_of(body.kind, seat)
    if standard is None or standard.capacity != capacity:
        raise Refused("organisations.seat_unknown", field="seat")
    return standard


@action(allow=rules.may_keep_office)
def end_office(actor: Actor, *, office: int, last_day: date | None = None, ground: str) -> Office:
    """End an office with its last day, or at once. The last administrator stays."""
    # All administrators' offices are locked in one order, so that two cannot end each other's.
    remaining = list(queries.administrators().select_for_update(of=("self",)).order_by("pk"))
    held = found_or_refused(Office.objects.select_for_update().filter(pk=office))
    if held.ended_at or (held.until and held.until < clock.today()):
        raise Refused("organisations.over_already")
    if last_day is not None and last_day < max(held.since, clock.today()):
        raise Refused("organisations.dates", field="last_day")
    stay = [o for o in remaining if o.pk != held.pk and o.until is None]
    if held.capacity == Capacity.DISTRICT_ADMIN and not stay:
        raise Refused("organisations.last_administrator")
    operations.close_office(actor, held, last_day=last_day, ground=ground)
    return held


@action(allow=rules.may_keep_office)
def add_ground(actor: Actor, *, office: int, kind: str, day: date, document: str) -> OfficeGround:
    """Record what the office also rests on. Raises Refused when one of the kind stands."""
    held = found_or_refused(Office.objects.select_for_update().filter(pk=office))
    if kind not in kinds.GroundKind.values:
        raise Refused("organisations.ground_unknown", field="kind")
    (ground,) = _sound([(kind, day, document)])
    return operations.add_ground(actor, held, ground)


@action(allow=rules.may_cover)
def cover(  # noqa: PLR0913 (a cover is these)
    actor: Actor, *, office: int, person: str, since: date, until: date, ground: str
) -> Cover:
    """Name who does the work of an office from a day to a day; both stand on every act.

    Raises Refused for the holder, for days outside the term, for somebody who may not hold it.
    """
    rows = Office.objects.select_for_update(of=("self",)).select_related("organisation")
    held = found_or_refused(rows.filter(pk=office))
    if held.state == "over":
        raise Refused("organisations.over_already")
    if until < since or since < max(held.since, clock.today()):
        raise Refused("organisations.dates", field="since")
    if until - since > COVER_MOST or (held.until and until > held.until):
        raise Refused("organisations.cover_too_long", field="until")
    who = Person.objects.select_for_update().filter(public_id=person).first()
    if who is None:
        raise Refused("organisations.nobody", field="person")
    if who.pk == held.person_id:
        raise Refused("organisations.cover_oneself", field="person")
    require(rules.suits(actor, who))
    if not rules.may_keep_office(actor, office=office):
        require(rules.may_stand_in(held, who))
    require(
        rules.compatible(
            who, held.capacity, since, until, kind=held.organisation.kind, estate=held.at_estate
        )
    )
    covers = Cover.objects.filter(office=held, ended_at__isnull=True)
    if covers.filter(since__lte=until, until__gte=since).exists():
        raise Refused("organisations.covered_already")
    return operations.name_cover(actor, held, who, since=since, until=until, ground=ground)


@action(allow=rules.may_end_cover)
def end_cover(actor: Actor, *, cover: int) -> Cover:
    """Take a cover back at once."""
    rows = Cover.objects.select_for_update(of=("self",)).select_related("office")
    row = found_or_refused(rows.filter(pk=cover))
    if row.ended_at or row.until < clock.today():
        raise Refused("organisations.over_already")
    operations.end_cover(actor, row)
    return row
