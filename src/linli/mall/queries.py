"""Reads in the mall. Lists take a constant number of queries."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce, Greatest

from linli.facts.mall import WrongCodeTried
from linli.identity.queries import records_of
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.ledger.models import Account, Balance, Transfer
from linli.mall import codes, parameters
from linli.mall.kinds import Kind
from linli.mall.models import Merchant, MerchantStep, Offer, Order, OrderStep, Slot
from linli.mall.states import LIVE, SPENT, UNDONE, Shelf, Standing, State
from linli.organisations.models import Organisation

LIVE_STATES = sorted(state.value for state in LIVE)
_UNDONE = sorted(state.value for state in UNDONE)
_SPENT = sorted(state.value for state in SPENT)
EVERYWHERE = "one person's orders, wherever they are"


def midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.LOCAL)


# --- what is on offer ------------------------------------------------------------------------------
def available(actor: Actor) -> tuple[int, bool]:
    """What the actor can spend here, and whether the account is frozen. One query and one more."""
    rows = Balance.objects.filter(
        account__community=actor.place or 0,
        account__ledger__unit="points",
        account__kind=Account.Kind.RESIDENT,
        account__person__in=records_of(actor.person or 0),
    )
    found = rows.order_by("-posted").first()
    return (found.available, found.frozen) if found else (0, False)


def on_offer(actor: Actor, kind: str = "") -> ScopedQuerySet[Offer]:
    """What can be ordered today, in the actor's communities."""
    today = clock.today()
    rows = Offer.objects.reached_by(actor).filter(
        Q(until__isnull=True) | Q(until__gte=today),
        Q(merchant__until__isnull=True) | Q(merchant__until__gte=today),
        state=Shelf.OPEN,
        since__lte=today,
        merchant__state=Standing.APPROVED,
        merchant__since__lte=today,
    )
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    return rows.select_related("merchant__organisation")


def in_stock(rows: ScopedQuerySet[Offer]) -> ScopedQuerySet[Offer]:
    return rows.filter(Q(stock__isnull=True) | Q(stock__gt=0))


def to_be_had_today(actor: Actor, points: int, kind: str = "") -> ScopedQuerySet[Offer]:
    """What the balance covers, is there, and is handed over today."""
    rows = in_stock(on_offer(actor, kind))
    today = clock.today()
    times = Slot.objects.filter(offer=OuterRef("pk"))
    ends = midnight(today + timedelta(days=1))
    soon = times.filter(starts_at__gt=clock.now(), starts_at__lt=ends, left__gt=0)
    rows = rows.filter(~Exists(times) | Exists(soon))
    return rows.filter(price__lte=points, days__contains=[today.isoweekday()])


# --- orders ---------------------------------------------------------------------------------------
def live_count(person: int) -> int:
    rows = Order.objects.across_communities(EVERYWHERE)
    return rows.filter(person__in=records_of(person), state__in=LIVE_STATES).count()


def had_this_month(offer: int, person: int) -> int:
    """Orders of the month that were not undone."""
    first = midnight(clock.today().replace(day=1))
    rows = Order.objects.across_communities(EVERYWHERE).filter(offer=offer, at__gte=first)
    return rows.filter(person__in=records_of(person)).exclude(state__in=_UNDONE).count()


def by_code(merchant: int, code: str) -> Order | None:
    """The live order of a merchant that the digits stand for; without a lock."""
    rows = Order.objects.across_communities("the merchant was asked for by a rule")
    found = rows.filter(merchant=merchant, code_hash=codes.hashed(codes.typed(code)))
    return found.filter(state__in=LIVE_STATES).select_related("offer", "merchant").first()


def wrong_codes(person: int) -> int:
    """Wrong codes of a person in the last hour."""
    since = clock.now() - timedelta(hours=1)
    return Event.objects.filter(type=WrongCodeTried.type, actor=person, at__gt=since).count()


