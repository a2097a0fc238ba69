"""Reads on organisations and offices."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.organisations.models import Office, Organisation
from linli.places.models import Place


def held_today() -> QuerySet[Office]:
    """Offices in force now, of people whose account lives."""
    today = clock.today()
    open_end = Q(until__isnull=True) | Q(until__gte=today)
    return Office.objects.filter(
        open_end, since__lte=today, ended_at__isnull=True, person__is_active=True
    )


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


def all_offices() -> QuerySet[Office]:
    """Past, present and coming offices, newest first by key-set paging on the id."""
    return Office.objects.select_related("place", "organisation")


def organisations() -> list[Organisation]:
    """All organisations in the order of the tree. One query."""
    return list(Organisation.objects.select_related("place").order_by("place__path", "pk"))


def bodies_of(place: Place) -> list[Organisation]:
    """The organisations of exactly this place."""
    return list(Organisation.objects.filter(place=place).order_by("pk"))


def administrators() -> QuerySet[Office]:
    """District administrators in office today."""
    return held_today().filter(capacity=Capacity.DISTRICT_ADMIN)
