"""Agreements on clearing: whose they are, what moved by them, month by month. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from django.db.models import Q, Sum

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.ledger.models import Account, Balance, Ledger, Transfer
from linli.timebank.models import Agreement

BOTH = "an agreement belongs to both communities"


def agreements_of(actor: Actor) -> ScopedQuerySet[Agreement]:
    """Of the communities in reach, whichever of the two proposed it."""
    rows = Agreement.objects.across_communities(BOTH)
    return rows.filter(Q(community__in=actor.reach) | Q(other__in=actor.reach))


def partners_of(community: int) -> list[Agreement]:
    """In force, of one community."""
    rows = Agreement.objects.across_communities(BOTH).filter(state=Agreement.State.IN_FORCE)
    return list(rows.filter(Q(community=community) | Q(other=community)).order_by("pk"))


def standing(rows: Iterable[Agreement]) -> dict[int, int]:
    """Agreement -> what its first community's members have lying in the second. One query."""
    wanted = list(rows)
    found = Balance.objects.filter(
        account__kind=Account.Kind.CLEARING,
        account__ledger__unit=Ledger.Unit.MINUTES,
        account__community__in=[row.community for row in wanted],
    ).values_list("account__community", "account__other", "posted")
    posted = {(community, other): units for community, other, units in found}
    return {row.pk: posted.get((row.community, row.other), 0) for row in wanted}


@dataclass(frozen=True, slots=True)
class Month:
    """`sent` went from the first community to the second, `received` the other way.

    `net` is what the second owes the first by this month alone, `after` by everything up to its end.
    """

    first: date
    sent: int
    received: int
    after: int

    @property
    def net(self) -> int:
        return self.sent - self.received


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LOCAL)


def months(row: Agreement, *, until: date, count: int = 12) -> list[Month]:
    """The settlement month by month, the newest first; from the ledger's own transfers."""
    account = (
        Account.objects.within(row.community)
        .filter(kind=Account.Kind.CLEARING, other=row.other, ledger__unit=Ledger.Unit.MINUTES)
        .first()
    )
    if account is None:
        return []
    last = until.replace(day=1)
    firsts = [last - relativedelta(months=n) for n in range(count)][::-1]
    before = _sums(account.pk, None, _start(firsts[0]))
    after = before[0] - before[1]
    found = []
    for first in firsts:
        sent, received = _sums(account.pk, _start(first), _start(first + relativedelta(months=1)))
        after += sent - received
        found.append(Month(first, sent, received, after))
    return found[::-1]


def _sums(account: int, start: datetime | None, end: datetime) -> tuple[int, int]:
    rows = Transfer.objects.filter(at__lt=end)
    if start is not None:
        rows = rows.filter(at__gte=start)
    sent = rows.filter(credit=account).aggregate(n=Sum("amount"))["n"] or 0
    received = rows.filter(debit=account).aggregate(n=Sum("amount"))["n"] or 0
    return sent, received


def mirrored(month: Month) -> Month:
    """The same month as the other community sees it."""
    return Month(month.first, month.received, month.sent, -month.after)
