"""What the actions on sessions share."""

from linli.facts import timebank as facts
from linli.identity.models import Person
from linli.identity.queries import blocked_ids, neighbour
from linli.journal.models import Event
from linli.journal.operations import record
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.timebank.models import Session


def told(actor: Actor, row: Session, fact: type[facts.SessionFact], **more: object) -> Event:
    """The one event of an action on a session."""
    made = fact(
        session=row.pk,
        community=row.community,
        giver=row.giver_id,
        receiver=row.receiver_id,
        state=row.state,
        **more,
    )
    return record(actor, made, place=row.community)


def somebody(actor: Actor, number: str, field: str = "person") -> Person:
    """A neighbour by number. Whoever blocked the actor is not there for them."""
    found = neighbour(actor, number)
    if found is None or (actor.person and actor.person in blocked_ids(found.pk)):
        raise Refused("timebank.nobody_there", field=field)
    return found
