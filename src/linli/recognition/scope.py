"""Which honours somebody sees: shared by the rules and the reads."""

from linli.identity.queries import records_of
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.recognition.models import Honour
from linli.recognition.states import Honour as State

OWN = "people see their own"


def honours_here(actor: Actor) -> ScopedQuerySet[Honour]:
    """What the community sees: those in their days of publicity, and those that stand and are named."""
    rows = Honour.objects.reached_by(actor)
    return rows.filter(named=True, state__in=[State.PUBLIC, State.STANDS])


def honours_of_person(person: int) -> ScopedQuerySet[Honour]:
    rows = Honour.objects.across_communities(OWN)
    return rows.filter(person__in=records_of(person))
