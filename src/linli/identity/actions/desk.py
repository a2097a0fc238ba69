"""What staff do at the desk: find a person, look at a field, prove a real name by papers."""

from dataclasses import dataclass

from linli.facts import identity as facts
from linli.identity import purposes
from linli.identity.models import Consent, Person, PrivateAccess
from linli.identity.operations import checked_id, lock_people
from linli.identity.operations.consents import purpose_in_force, write_consent
from linli.identity.operations.proof import prove
from linli.identity.operations.watching import start_of_day, write_look, write_looks
from linli.identity.parameters import SEARCH_LIMIT, SEARCHES_PER_DAY
from linli.identity.purposes import Basis
from linli.identity.queries import has_consent, private_of, search_people
from linli.identity.rules import runs_the_server, who, works_on, works_on_people
from linli.journal.operations import record
from linli.journal.queries import events_of
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused

Field = PrivateAccess.Field


@dataclass(frozen=True, slots=True)
class Found:
    """At most SEARCH_LIMIT people; `more` tells that the search should be narrower."""

    people: list[Person]
    more: bool


@action(allow=works_on_people)
def search(actor: Actor, *, by: str, text: str) -> Found:
    """People in reach by full `name`, last four digits of the `phone`, or `id_number`.

    The search is recorded, and each person found can read that they were.
    """
    field = {
        "name": Field.SEARCH_NAME,
        "phone": Field.SEARCH_PHONE,
        "id_number": Field.SEARCH_ID,
    }.get(by)
    if field is None:
        raise Refused("identity.no_such_choice", field="by")
    lock_people(who(actor))  # two windows at once are counted one after the other
    mine = events_of(who(actor)).filter(type=facts.PeopleSearched.type)
    if mine.filter(at__gte=start_of_day()).count() >= SEARCHES_PER_DAY:
        raise Refused("identity.too_many_searches", limit=SEARCHES_PER_DAY)
    people = search_people(actor, by=by, text=text, limit=SEARCH_LIMIT + 1)
    shown = people[:SEARCH_LIMIT]
    write_looks(actor, shown, field, PrivateAccess.Reason.AT_THE_DESK)
    record(actor, facts.PeopleSearched(by=by, found=len(shown)))
    return Found(shown, len(people) > SEARCH_LIMIT)


@action(allow=works_on)
def reveal(actor: Actor, *, person: int, part: str, reason: str) -> str:
    """One field of one person, in clear, once; recorded with its reason for the person to read.

    `part` is `name`, `phone` or `id_number`. Raises Refused when the field is empty.
    """
    if part not in {Field.NAME, Field.PHONE, Field.ID_NUMBER}:
        raise Refused("identity.no_such_choice", field="part")
    if reason not in PrivateAccess.Reason.values:
        raise Refused("identity.reason_missing", field="reason")
    found = Person.objects.select_related("private").get(pk=person)
    private = private_of(found)
    text = private.read(part) if private else None
    if text is None:
        raise Refused("identity.nothing_there")
    write_look(actor, found, part, reason)
    record(actor, facts.PrivateFieldSeen(person=person, part=part, reason=reason))
    return text


@action(allow=works_on)
def note_consent(actor: Actor, *, person: int, purpose: str) -> Consent:
    """A person without a phone signed the text on paper; the row says that staff wrote it."""
    lock_people(person)
    found = purpose_in_force(purpose)
    if found.basis is Basis.GUARDIAN_CONSENT:
        raise Refused("identity.guardian_decides")
    if has_consent(person, purpose):
        raise Refused("identity.nothing_to_change")
    consent = write_consent(person, found, given=True, by=who(actor))
    record(actor, facts.ConsentGiven(person=person, purpose=purpose, version=found.version))
    return consent


@action(allow=works_on)
def verify_with_papers(actor: Actor, *, person: int, name: str, id_number: str) -> Person:
    """A member of staff has the papers in hand. Proves name and ID, once.

    Raises Refused: `consent_first`, `proved_before` (then a correction), `id_held` (then a
    transfer), and the shape codes. Nothing is overwritten silently.
    """
    return _verify(actor, person, name, id_number)


@action(allow=runs_the_server)
def verify_at_the_server(actor: Actor, *, person: int, name: str, id_number: str) -> Person:
    """Before there is any staff: whoever runs the server sees the first administrator's papers."""
    return _verify(actor, person, name, id_number)


def _verify(actor: Actor, person: int, name: str, id_number: str) -> Person:
    found = lock_people(person)[person]
    if not found.is_active and found.locked != Person.Locked.GUARDIAN:
        raise Refused("identity.locked")
    if found.level >= Person.Level.REAL_NAME:
        raise Refused("identity.proved_before")
    child = found.locked == Person.Locked.GUARDIAN
    if not child and not has_consent(person, purposes.REAL_NAME):
        raise Refused("identity.consent_first")
    checked = checked_id(id_number)
    if not name:
        raise Refused("identity.name_shape", field="name")
    prove(found, name=name, checked=checked, how="papers", by=actor.person)
    record(actor, facts.RealNameProved(person=person, how="papers", kind=checked.kind))
    return found
