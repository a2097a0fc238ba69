"""The town of the duties' tests with a shop, its people, and residents who have points."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.db import transaction

from linli.duties.tests.factories import Town, build, official
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Balance
from linli.ledger.movements import Movement
from linli.mall import actions
from linli.mall.models import Merchant, Offer, Order
from linli.mall.wanted import Goods, Shop
from linli.organisations.actions import found
from linli.organisations.models import Organisation

ENDS = date(2099, 1, 1)


def town() -> Town:
    """`shop` sells for the shop of `made.merchant`, `colleague` sells beside them; `rival` elsewhere."""
    made = build()
    for name in ("甲便利店", "乙便利店"):
        found(
            SYSTEM, kind="partner_unit", place=made.community, names=(name, name), sector="market"
        )
    bodies = {row.name_zh: row.pk for row in Organisation.objects.filter(kind="partner_unit")}
    for name, body in (("shop", "甲便利店"), ("colleague", "甲便利店"), ("rival", "乙便利店")):
        official(made, name, bodies[body], made.community, "联络员", capacity="officer")
        made.actors[name] = replace(made.actors[name], organisation=bodies[body])
    made.bodies = bodies
    made.merchant = approved(made, "甲便利店")
    return made


def applied(made: Town, body: str, by: str = "clerk") -> Merchant:
    shop = Shop(desk="0757-88886666", place="榕荫路1号", hours="9:00–18:00", since=clock.today())
    return actions.apply(
        made.actors[by], community=made.community, organisation=made.bodies[body], shop=shop
    )


def approved(made: Town, body: str) -> Merchant:
    row = applied(made, body)
    return actions.decide(made.clerk, merchant=row.pk, verb="approve", words="资料齐全")


def offered(made: Town, *, by: str = "clerk", merchant: Merchant | None = None, **more) -> Offer:
    values = {"kind": "daily", "title": "大米五公斤", "price": 20, "stock": 3} | more
    goods = Goods(**{"since": clock.today(), **values})
    return actions.make_offer(made.actors[by], merchant=(merchant or made.merchant).pk, goods=goods)


def given(who: Person | int, community: int, points: int) -> Account:
    """Points from an issuer."""
    person_id = who if isinstance(who, int) else who.pk
    with transaction.atomic():
        account = ledger.resident_account(community=community, unit="points", person=person_id)
        ledger.transfer(
            Movement(
                ledger=account.ledger_id,
                key=f"test:{uuid4()}",
                debit=ledger.issuer_of(account.ledger, 1),
                credit=account.pk,
                amount=points,
                kind="award",
                expires_on=ENDS,
            )
        )
    return account


def rich(made: Town, name: str = "ann", points: int = 100) -> Account:
    return given(made.people[name], made.community, points)


def ordered(made: Town, offer: Offer, who: str = "ann") -> Order:
    return actions.order(made.actors[who], offer=offer.pk, key=uuid4())


def code_of(order: Order) -> str:
    return Order.objects.across_communities("test").get(pk=order.pk).read("code") or ""


def collected(made: Town, order: Order, by: str = "shop") -> Order:
    return actions.scan(
        made.actors[by], merchant=order.merchant_id, code=code_of(order), hand_over=True
    )


def again(row):
    """The row as the database has it."""
    return type(row).objects.across_communities("test").get(pk=row.pk)


def balance(account: Account | int) -> tuple[int, int]:
    row = Balance.objects.get(pk=account if isinstance(account, int) else account.pk)
    return row.posted, row.held


def hands(made: Town, principal: str, helper: str) -> Actor:
    """`helper` acts for `principal`."""
    return replace(made.actors[principal], helper=made.people[helper].pk, deeds=frozenset({"mall"}))
