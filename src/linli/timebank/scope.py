"""Whose sessions somebody sees, and who counts as one household: shared by the rules and the reads."""

from django.db.models import Q

from linli.identity.queries import records_of
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.residence.queries import live_together
from linli.timebank.models import Session

OWN = "people see their own sessions"


def sessions_of(person: int) -> ScopedQuerySet[Session]:
    """A person's own, as giver or receiver."""
    mine = records_of(person)
    rows = Session.objects.across_communities(OWN)
    return rows.filter(Q(giver__in=mine) | Q(receiver__in=mine))


def on_desk(actor: Actor) -> ScopedQuerySet[Session]:
    return Session.objects.reached_by(actor)


def share_a_home(one: int, other: int) -> bool:
    """Whether two people belong to one home today, as owners, tenants or family."""
    return live_together(one, other)
