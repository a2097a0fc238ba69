"""Reads on sanctions. Lists take a constant number of queries."""

from django.db.models import Q

from linli.awards.models import Sanction
from linli.awards.sanction_states import State
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.scoping import ScopedQuerySet


def of_person(person: int) -> ScopedQuerySet[Sanction]:
    rows = Sanction.objects.across_communities("people see what is said about them")
    return rows.filter(person__in=records_of(person)).select_related("version")


def on_desk(actor: Actor) -> ScopedQuerySet[Sanction]:
    """In reach, but nobody's own; officers of a committee see those that they proposed."""
    own = records_of(actor.person or 0)
    rows = Sanction.objects.reached_by(actor).exclude(person__in=own)
    if actor.capacity == Capacity.OFFICER:
        rows = rows.filter(proposed_by__in=own)
    return rows.select_related("version")


def to_decide(actor: Actor) -> ScopedQuerySet[Sanction]:
    """What waits for this member of staff: answered, or the days are over, or appealed."""
    own = records_of(actor.person or 0)
    over = Q(state=State.PROPOSED, answer_until__lt=clock.today()) | Q(state=State.ANSWERED)
    appealed = Q(state=State.APPEALED) & ~Q(decided_by__in=own)
    return on_desk(actor).filter(over | appealed).exclude(proposed_by__in=own)
