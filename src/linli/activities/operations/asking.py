"""What ends with an account."""

from linli.activities.models import Entrant, FreeHours, GroupMember, Objection, Rating, SignUp
from linli.activities.operations import places
from linli.activities.states import Place
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import SYSTEM

OWN = "one person's own"


def erase_of(person: int) -> None:
    """When they were free concerns nobody any more; they are in no group and on no board.

    Their places are free for others. Their words go too: stars, and that they objected, stay.
    """
    mine = records_of(person)
    for model in (FreeHours, GroupMember):
        model.objects.across_communities(OWN).filter(person__in=mine).delete()
    for said in (Rating, Objection):
        said.objects.across_communities(OWN).filter(person__in=mine).update(words=None)
    Entrant.objects.across_communities(OWN).filter(person__in=mine).update(shown=False)
    rows = SignUp.objects.across_communities(OWN).exclude(state=Place.LEFT)
    coming = rows.filter(person__in=mine, came_at=None, occasion__ends_at__gt=clock.now())
    for occasion in sorted(set(coming.values_list("occasion", flat=True))):
        at = places.locked(occasion)
        for signup in coming.filter(occasion=at).select_for_update(of=("self",)).order_by("pk"):
            places.leave(SYSTEM, at, signup)
