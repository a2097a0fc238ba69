"""Pages: constant queries at two sizes, what each side sees, forms that are corrected."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from tests.queries import queries

from linli.mall import actions
from linli.mall.models import Merchant, Offer, Order
from linli.mall.tests.factories import again, code_of, collected, offered, ordered, rich, town


@pytest.fixture
def made(committed):
    return town()


@pytest.fixture
def enter(client, made):
    def as_somebody(name):
        client.force_login(made.people[name])
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "demo", "at": datetime.now(UTC).timestamp()}
        ]
        if name in made.offices:
            session["acting_office"] = made.offices[name].pk
        session.save()
        return client

    return as_somebody


def asked(client, url) -> int:
    client.get(url)
    with queries() as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_lists_take_the_same_queries_at_two_sizes(made, enter):
    rich(made, points=1000)

    def fill(count):
        for number in range(count):
            offer = offered(made, price=1 + number)
            collected(made, ordered(made, offer))
            ordered(made, offer) if number < 2 else None

    shop = made.merchant.pk
    pages = {
        "ann": ["/mall/", "/mall/?tab=today", "/me/orders/"],
        "shop": [f"/work/shop/{shop}/", f"/work/shop/{shop}/statement/"],
        "clerk": [f"/work/mall/?tab={tab}" for tab in ("orders", "offers", "merchants", "idle")],
    }

    def counted():
        return {(who, url): asked(enter(who), url) for who, urls in pages.items() for url in urls}

    fill(2)
    few = counted()
    fill(6)
    assert counted() == few
    assert max(few.values()) < 30, few


def test_the_code_is_shown_to_its_buyer_and_to_nobody_else(made, enter):
    rich(made)
    order = ordered(made, offered(made))
    code = code_of(order)
    spoken = f"{code[:4]} {code[4:]}"
    page = enter("ann").get(f"/mall/orders/{order.pk}/")
    assert spoken in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    name = "王"
    for who in ("shop", "clerk"):
        text = enter(who).get(f"/mall/orders/{order.pk}/").content.decode()
        assert spoken not in text
        assert code not in text
        assert (name in text.split("<main")[1]) == (who == "clerk")
    assert enter("bob").get(f"/mall/orders/{order.pk}/").status_code == 404
    assert enter("ann").get(f"/api/mall/orders/{order.pk}").json()["code"] == code
    waiting = enter("shop").get(f"/api/shops/{made.merchant.pk}/orders").json()["items"]
    assert [(each["id"], each["code"]) for each in waiting] == [(order.pk, "")]


def test_a_form_sent_twice_orders_once(made, enter):
    rich(made)
    offer = offered(made)
    sent = {"key": str(uuid4())}
    first = enter("ann").post(f"/mall/offers/{offer.pk}/", sent)
    second = enter("ann").post(f"/mall/offers/{offer.pk}/", sent)
    order = Order.objects.within(made.community).get()
    assert first.url == second.url == f"/mall/orders/{order.pk}/"
    assert again(offer).stock == 2
    assert "已扣除" not in first.content.decode()


def test_what_is_refused_is_said_on_the_page(made, enter):
    rich(made, points=5)
    offer = offered(made, price=20)
    page = enter("ann").get(f"/mall/offers/{offer.pk}/")
    assert "还差 15 分" in page.content.decode()
    page = enter("ann").post(f"/mall/offers/{offer.pk}/", {"key": str(uuid4())})
    assert page.status_code == 422
    assert "余额不足" in page.content.decode()
    page = enter("shop").post(f"/work/shop/{made.merchant.pk}/scan/", {"code": "1234"})
    assert page.status_code == 422
    assert "没有使用此取货码" in page.content.decode()
    assert Order.objects.within(made.community).count() == 0


def test_a_shop_applies_offers_and_staff_open_it(made, enter):
    sent = {
        "community": made.community,
        "organisation": made.bodies["乙便利店"],
        "desk": "0757-1",
        "place": "榕荫路2号",
        "since": "2026-01-01",
    }
    assert enter("rival").post("/work/mall/merchants/new/", sent).url == "/work/shop/"
    row = Merchant.objects.within(made.community).get(organisation=made.bodies["乙便利店"])
    clerk = enter("clerk")
    assert "乙便利店" in clerk.get("/work/mall/?tab=merchants").content.decode()
    address = f"/work/mall/merchants/{row.pk}/approve/"
    assert clerk.post(address, {"words": ""}).status_code == 422
    assert clerk.post(address, {"words": "齐全"}).status_code == 302
    goods = {
        "title": "豆浆",
        "kind": "food",
        "price": "3",
        "days": ["1", "2"],
        "since": "2026-01-01",
    }
    made_at = enter("rival").post(f"/work/shop/{row.pk}/offers/new/", goods).url
    offer = Offer.objects.within(made.community).get(title="豆浆")
    assert (made_at, offer.state, offer.stock) == (f"/mall/offers/{offer.pk}/", "review", None)
    assert enter("ann").get(made_at).status_code == 404
    actions.move_offer(made.clerk, offer=offer.pk, verb="accept")
    assert enter("ann").get(made_at).status_code == 200


def test_orders_stand_in_my_data_and_on_both_statements(made, enter):
    account, offer = rich(made), offered(made)
    order = collected(made, ordered(made, offer))
    data = enter("ann").get("/me/data/").content.decode()
    assert "大米五公斤" in data
    mine = enter("ann").get(f"/me/bank/{account.pk}/").content.decode()
    assert f"/mall/orders/{order.pk}/" in mine
    shops = enter("shop").get(f"/work/shop/{made.merchant.pk}/statement/").content.decode()
    assert f"/mall/orders/{order.pk}/" in shops
    assert "+20 分" in shops
    book = enter("shop").get(f"/work/shop/{made.merchant.pk}/statement.xlsx")
    assert book.content[:2] == b"PK"
