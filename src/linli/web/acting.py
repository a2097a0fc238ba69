"""Who is asking, as what, and where: the Actor of a request.

A person acts as a resident of their community unless they chose one of the offices that they
hold today; an office counts only in a session that was opened with a second factor.
"""

from django.http import HttpRequest

from linli.identity.models import Person
from linli.identity.signin.proof import has_second_factor, opens_office
from linli.kernel.actor import VISITOR, Actor, Capacity
from linli.organisations.models import Office
from linli.organisations.queries import offices_of
from linli.places.queries import communities_under

#: Session key: the id of the office in which the person acts now.
OFFICE = "acting_office"


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request. One query for a resident, three in an office."""
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return VISITOR
    chosen = request.session.get(OFFICE)
    office = next((o for o in offices_of(person.pk) if o.pk == chosen), None) if chosen else None
    return (
        as_office(person, office, opens_office(request))
        if office
        else as_resident(person, has_second_factor(request))
    )


def as_resident(person: Person, second: bool = False) -> Actor:  # noqa: FBT001, FBT002
    reach = frozenset() if person.community is None else frozenset({person.community})
    return Actor(person.pk, Capacity.RESIDENT, person.community, reach, second)


def as_office(person: Person, office: Office, second: bool) -> Actor:  # noqa: FBT001
    return Actor(
        person.pk,
        Capacity(office.capacity),
        office.place_id,
        communities_under(office.place),
        second,
        office=office.pk,
        organisation=office.organisation_id,
        body=office.organisation.kind,
    )
