"""Reads on organisations and offices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.organisations.models import Office, Organisation
from linli.places.models import Place
from linli.places.queries import communities_under


def held_on(day: date) -> QuerySet[Office]:
    """Offices in force on a day, of people whose account lives.

    An office that ended at once counts for the days before the one on which it ended.
    """
    open_end = Q(until__isnull=True) | Q(until__gte=day)
    at_once = Q(ended_at__isnull=True) | Q(until__gt=day)
    return Office.objects.filter(open_end, at_once, since__lte=day, person__is_active=True)


def held_today() -> QuerySet[Office]:
    """Offices in force now."""
    return held_on(clock.today())


def holds(  # noqa: PLR0913 (a question has these parts)
    person: int,
    kind: str,
    *,
    estate: int | None = None,
    place: int | None = None,
    on: date | None = None,
    seats: Iterable[str] = (),
) -> bool:
    """Whether a person holds an office in a body of this kind on a day (today).

    `estate`: serving that estate, by the office or by the body; an office for no single estate
    does not count. `place`: in exactly that place. `seats`: one of these standard offices.
    """
    rows = held_on(on or clock.today()).filter(person=person, organisation__kind=kind)
    if estate is not None:
        rows = rows.filter(_serves(estate))
    if place is not None:
        rows = rows.filter(place=place)
    wanted = list(seats)
    return (rows.filter(seat__in=wanted) if wanted else rows).exists()


def _serves(estate: int) -> Q:
    return Q(estate=estate) | Q(estate__isnull=True, organisation__estate=estate)


def bodies_at(estate: int, kind: str = "") -> list[Organisation]:
    """The living organisations of an estate, of one kind or of all."""
    rows = Organisation.objects.filter(estate=estate, ended=False)
    return list((rows.filter(kind=kind) if kind else rows).order_by("pk"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an officer serves: named estates; without any, all of the communities."""

    estates: frozenset[int]
    communities: frozenset[int]


NOWHERE = Scope(frozenset(), frozenset())


def officer_scope(actor: Actor) -> Scope:
    """The estates and communities of the office in which the actor acts. Two queries at most."""
    if actor.office is None or actor.person is None:
        return NOWHERE
    office = held_today().filter(pk=actor.office).select_related("organisation", "place").first()
    if office is None:
        return NOWHERE
    estate = office.at_estate
    named = frozenset() if estate is None else frozenset({estate})
    return Scope(named, communities_under(office.place))


def offices_of(person: int) -> list[Office]:
    """The offices that a person holds today, with place and organisation. One query."""
    held = held_today().filter(person=person)
    return list(held.select_related("place", "organisation").order_by("pk"))


def public_offices() -> QuerySet[Office]:
    """All offices held today, ready for a list."""
    return held_today().select_related("place", "organisation")


def offices_at(place: Place) -> QuerySet[Office]:
    """Who serves exactly this place today."""
    return public_offices().filter(place=place).order_by("pk")


@dataclass(frozen=True, slots=True)
class Held:
    """An office and the name that its holder shows by their own choice."""

    office: Office
    name: str


def with_names(offices: Iterable[Office]) -> list[Held]:
    """The offices with their holders' names. One query more."""
    rows = list(offices)
    names = display_names(office.person_id for office in rows)
    return [Held(office, names.get(office.person_id, "")) for office in rows]


def people_of(organisation: int) -> list[Held]:
    """Who serves a body today, by the order of its seats. Two queries."""
    rows = (
        held_today()
        .filter(organisation=organisation)
        .select_related("organisation", "place", "estate")
    )
    return with_names(sorted(rows, key=_rank))


def _rank(office: Office) -> tuple[int, int]:
    codes = [seat.code for seat in office.organisation.row.seats]
    return (codes.index(office.seat) if office.seat in codes else len(codes), office.pk)


def all_offices() -> QuerySet[Office]:
    """Past, present and coming offices, newest first by key-set paging on the id."""
    return Office.objects.select_related("place", "organisation")


def organisations() -> list[Organisation]:
    """All living organisations in the order of the tree. One query."""
    return list(
        Organisation.objects.filter(ended=False)
        .select_related("place")
        .order_by("place__path", "pk")
    )


def bodies_of(place: Place) -> list[Organisation]:
    """The organisations of exactly this place."""
    return list(Organisation.objects.filter(place=place, ended=False).order_by("pk"))


def administrators() -> QuerySet[Office]:
    """District administrators in office today."""
    return held_today().filter(capacity=Capacity.DISTRICT_ADMIN)
