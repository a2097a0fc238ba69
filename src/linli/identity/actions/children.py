"""What guardians do for children under 14. Every act is recorded as the guardian's."""

from linli.facts import identity as facts
from linli.identity import purposes
from linli.identity.models import Guardianship, Person
from linli.identity.operations import checked_id, enrol, lock_people
from linli.identity.operations.consents import erase_records, purpose_in_force, write_consent
from linli.identity.operations.joining import require_guardian
from linli.identity.operations.locking import settle_childhood
from linli.identity.parameters import CHILD_AGE
from linli.identity.queries import has_consent
from linli.identity.rules import guards, oneself, who
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused


@action(allow=oneself)
def add_child(actor: Actor, *, name: str, id_number: str) -> Person:
    """A record for a child; locked until the guardian gives the separate consent."""
    guardian = lock_people(who(actor))[who(actor)]
    require_guardian(guardian)
    if guardian.community is None:
        raise Refused("identity.no_such_community")
    checked = checked_id(id_number)
    if checked.age(clock.today()) >= CHILD_AGE:
        raise Refused("identity.not_a_child", field="id_number")
    child = enrol(
        name=name,
        id_number=checked.number,
        community=guardian.community,
        level=Person.Level.VISITOR,
        language=guardian.language,
    )
    Guardianship.objects.create(child=child, guardian=guardian, since=clock.now())
    record(actor, facts.ChildAdded(person=child.pk, guardian=guardian.pk))
    return child


@action(allow=guards)
def consent_for_child(actor: Actor, *, child: int) -> Person:
    """The separate consent; it opens the child's account."""
    person = lock_people(child)[child]
    if has_consent(child, purposes.CHILD):
        raise Refused("identity.nothing_to_change")
    purpose = purpose_in_force(purposes.CHILD)
    write_consent(child, purpose, given=True, by=who(actor))
    settle_childhood(person)
    fact = facts.ConsentGiven(person=child, purpose=purpose.code, version=purpose.version)
    record(actor, fact)
    return person


@action(allow=guards)
def withdraw_for_child(actor: Actor, *, child: int) -> Person:
    """The account locks at once."""
    person = lock_people(child)[child]
    if not has_consent(child, purposes.CHILD):
        raise Refused("identity.nothing_to_change")
    purpose = purpose_in_force(purposes.CHILD)
    write_consent(child, purpose, given=False, by=who(actor))
    settle_childhood(person)
    fact = facts.ConsentWithdrawn(person=child, purpose=purpose.code, version=purpose.version)
    record(actor, fact)
    return person


@action(allow=guards)
def erase_child(actor: Actor, *, child: int, sure: bool) -> None:
    """Delete the child's record; ids stay where something refers to them."""
    if not sure:
        raise Refused("identity.not_confirmed", field="sure")
    person = lock_people(child)[child]
    erase_records(person)
    record(actor, facts.Erased(person=child))
