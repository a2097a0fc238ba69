"""Who holds the key of the demo's vote, with passphrases for everybody to try. All invented."""

from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.kernel.actor import Actor
from linli.organisations.queries import offices_of
from linli.voting.actions import keys
from linli.voting.models import Assembly
from linli.web.acting import as_office, as_resident
from linli.web.demo.people import BY_KEY, PEOPLE, Role
from linli.web.demo.places import COMMUNITIES, STREETS

KEY = COMMUNITIES[0][0]
STREET = next(p.key for p in PEOPLE if p.role == Role.STREET and p.place == STREETS[0][0])
#: Seat -> (key of the person, passphrase). For whoever tries the demo.
HOLDERS = {
    "first": (f"clerk-{KEY}", "榕荫花园今晚有凉茶"),
    "second": (f"grandmother-{KEY}", "seven blue kettles hum"),
    "reserve": (STREET, "7Q4K-MX2D-99AB-ZK3W"),
}


def as_holder(person: Person) -> Actor:
    """In their office when they have one."""
    office = next(iter(offices_of(person.pk)), None)
    return as_office(person, office, second=True) if office else as_resident(person)


def keys_of(convener: Actor, row: Assembly) -> None:
    """Name the three and let each choose a passphrase."""
    people = {seat: person_by_phone(BY_KEY[key].phone) for seat, (key, _) in HOLDERS.items()}
    for seat, person in people.items():
        if person is not None:
            keys.name_holder(convener, assembly=row.pk, seat=seat, person=person.public_id)
    for seat, person in people.items():
        if person is not None:
            keys.enrol(as_holder(person), assembly=row.pk, passphrase=HOLDERS[seat][1])
