"""Who may open which address of this module. The owners' committee, which `officer` chairs, sells."""

from datetime import date
from uuid import uuid4

from tests.architecture.matrix import SIGNED_IN, Rule

FAR = "stranger"
RESIDENTS = {"resident", "neighbour"}
SELLERS = {"staff", "officer"}
LOOKERS = {"staff", "auditor"}


def _shop(world):
    from linli.mall import actions
    from linli.mall.wanted import Shop

    shop = Shop(desk="0757-1", place="榕荫路1号", since=date(2026, 1, 1))
    return actions.apply(
        world.actor("staff"),
        community=world.community.pk,
        organisation=world.offices["officer"].organisation_id,
        shop=shop,
    )


def approved(world):
    from linli.mall import actions

    row = _shop(world)
    return actions.decide(world.actor("staff"), merchant=row.pk, verb="approve", words="齐全")


def _offer(world, by="staff"):
    from linli.mall import actions
    from linli.mall.wanted import Goods

    shop = approved(world)
    goods = Goods(kind="daily", title="大米五公斤", price=5, stock=9, since=date(2026, 1, 1))
    return actions.make_offer(world.actor(by), merchant=shop.pk, goods=goods)


def _order(world):
    from linli.mall import actions
    from linli.mall.tests.factories import given

    given(world.resident, world.community.pk, 20)
    return actions.order(world.actor("resident"), offer=_offer(world).pk, key=uuid4())


def applied(world):
    return {"merchant": _shop(world).pk}


def shop(world):
    return {"merchant": approved(world).pk}


def offer(world):
    return {"offer": _offer(world).pk}


def reviewed(world):
    return {"offer": _offer(world, "officer").pk}


def order(world):
    return {"order": _order(world).pk}


def verb(make, name):
    return lambda world: {**make(world), "verb": name}


def waiting(world):
    """A shop with an order, and its code in the body of `code`."""
    row = _order(world)
    world.__dict__["waits"] = row.pk
    return {"merchant": row.merchant_id}


def code(world):
    from linli.mall.models import Order

    row = Order.objects.across_communities("test").get(pk=world.__dict__["waits"])
    return {"code": row.read("code"), "hand_over": "1"}


def rich_offer(world):
    from linli.mall.tests.factories import given

    for role in ("resident", "neighbour"):
        given(world.people[role], world.community.pk, 20)
    return offer(world)


def application(world):
    return {
        "community": world.community.pk,
        "organisation": world.offices["officer"].organisation_id,
        "desk": "0757-1",
        "place": "榕荫路1号",
        "since": "2026-01-01",
    }


GOODS = {
    "title": "大米五公斤",
    "kind": "daily",
    "price": "5",
    "stock": "3",
    "since": "2026-01-01",
    "days": ["1"],
}


def counter(world):
    from linli.mall.tests.factories import given

    given(world.resident, world.community.pk, 20)
    return {
        "offer": _offer(world).pk,
        "person": world.resident.public_id,
        "key": str(uuid4()),
    }


def to_be_paid(world):
    """A settlement that a colleague made."""
    from dataclasses import replace
    from datetime import timedelta

    from linli.kernel import clock
    from linli.mall import actions
    from linli.mall.models import Order

    row = _order(world)
    found = Order.objects.across_communities("test").get(pk=row.pk)
    seller = world.actor("officer")
    with clock.frozen(clock.now() - timedelta(days=2)):
        actions.collect(seller, merchant=row.merchant_id, code=found.read("code"))
    colleague = replace(world.actor("staff"), person=world.neighbour.pk)
    last = clock.today() - timedelta(days=1)
    made = actions.make_settlement(colleague, merchant=row.merchant_id, last=last)
    return {"settlement": made.pk}


def rate(world):
    return {
        "community": world.community.pk,
        "since": "2099-01-01",
        "fen": "50",
        "decision": "决议8号",
        "source": "议定",
    }


def a_pledge(world):
    return {
        "community": world.community.pk,
        "organisation": world.offices["officer"].organisation_id,
        "yuan": "100.00",
        "decision": "协议1号",
        "key": str(uuid4()),
    }


def sold(world):
    """A shop with something to settle."""
    from linli.mall.models import Settlement

    row = Settlement.objects.across_communities("test").get(pk=to_be_paid(world)["settlement"])
    from linli.mall import actions

    actions.drop_settlement(world.actor("staff"), settlement=row.pk)
    return {"merchant": row.merchant_id}


def yesterday(_world):
    from datetime import timedelta

    from linli.kernel import clock

    return {"last": str(clock.today() - timedelta(days=1))}


def exchange(world):
    """The officer's body stands for services of neighbours."""
    from linli.mall.models import Merchant

    row = approved(world)
    Merchant.objects.within(row.community).filter(pk=row.pk).update(exchange=True)
    return row


def service(world):
    """The resident's own."""
    from linli.mall import actions
    from linli.mall.wanted import Goods

    shop = exchange(world)
    goods = Goods(kind="service", title="理发", price=5, since=date(2026, 1, 1))
    made = actions.offer_service(world.actor("resident"), merchant=shop.pk, goods=goods)
    actions.move_offer(world.actor("staff"), offer=made.pk, verb="accept")
    return {"offer": made.pk}


def booked(world):
    """By the officer as a resident; the resident gives it."""
    from dataclasses import replace

    from linli.mall import actions
    from linli.mall.tests.factories import given

    given(world.officer, world.community.pk, 20)
    buyer = replace(world.actor("resident"), person=world.officer.pk)
    row = actions.order(buyer, offer=service(world)["offer"], key=uuid4())
    world.__dict__["waits"] = row.pk
    return {"order": row.pk}


