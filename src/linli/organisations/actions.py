"""Entering organisations, giving and ending offices. Lock order: organisation, person, offices."""

from datetime import date

from linli.identity.identifiers import BadIdentifierError, parse_credit_code
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.organisations import kinds, operations, queries, rules
from linli.organisations.models import Office, Organisation
from linli.organisations.terms import term_of
from linli.places.models import Estate, Place


def _estate(pk: int | None) -> Estate | None:
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
) -> Office:
    """Give an office to the person with this public id.

    `seat` names a standard office of the catalogue: its titles, and its term when `until` is
    None. Raises Refused when the organisation cannot give it, the person cannot hold it or holds
    it, or when a seat for one is taken.
    """
    bodies = Organisation.objects.select_for_update(of=("self",)).select_related("place")
    body = found_or_refused(bodies.filter(pk=organisation))
    where = found_or_refused(Place.objects.filter(pk=place))
    quarter = _estate(estate)
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
    )


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


@action(allow=rules.may_enter)
def found(  # noqa: PLR0913 (a body is these)
    actor: Actor,
    *,
    kind: str,
    place: int,
    names: tuple[str, str],
    estate: int | None = None,
    sector: str = "",
    credit_code: str = "",
    since: date | None = None,
    ground: str = "",
) -> Organisation:
    """Enter an organisation into the register. `names`: Chinese, English."""
    row = kinds.KINDS.get(kind)
    if row is None:
        raise Refused("organisations.kind_unknown", field="kind")
    where = found_or_refused(Place.objects.filter(pk=place))
    quarter = _estate(estate)
    require(rules.sits(kind, where, quarter))
    if sector and sector not in row.sectors:
        raise Refused("organisations.sector_not_of_kind", field="sector")
    if since is not None and since > clock.today():
        raise Refused("organisations.not_yet", field="since")
    code = _credit_code(row, credit_code)
    return operations.found_organisation(
        actor,
        kind=kind,
        place=where,
        names=names,
        estate=quarter,
        sector=sector or row.sectors[0],
        credit_code=code,
        since=since,
        ground=ground,
    )


def _credit_code(row: kinds.KindRow, text: str) -> str:
    if row.credit_code is kinds.Bond.NO and text:
        raise Refused("organisations.no_credit_code", field="credit_code")
    if not text:
        if row.credit_code is kinds.Bond.MUST:
            raise Refused("organisations.credit_code_first", field="credit_code")
        return ""
    try:
        return parse_credit_code(text)
    except BadIdentifierError as error:
        raise Refused(error.code, field="credit_code") from error
