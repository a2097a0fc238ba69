"""Who is kept from meeting whom: shared by the rules and the reads."""

from django.db.models import Exists, OuterRef

from linli.identity.models import Block
from linli.kernel.actor import Actor

WHY = "people see their own wishes and those that they help with"


def shut_out(actor: Actor) -> Exists:
    """The wisher has blocked the actor, who does not learn that there is a wish."""
    return Exists(Block.objects.filter(person=OuterRef("wisher"), blocked=actor.person))


def avoided(actor: Actor) -> Exists:
    """The actor has blocked the wisher."""
    return Exists(Block.objects.filter(person=actor.person, blocked=OuterRef("wisher")))
