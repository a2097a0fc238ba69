"""F073: what a point is worth, what a sponsor promised, and what a merchant is paid for orders."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import openpyxl
from playwright.sync_api import expect

from tests.e2e.colleagues import at_the_desk
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_mall import points_for
from tests.e2e.test_mandates import as_somebody, faults, press, wide


def handed_over_yesterday(world) -> int:
    """An order of 20 points at 50 fen each; answers the merchant."""
    from linli.kernel import clock
    from linli.mall import actions
    from linli.mall.models import Merchant
    from linli.mall.tests.factories import code_of
    from linli.mall.wanted import Goods

    clerk, shop = world.actor("staff"), Merchant.objects.within(world.community.pk).get()
    seller = replace(world.actor("officer"), organisation=shop.organisation_id)
    with clock.frozen(clock.now() - timedelta(days=1)):
        day = clock.today()
        Merchant.objects.within(world.community.pk).update(since=day)
        actions.adopt_rate(
            clerk,
            community=world.community.pk,
            since=day,
            fen=50,
            decision="决议8号",
            source="商定",
        )
        goods = Goods(kind="daily", title="=1+1 大米五公斤", price=20, stock=3, since=day)
        offer = actions.make_offer(clerk, merchant=shop.pk, goods=goods)
        row = actions.order(world.actor("resident"), offer=offer.pk, key=uuid4())
        actions.scan(seller, merchant=shop.pk, code=code_of(row), hand_over=True)
    return int(shop.pk)


def downloaded(page, link: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return download.value.path().read_bytes()


def rated_and_sponsored_by(clerk) -> None:
    """Another rate from tomorrow on, and a promise of a hundred yuan."""
    from linli.kernel import clock

    clerk.goto("/work/mall/")
    follow(clerk, clerk.get_by_role("link", name="Rates and sponsors"))
    follow(clerk, clerk.get_by_role("link", name="Enter a rate"))
    for field, value in (("fen", "80"), ("decision", "决议9号"), ("source", "与商家议定")):
        clerk.fill(f"[name={field}]", value)
    clerk.fill("[name=since]", (clock.today() - timedelta(days=2)).isoformat())
    press(clerk, "Enter a rate")
    expect(clerk.locator("#errors")).to_be_visible()
    clerk.fill("[name=since]", (clock.today() + timedelta(days=1)).isoformat())
    assert faults(clerk) == []
    press(clerk, "Enter a rate")
    expect(clerk.locator("main")).to_contain_text("¥0.80")
    expect(clerk.locator("main")).to_contain_text("¥0.50")
    follow(clerk, clerk.get_by_role("link", name="Enter a pledge"))
    clerk.select_option("[name=organisation]", index=0)
    clerk.fill("[name=yuan]", "100")
    clerk.fill("[name=decision]", "捐赠协议1号")
    assert faults(clerk) == []
    press(clerk, "Enter a pledge")
    expect(clerk.locator("main table tbody tr")).to_contain_text("¥100.00")
    assert faults(clerk) == []
    shot(clerk, "mall-money-desk")


def test_f073_a_settlement_is_made_by_one_and_paid_by_another_and_the_shop_reads_it(
    enter, server, behind
):
    """Two clerks at desks in English; the shop on a phone in Chinese, in large letters."""
    from linli.ledger.audit import audit

    world = server.world
    behind(lambda: points_for("owner-rongyin", 20))
    shop = behind(lambda: handed_over_yesterday(world))
    behind(lambda: at_the_desk(server, "colleague", "grandmother-taoran"))
    clerk, other = (
        enter(role, "/work/", size=DESK, reduced_motion="reduce") for role in ("staff", "colleague")
    )
    for page in (clerk, other):
        speak(page, "en")
    rated_and_sponsored_by(clerk)
    clerk.goto(f"/work/shop/{shop}/settlements/")
    expect(clerk.locator(".page__lead")).to_contain_text("20 points")
    assert faults(clerk) == []
    press(clerk, "Make a settlement")
    expect(clerk.locator("main")).to_contain_text("You made it: a colleague notes the payment.")
    expect(clerk.get_by_role("link", name="Note the payment")).to_have_count(0)
    shot(clerk, "settlement-desk")
    assert faults(clerk) == []
    address = clerk.url

    sheet = openpyxl.load_workbook(io.BytesIO(downloaded(clerk, "File as a workbook"))).active
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert [(line[3], line[4]) for line in rows] == [(20, 1000), (20, 1000)]
    assert rows[0][2] == "=1+1 大米五公斤"
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    table = downloaded(clerk, "File as CSV").decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(table)))) == len(rows) + 1

    other.goto(address)
    follow(other, other.get_by_role("link", name="Note the payment"))
    other.fill("[name=reference]", "转账0001")
    assert faults(other) == []
    press(other, "Note the payment")
    expect(other.locator(".page__lead .state")).to_have_text("paid")
    expect(other.locator("main")).to_contain_text("转账0001")

    mine = as_somebody(enter, "property_manager-rongyin", size=PHONE)
    follow(mine, mine.get_by_role("button", name="大字").first)
    mine.goto(f"/work/shop/{shop}/statement/")
    follow(mine, mine.get_by_role("link", name="结算单列表"))
    assert faults(mine) == []
    follow(mine, mine.locator("main a[href^='/work/shop/settlements/']").first)
    expect(mine.locator("main")).to_contain_text("¥10.00")
    expect(mine.get_by_role("link", name="登记付款")).to_have_count(0)
    assert wide(mine) <= PHONE["width"]
    assert faults(mine) == []
    shot(mine, "settlement-care")
    assert behind(audit) == []
    assert [page.troubles for page in (other, mine)] == [[], []]
