"""The mall by software: residents order, merchants scan."""

from typing import Literal

from django.http import HttpRequest
from ninja import Router

from linli.identity.queries import records_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.api import needs
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.mall import actions, queries, rules
from linli.mall.models import Offer, Order
from linli.mall.parameters import PAGE
from linli.mall.schemas import (
    OfferOut,
    OfferPage,
    OrderIn,
    OrderOut,
    OrderPage,
    ReasonIn,
    ScanIn,
    ShopOut,
)
from linli.mall.shown import order_shown

router = Router(tags=["mall"])

READ = "mall:read"
WRITE = "mall:write"


def _offer(row: Offer) -> OfferOut:
    plain = (
        "kind",
        "title",
        "about",
        "price",
        "stock",
        "monthly",
        "until",
        "place",
        "hours",
        "days",
    )
    values = {name: getattr(row, name) for name in plain}
    return OfferOut(id=row.pk, merchant=row.merchant.organisation.name, **values)


def _order(actor: Actor, row: Order, *, code: bool = False) -> OrderOut:
    return OrderOut(
        id=row.pk,
        offer=row.offer_id,
        title=row.offer.title,
        merchant=row.merchant.organisation.name,
        price=row.price,
        state=row.state,
        at=row.at,
        until=row.until,
        collected_at=row.collected_at,
        code=order_shown(actor, row, "").code.replace(" ", "") if code else "",
    )


@router.get("/mall/offers", response=OfferPage, auth=needs(READ), summary="What can be had")
def list_offers(
    request: HttpRequest,
    *,
    list: Literal["all", "today"] = "all",  # noqa: A002 (the name in the address)
    kind: str = "",
    after: str | None = None,
) -> OfferPage:
    """The cheapest first; `today`: what the balance covers and is handed over today."""
    actor = actor_of(request)
    if actor.capacity is not Capacity.RESIDENT:
        raise Refused("mall.as_resident")
    rows = queries.on_offer(actor, kind)
    if list == "today":
        rows = queries.to_be_had_today(actor, queries.available(actor)[0], kind)
    page = page_of(rows, key=["price", "pk"], after=after, size=PAGE)
    return OfferPage(items=[_offer(row) for row in page.items], next=page.next)


@router.post(
    "/mall/offers/{int:offer}/orders",
    response={201: OrderOut},
    auth=needs(WRITE),
    summary="Order one piece",
)
def post_order(request: HttpRequest, offer: int, sent: OrderIn) -> tuple[int, OrderOut]:
    """It is kept and the points are promised, until it is collected with the code."""
    actor = actor_of(request)
    made = actions.order(actor, offer=offer, key=sent.key)
    row = found_or_refused(rules.orders_seen_by(actor).filter(pk=made.pk))
    return 201, _order(actor, row, code=True)


@router.get("/me/orders", response=OrderPage, auth=needs(READ), summary="My orders")
def list_orders(request: HttpRequest, after: str | None = None) -> OrderPage:
    actor = actor_of(request)
    rows = Order.objects.across_communities("a person's own").filter(
        person__in=records_of(actor.person or 0)
    )
    rows = rows.select_related("offer", "merchant__organisation")
    page = page_of(rows, key=["-pk"], after=after, size=PAGE)
    return OrderPage(items=[_order(actor, row) for row in page.items], next=page.next)


@router.get("/mall/orders/{int:order}", response=OrderOut, auth=needs(READ), summary="One order")
def get_order(request: HttpRequest, order: int) -> OrderOut:
    actor = actor_of(request)
    row = found_or_refused(rules.orders_seen_by(actor).filter(pk=order))
    return _order(actor, row, code=True)


@router.post(
    "/mall/orders/{int:order}/{step}", response=OrderOut, auth=needs(WRITE), summary="Take a step"
)
def take_order_step(
    request: HttpRequest,
    order: int,
    step: Literal["cancel", "dispute", "ready", "withdraw"],
    sent: ReasonIn,
) -> OrderOut:
    """The buyer cancels or objects; the merchant puts it ready or cannot give it."""
    actor = actor_of(request)
    if step == "cancel":
        actions.cancel(actor, order=order)
    elif step == "ready":
        actions.ready(actor, order=order)
    else:
        spoken = {"dispute": actions.dispute, "withdraw": actions.withdraw}
        spoken[step](actor, order=order, words=sent.words)
    row = found_or_refused(rules.orders_seen_by(actor).filter(pk=order))
    return _order(actor, row)


@router.get("/shops", response=list[ShopOut], auth=needs(READ), summary="Where I work")
def list_shops(request: HttpRequest) -> list[ShopOut]:
    """The merchants of the office in which the caller acts."""
    return [
        ShopOut(
            id=row.pk,
            community=row.community,
            organisation=row.organisation_id,
            name=row.organisation.name,
            state=row.state,
            owed=queries.payable(row.account or 0),
        )
        for row in rules.merchants_of(actor_of(request)).order_by("pk")
    ]


@router.get(
    "/shops/{int:merchant}/orders",
    response=OrderPage,
    auth=needs(READ),
    summary="What waits to be collected",
)
def list_shop_orders(request: HttpRequest, merchant: int, after: str | None = None) -> OrderPage:
    """The oldest first; nobody's name."""
    actor = actor_of(request)
    require(rules.may_keep(actor, merchant=merchant))
    rows = Order.objects.reached_by(actor).filter(merchant=merchant, state__in=queries.LIVE_STATES)
    rows = rows.select_related("offer", "merchant__organisation")
    page = page_of(rows, key=["pk"], after=after, size=PAGE)
    return OrderPage(items=[_order(actor, row) for row in page.items], next=page.next)


@router.post(
    "/shops/{int:merchant}/scans",
    response=OrderOut,
    auth=needs(WRITE),
    summary="Hand over what a code stands for",
)
def scan_code(request: HttpRequest, merchant: int, sent: ScanIn) -> OrderOut:
    """Settled once; a used code is answered like a wrong one."""
    actor = actor_of(request)
    made = actions.scan(actor, merchant=merchant, code=sent.code, hand_over=True)
    row = found_or_refused(rules.orders_seen_by(actor).filter(pk=made.pk))
    return _order(actor, row)
