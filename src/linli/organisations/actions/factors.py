"""A colleague answers for an official's second factor: a message to a phone opens no office."""

from linli.facts.signin import FactorWindowOpened
from linli.identity.models import Person
from linli.identity.operations.factors import open_window
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.organisations import rules


@action(allow=rules.may_answer_for)
def give_factor_code(actor: Actor, *, person: str) -> str:
    """A code for a day, for the person with this public id; an earlier one is void.

    It stands in the answer alone: it is put into the official's hand, and entered in a session
    that shows their second factor.
    """
    found = Person.objects.select_for_update().filter(public_id=person).first()
    if found is None or not found.is_active:
        raise Refused("organisations.nobody", field="person")
    _row, code = open_window(found, by=actor.person)
    record(actor, FactorWindowOpened(person=found.pk), place=found.community)
    return code
