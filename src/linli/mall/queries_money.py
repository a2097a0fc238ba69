"""Reads on rates, budgets and settlements, and how long points wait until they are spent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, Sum
from django.db.models.functions import TruncDate

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.ledger.models import Balance, LotUse
from linli.mall.medians import median
from linli.mall.models import Budget, Order, Pledge, Rate, Settlement
from linli.mall.parameters import WINDOW_DAYS

#: Kinds of movements by which points are earned; a refund is none.
EARNED = ("award", "earn")


def midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=clock.LOCAL)


def rate_on(community: int, day: date) -> Rate | None:
    rows = Rate.objects.within(community).filter(since__lte=day)
    return rows.order_by("-since").first()


def rates(actor: Actor) -> list[Rate]:
    """The newest first; few."""
    return list(Rate.objects.reached_by(actor).order_by("-since", "-pk")[:50])


def budgets_of(community: int) -> list[Budget]:
    rows = Budget.objects.within(community).select_related("organisation")
    return list(rows.order_by("pk")[:200])


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A budget with its figures in fen."""

    budget: Budget
    pledged: int
    left: int
    promised: int


def sponsors(actor: Actor) -> list[Sponsor]:
    """Three queries."""
    rows = list(
        Budget.objects.reached_by(actor).select_related("organisation").order_by("pk")[:200]
    )
    held = {row.pk: row for row in Balance.objects.filter(pk__in=[each.account for each in rows])}
    sums = dict(Pledge.objects.filter(budget__in=rows).values_list("budget").annotate(n=Sum("fen")))
    return [
        Sponsor(row, sums.get(row.pk, 0), held[row.account].available, held[row.account].held)
        for row in rows
    ]


def settlements(merchant: int) -> ScopedQuerySet[Settlement]:
    rows = Settlement.objects.across_communities("the merchant was asked for by a rule")
    return rows.filter(merchant=merchant).select_related("merchant__organisation")


def lines_of(settlement: Settlement) -> Iterable[tuple[Order, int]]:
    """Its orders with their sign: what was given back after payment counts against it."""
    rows = Order.objects.within(settlement.community).filter(
        Q(settlement=settlement) | Q(deducted=settlement)
    )
    for row in rows.select_related("offer__budget__organisation").order_by("pk"):
        yield row, -1 if row.deducted_id == settlement.pk else 1


def days_until_spent(actor: Actor) -> int | None:
    """The median of days between earning and spending a point, of the last months' orders.

    Of each lot that paid for an order: its day of earning and of being spent, weighed by its
    points. None where nothing was spent. One query.
    """
    since = clock.now() - timedelta(days=WINDOW_DAYS)
    spent = Order.objects.reached_by(actor).filter(
        state__in=["collected", "disputed", "upheld"], collected_at__gte=since
    )
    rows = (
        LotUse.objects.filter(transfer__in=spent.values("transfer"), lot__transfer__kind__in=EARNED)
        .annotate(
            out=TruncDate("transfer__at", tzinfo=clock.LOCAL),
            came=TruncDate("lot__transfer__at", tzinfo=clock.LOCAL),
        )
        .values_list("out", "came")
        .annotate(points=Sum("amount"))
    )
    return median(((out - came).days, points) for out, came, points in rows)
