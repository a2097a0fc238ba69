"""When estates change their community, what is in force about their homes goes along.

What is over stays where it happened. Called in the transaction of the reform; see `places.moving`.
"""

from collections.abc import Sequence

from linli.places.models import Unit
from linli.residence.models import Claim, Doubt, Household, Invitation, Residence, Slip
from linli.residence.models.home import live
from linli.residence.states import LIVE_SLIPS, OPEN_CLAIMS, DoubtState


def residents_of(estates: Sequence[int]) -> set[int]:
    """People who belong to a home in these estates today."""
    rows = Residence.objects.across_communities("who goes along with an estate")
    return set(rows.filter(live(), unit__estate__in=estates).values_list("person", flat=True))


def follow(estates: Sequence[int], before: int, after: int) -> None:
    """Residences that last, households, open claims, live slips, invitations not used."""
    units = Unit.objects.across_communities("they have moved").filter(estate__in=estates)
    here = units.values("pk")
    for rows in (
        Residence.objects.within(before).filter(ended_at=None),
        Household.objects.within(before),
        Claim.objects.within(before).filter(state__in=OPEN_CLAIMS),
        Doubt.objects.within(before).filter(state=DoubtState.OPEN),
        Slip.objects.within(before).filter(state__in=LIVE_SLIPS),
        Invitation.objects.within(before).filter(used_at=None, void_at=None),
    ):
        rows.filter(unit__in=here).update(community=after)
