"""Departures: whose they are, whether an account is closed, who is the heir. Reads only."""

from collections.abc import Iterable

from django.db.models import Q

from linli.identity.identifiers import cleaned
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.timebank.models import Departure, Kinship, Member
from linli.timebank.states_leaving import CLOSED, Cause, Stage

CONCERNED = "people see what became of their own hours, heirs and kin too"


def is_closed(people: Iterable[int], community: int) -> bool:
    """Whether one of these died, or left this community: no new hours come to the account."""
    rows = Departure.objects.across_communities("who is gone is gone everywhere")
    rows = rows.filter(person__in=list(people), stage__in=CLOSED)
    return rows.filter(Q(community=community) | Q(cause=Cause.DIED)).exists()


def person_by(number: str) -> Person | None:
    rows = Person.objects.filter(public_id=cleaned(number), erased_at=None, merged_into=None)
    return rows.first()


def member_by(community: int, number: str) -> Person | None:
    """Somebody in the time bank of a community, wherever they live by now."""
    found = person_by(number)
    if found is None:
        return None
    if found.community == community:
        return found
    rows = Member.objects.within(community).filter(person__in=records_of(found.pk))
    return found if rows.exists() else None


def kinship_of(person: int, heir: int) -> Kinship | None:
    """What both of them said, in whichever direction; ended by nobody."""
    ours, theirs = records_of(person), records_of(heir)
    rows = Kinship.objects.across_communities("of the two people of an inheritance")
    rows = rows.filter(ended_at=None, confirmed_at__isnull=False)
    pair = Q(person__in=ours, kin__in=theirs) | Q(person__in=theirs, kin__in=ours)
    return rows.filter(pair).order_by("pk").first()


def concerning(person: int) -> ScopedQuerySet[Departure]:
    """Of one's own hours, of those that one inherited, and of one's confirmed kin."""
    mine = records_of(person)
    kin = Kinship.objects.across_communities(CONCERNED).filter(confirmed_at__isnull=False)
    rows = Departure.objects.across_communities(CONCERNED)
    return rows.filter(
        Q(person__in=mine)
        | Q(heir__in=mine)
        | Q(person__in=kin.filter(person__in=mine).values("kin"))
        | Q(person__in=kin.filter(kin__in=mine).values("person"))
    )


def waiting(actor: Actor) -> ScopedQuerySet[Departure]:
    """What somebody at the desk has to decide."""
    rows = Departure.objects.reached_by(actor)
    return rows.filter(stage__in=[Stage.PROPOSED, Stage.APPEALED])
