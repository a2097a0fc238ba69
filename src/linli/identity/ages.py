"""How old somebody is, by the papers that were proved."""

from datetime import date

from linli.identity.identifiers import age_on
from linli.identity.models import Person, PrivateRecord
from linli.identity.parameters import CHILD_AGE
from linli.kernel import clock


def birth_date_of(person: Person) -> date | None:
    """From the ID; None when it is not known."""
    private = PrivateRecord.objects.filter(person=person).first()
    text = private.read("birth_date") if private else None
    return date.fromisoformat(text) if text else None


def is_child(person: Person) -> bool:
    """Under 14 today (PIPL article 31)."""
    born = birth_date_of(person)
    return born is not None and age_on(born, clock.today()) < CHILD_AGE


def has_grown_up(person: Person) -> bool:
    """Known to be 14 or older: then nobody decides for them any more."""
    born = birth_date_of(person)
    return born is not None and age_on(born, clock.today()) >= CHILD_AGE