def history(order: Order) -> list[OrderStep]:
    rows = OrderStep.objects.filter(order=order).order_by("pk")
    return list(rows.select_related("person__private", "helper__private"))


def to_tell(order: int) -> Order | None:
    """An order of which somebody is told."""
    rows = Order.objects.across_communities("who is told of an order")
    return rows.filter(pk=order).select_related("offer").first()


def over_now(now: datetime) -> list[int]:
    rows = Order.objects.across_communities("the half-hourly look")
    live = rows.filter(until__lte=now, state__in=LIVE_STATES)
    return list(live.order_by("pk").values_list("pk", flat=True))


def over_soon(now: datetime) -> list[int]:
    """What ends within a day and was not told of."""
    rows = Order.objects.across_communities("the half-hourly look")
    soon = rows.filter(until__gt=now, until__lte=now + timedelta(days=1), state__in=LIVE_STATES)
    return list(soon.filter(reminded=False).order_by("pk").values_list("pk", flat=True))


def explained(transfers: list[int]) -> dict[int, Order]:
    """Orders by the movements that settled them or gave them back."""
    rows = Order.objects.across_communities("beside a statement that was found by its rule")
    found = rows.filter(Q(transfer__in=transfers) | Q(back__in=transfers)).select_related("offer")
    by_transfer: dict[int, Order] = {}
    for row in found:
        by_transfer |= {pk: row for pk in (row.transfer, row.back) if pk is not None}
    return by_transfer


# --- the desk -------------------------------------------------------------------------------------
def merchants(actor: Actor) -> ScopedQuerySet[Merchant]:
    return Merchant.objects.reached_by(actor).select_related("organisation")


def merchant_history(merchant: Merchant) -> list[MerchantStep]:
    rows = MerchantStep.objects.filter(merchant=merchant).order_by("pk")
    return list(rows.select_related("words", "person__private"))


def bodies_to_choose(actor: Actor) -> list[Organisation]:
    """Organisations of the reach that are no merchant yet."""
    living = [Standing.APPLIED.value, Standing.APPROVED.value, Standing.SUSPENDED.value]
    known = Merchant.objects.reached_by(actor).filter(state__in=living).values("organisation")
    rows = Organisation.objects.filter(place__in=actor.reach, ended=False).exclude(pk__in=known)
    return list(rows.exclude(kind="auditor").order_by("kind", "pk"))


def nobody_took(actor: Actor) -> ScopedQuerySet[Offer]:
    """On offer, and nobody ordered it for so many days."""
    days = parameters.rules_on(clock.today()).idle_days
    rows = on_offer(actor).annotate(
        seen=Greatest(Coalesce(F("taken_at"), F("opened_at")), F("opened_at"))
    )
    return rows.filter(seen__lte=clock.now() - timedelta(days=days))


def counted(actor: Actor) -> dict[str, int]:
    """How many orders of the reach stand where. One query."""
    rows = Order.objects.reached_by(actor).values("state").annotate(n=Count("pk"))
    found = {row["state"]: row["n"] for row in rows}
    return {state.value: found.get(state.value, 0) for state in State}


def handed_over(merchant: int) -> int:
    """Points of what was handed over and not given back, less what neighbours earned of it."""
    rows = Order.objects.across_communities("an audit of a merchant")
    total = rows.filter(merchant=merchant, state__in=_SPENT).aggregate(
        n=Sum("price") - Sum("earned")
    )["n"]
    return int(total or 0)


def payable(account: int) -> int:
    """What a merchant has of points that are not settled yet."""
    found = Balance.objects.filter(pk=account).values_list("posted", flat=True).first()
    return int(found or 0)


def settled(account: int) -> int:
    """What of a merchant's points was settled, less what the community took over again."""
    paid = Transfer.objects.filter(debit=account, kind="settle").aggregate(n=Sum("amount"))["n"]
    back = Transfer.objects.filter(credit=account, kind="unsettle").aggregate(n=Sum("amount"))["n"]
    return int(paid or 0) - int(back or 0)
