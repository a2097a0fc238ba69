"""Staff's search of units by their owners: recorded, and limited."""

from linli.facts.places import HomesSearched
from linli.identity.identifiers import PHONE_TAIL, cleaned
from linli.identity.operations import lock_people
from linli.identity.operations.watching import start_of_day
from linli.journal.operations import record
from linli.journal.queries import events_of
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.places import queries, rules
from linli.places.models import Unit
from linli.places.parameters import SEARCHES_PER_DAY


@action(allow=rules.searches_homes)
def search_homes(actor: Actor, *, text: str) -> list[Unit]:
    """The units in reach that a room, an owner's name, number or last four digits find.

    What was typed is not kept, only of which kind it was and how many units it found.
    """
    person = actor.person or 0
    lock_people(person)  # two windows at once are counted one after the other
    mine = events_of(person).filter(type=HomesSearched.type, at__gte=start_of_day())
    if mine.count() >= SEARCHES_PER_DAY:
        raise Refused("places.too_many_searches", limit=SEARCHES_PER_DAY)
    found = queries.search_units(actor, text)
    record(actor, HomesSearched(by=_kind(text), found=len(found)))
    return found


def _kind(text: str) -> str:
    """`name` has no digit; four digits may be a room or the end of a phone."""
    digits = cleaned(text)
    if not any(letter.isdigit() for letter in digits):
        return "name"
    if len(digits) == PHONE_TAIL:
        return "phone"
    return "id_number" if len(digits) > PHONE_TAIL else "room"
