"""Giving and ending offices. Lock order: the person, then offices."""

from datetime import date

from django.db.models import Q

from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.organisations import operations, queries, rules
from linli.organisations.models import Office, Organisation
from linli.places.models import Place


@action(allow=rules.may_manage)
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
) -> Office:
    """Give an office to the person with this public id.

    Raises Refused when the organisation cannot give it, the person cannot hold it, or holds it.
    """
    body = found_or_refused(Organisation.objects.select_related("place").filter(pk=organisation))
    where = found_or_refused(Place.objects.filter(pk=place))
    require(rules.fits(body, where, capacity))
    if until is not None and until < since:
        raise Refused("organisations.dates", field="until")
    who = Person.objects.select_for_update().filter(public_id=person).first()
    if who is None:
        raise Refused("organisations.nobody", field="person")
    require(rules.suits(actor, who))
    require(rules.compatible(who, capacity, since, until))
    overlapping = Q(until__isnull=True) | Q(until__gte=since)
    same = Office.objects.filter(
        overlapping,
        organisation=body,
        person=who,
        capacity=capacity,
        place=where,
        ended_at__isnull=True,
    )
    if until is not None:
        same = same.filter(since__lte=until)
    if same.exists():
        raise Refused("organisations.holds_already", field="person")
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
    )


@action(allow=rules.may_manage)
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


@action(allow=rules.may_manage)
def found(actor: Actor, *, kind: str, place: int, names: tuple[str, str]) -> None:
    """Enter an organisation into the register. `names`: Chinese, English."""
    where = found_or_refused(Place.objects.filter(pk=place))
    operations.found_organisation(actor, kind=kind, place=where, names=names)
