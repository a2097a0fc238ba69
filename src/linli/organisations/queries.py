"""Reads on offices."""

from django.db.models import Q

from linli.kernel import clock
from linli.organisations.models import Office


def offices_of(person: int) -> list[Office]:
    """The offices that a person holds today, with place and organisation. One query."""
    today = clock.today()
    held = Office.objects.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
    return list(held.filter(person=person).select_related("place", "organisation").order_by("pk"))