def times(world):
    from datetime import timedelta

    from linli.kernel import clock

    starts = (clock.now() + timedelta(days=30)).astimezone(clock.LOCAL)
    return {"starts": f"{starts:%Y-%m-%dT%H:%M}", "minutes": "60", "places": "1"}


def a_service(world):
    return {
        "title": "理发",
        "merchant": exchange(world).pk,
        "price": "5",
        "place": "活动室",
    }


WHY = {"words": "已核实"}
KEY = {"key": "6f3c2a9e-5a50-4c1e-9d55-6e5f7c9d1b10"}

RULES = {
    "GET mall": Rule(allowed=RESIDENTS | {FAR}),
    # what is on offer, the other community does not see
    "GET mall_offer": Rule(allowed={"resident", "staff", "auditor", "officer"}, args=offer),
    "POST mall_offer": Rule(allowed={"resident"}, args=rich_offer, data=KEY),
    "GET my_orders": Rule(allowed=SIGNED_IN | {FAR}),
    "GET order": Rule(allowed={"resident", "staff", "auditor", "officer"}, args=order),
    "GET order_step": Rule(allowed={"resident"}, args=verb(order, "cancel")),
    "POST order_step": Rule(allowed={"officer"}, args=verb(order, "withdraw"), data=WHY),
    "GET shop": Rule(allowed=SELLERS),
    "GET shop_orders": Rule(allowed=SELLERS, args=shop),
    "GET shop_scan": Rule(allowed={"officer"}, args=shop),
    "POST shop_scan": Rule(allowed={"officer"}, args=waiting, data=code),
    "GET shop_statement": Rule(allowed=SELLERS, args=shop),
    "GET shop_statement_file": Rule(allowed=SELLERS, args=shop),
    "GET make_offer": Rule(allowed=SELLERS, args=shop),
    "POST make_offer": Rule(allowed=SELLERS, args=shop, data=GOODS),
    "GET offer_step": Rule(allowed={"staff"}, args=verb(reviewed, "accept")),
    "POST offer_step": Rule(allowed=SELLERS, args=verb(offer, "restock"), data={"more": "2"}),
    "GET mall_desk": Rule(allowed=LOOKERS),
    "GET mall_counter": Rule(allowed={"staff"}),
    "POST mall_counter": Rule(allowed={"staff"}, data=counter),
    "GET add_merchant": Rule(allowed=SELLERS),
    "POST add_merchant": Rule(allowed=SELLERS, data=application),
    "GET merchant": Rule(allowed=LOOKERS, args=shop),
    "GET merchant_step": Rule(allowed={"staff"}, args=verb(applied, "approve")),
    "POST merchant_step": Rule(allowed={"staff"}, args=verb(applied, "approve"), data=WHY),
    "GET api:list_offers": Rule(allowed=RESIDENTS | {FAR}),
    "POST api:post_order": Rule(allowed={"resident"}, args=rich_offer, data=KEY, status=201),
    "GET api:list_orders": Rule(allowed=SIGNED_IN | {FAR}),
    "GET api:get_order": Rule(allowed={"resident", "staff", "auditor", "officer"}, args=order),
    "POST api:take_order_step": Rule(
        allowed={"resident"}, args=lambda world: {**order(world), "step": "cancel"}, data={}
    ),
    "GET api:list_shops": Rule(allowed=SIGNED_IN | {FAR}),
    "GET api:list_shop_orders": Rule(allowed=SELLERS, args=shop),
    "POST api:scan_code": Rule(allowed={"officer"}, args=waiting, data=code),
    "GET mall_money": Rule(allowed=LOOKERS),
    "GET mall_rate": Rule(allowed={"staff"}),
    "POST mall_rate": Rule(allowed={"staff"}, data=rate),
    "GET mall_pledge": Rule(allowed={"staff"}),
    "POST mall_pledge": Rule(allowed={"staff"}, data=a_pledge),
    "GET mall_figures": Rule(allowed=LOOKERS),
    "GET settlements": Rule(allowed=SELLERS | LOOKERS, args=shop),
    "POST settlements": Rule(allowed={"staff"}, args=sold, data=yesterday),
    "GET settlement": Rule(allowed=SELLERS | LOOKERS, args=to_be_paid),
    "GET settlement_file": Rule(
        allowed=SELLERS | LOOKERS, args=lambda world: {**to_be_paid(world), "form": "csv"}
    ),
    "GET settlement_paid": Rule(allowed={"staff"}, args=to_be_paid),
    "POST settlement_paid": Rule(allowed={"staff"}, args=to_be_paid, data={"reference": "0001"}),
    "GET settlement_drop": Rule(allowed={"staff"}, args=to_be_paid),
    "POST settlement_drop": Rule(allowed={"staff"}, args=to_be_paid),
    "GET my_services": Rule(allowed=RESIDENTS | {FAR}),
    "GET offer_service": Rule(allowed={"resident"}),
    "POST offer_service": Rule(allowed={"resident"}, data=a_service),
    "GET offer_times": Rule(allowed={"resident", *SELLERS}, args=service),
    "POST offer_times": Rule(allowed={"resident", *SELLERS}, args=service, data=times),
    "GET service_given": Rule(allowed={"resident"}, args=booked),
    "POST service_given": Rule(allowed={"resident"}, args=booked, data=code),
}
