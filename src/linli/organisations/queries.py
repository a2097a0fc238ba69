"""Reads on organisations and offices."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

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


def public_offices(place: Place | None = None) -> QuerySet[Office]:
    """Offices held today, in a place and everything under it, ready for a list."""
    held = held_today()
    if place is not None:
        held = held.filter(place__path__startswith=place.path)
    return held.select_related("place", "organisation", "person")


def all_offices() -> QuerySet[Office]:
    """Past, present and coming offices, newest first by key-set paging on the id."""
    return Office.objects.select_related("place", "organisation", "person")


def organisations() -> list[Organisation]:
    """All organisations in the order of the tree. One query."""
    return list(Organisation.objects.select_related("place").order_by("place__path", "pk"))


def organisations_of(places: Iterable[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(place__in=places).select_related("place")


def administrators() -> QuerySet[Office]:
    """District administrators in office today."""
    return held_today().filter(capacity=Capacity.DISTRICT_ADMIN)
