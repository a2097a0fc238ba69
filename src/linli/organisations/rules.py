"""Who may give and end offices, and which offices go together."""

from datetime import date
from typing import Any

from django.db.models import Q

from linli.identity.models import Person
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.organisations.models import Office, Organisation
from linli.places.models import Place

#: Which capacities a kind of organisation can give: an auditor belongs to nobody who is audited.
GIVES: dict[str, frozenset[str]] = {
    Organisation.Kind.DISTRICT: frozenset({Capacity.STAFF, Capacity.DISTRICT_ADMIN}),
    Organisation.Kind.STREET: frozenset({Capacity.STAFF}),
    Organisation.Kind.COMMITTEE: frozenset({Capacity.STAFF}),
    Organisation.Kind.AUDITOR: frozenset({Capacity.AUDITOR}),
}


def may_manage(actor: Actor, **_: Any) -> Decision:
    """Offices are given and ended by a district administrator; the system fills a new district."""
    if actor.capacity == Capacity.SYSTEM:
        return ALLOWED
    if actor.capacity != Capacity.DISTRICT_ADMIN:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED


def fits(organisation: Organisation, place: Place, capacity: str) -> Decision:
    """An organisation gives only its own capacities, and only within its own place."""
    if capacity not in GIVES[organisation.kind]:
        return denied("organisations.capacity_not_given_here")
    if not place.path.startswith(organisation.place.path):
        return denied("organisations.place_outside")
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


def compatible(person: Person, capacity: str, since: date, until: date | None) -> Decision:
    """Separation of duties: whoever audits holds no other office at the same time.

    GB/T 22239-2019 parts the administrator from the auditor.
    """
    same_time = Q(until__isnull=True) | Q(until__gte=since)
    others = Office.objects.filter(same_time, person=person, ended_at__isnull=True)
    if until is not None:
        others = others.filter(since__lte=until)
    kinds = set(others.values_list("capacity", flat=True))
    audits = Capacity.AUDITOR.value
    if (capacity == audits and kinds - {audits}) or (capacity != audits and audits in kinds):
        return denied("organisations.auditor_apart")
    return ALLOWED
