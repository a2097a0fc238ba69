"""F073: for her points a grandmother orders on a phone, the shop types the digits, both have it in writing."""

from playwright.sync_api import expect

from tests.e2e.colleagues import at_the_desk
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, enter_page, faults, press, wide


def points_for(key: str, points: int):
    """The demo's person has points in their community."""
    from linli.identity.queries import person_by_phone
    from linli.mall.tests.factories import given
    from linli.web.demo.people import BY_KEY

    who = person_by_phone(BY_KEY[key].phone)
    return given(who, who.community, points)


def test_f073_ordered_in_large_letters_scanned_and_settled(enter, behind):
    """Without scripts, in Chinese; the shop at a desk in English."""
    behind(lambda: points_for("grandmother-rongyin", 10))
    granny = as_somebody(enter, "grandmother-rongyin", javascript=False)
    follow(granny, granny.get_by_role("link", name="积分商城"))
    assert granny.locator("html").get_attribute("data-mode") == "care"
    expect(granny.locator(".page__lead")).to_have_text("可用积分：10 分。")
    expect(granny.get_by_role("heading", name="今天就能兑")).to_be_visible()
    shot(granny, "mall-care")
    assert wide(granny) <= PHONE["width"]
    follow(granny, granny.get_by_role("link", name="社区食堂早餐").first)
    shot(granny, "offer-care")
    press(granny, "用 5 分兑换")
    code = granny.locator(".code").inner_text()
    assert [len(part) for part in code.split()] == [4, 4]
    shot(granny, "order-care")
    assert faults(enter_page(granny)) == []
    address = granny.url

    shop = as_somebody(enter, "property_manager-rongyin", size=DESK)
    speak(shop, "en")
    shop.goto("/work/shop/")
    expect(shop.locator("main")).to_contain_text("社区食堂早餐")
    shot(shop, "shop-desk")
    assert faults(shop) == []
    follow(shop, shop.get_by_role("link", name="Scan and hand over"))
    assert faults(shop) == []
    # what stands after the # of the picture fills the field and leaves the address
    shop.goto(f"{shop.url}#{code.replace(' ', '')}")
    shop.reload()
    expect(shop.locator("[name=code]")).to_have_value(code.replace(" ", ""))
    assert "#" not in shop.url
    press(shop, "Look at it")
    expect(shop.locator(".page__lead")).to_contain_text("社区食堂早餐一份 · 5 points")
    shot(shop, "scan-desk")
    press(shop, "Handed over")
    expect(shop.locator(".page__lead .state")).to_have_text("handed over")
    # of the resident the shop learns no name
    expect(shop.locator("main")).not_to_contain_text("霍")
    shot(shop, "receipt-desk")
    shop.goto("/work/shop/")
    follow(shop, shop.get_by_role("link", name="Statement"))
    expect(shop.locator("table tbody tr")).to_have_count(1)
    expect(shop.locator("table")).to_contain_text("+5 points")
    shot(shop, "statement-desk")

    granny.goto(address)
    expect(granny.locator(".page__lead .state")).to_have_text("已取货")
    expect(granny.locator(".code")).to_have_count(0)
    shot(granny, "receipt-care")
    granny.goto("/mall/")
    expect(granny.locator(".page__lead")).to_have_text("可用积分：5 分。")
    assert shop.troubles == []


def test_f073_at_the_counter_and_objected_to(enter, server, behind):
    """A clerk orders for somebody without a phone; the resident objects, a colleague gives back."""
    world = server.world
    behind(lambda: points_for("owner-rongyin", 10))
    clerk = enter("staff", "/work/mall/", size=DESK, reduced_motion="reduce")
    speak(clerk, "en")
    follow(clerk, clerk.get_by_role("link", name="Order for somebody at the counter"))
    clerk.fill("[name=person]", world.resident.public_id)
    clerk.select_option("[name=offer]", index=0)
    press(clerk, "Order for somebody at the counter")
    code = clerk.locator(".code").inner_text().replace(" ", "")
    shot(clerk, "counter-desk")
    number = int(clerk.url.rstrip("/").rpartition("/")[2])

    def handed_over():
        from dataclasses import replace

        from linli.mall import actions
        from linli.mall.models import Merchant

        shop = Merchant.objects.within(world.community.pk).get()
        seller = replace(world.actor("officer"), organisation=shop.organisation_id)
        return actions.collect(seller, merchant=shop.pk, code=code)

    behind(handed_over)
    me = enter("resident", f"/mall/orders/{number}/", reduced_motion="reduce")
    expect(me.locator(".page__lead .state")).to_have_text("已取货")
    follow(me, me.get_by_role("link", name="我有异议"))
    me.fill("[name=words]", "袋子是破的")
    press(me, "我有异议")
    expect(me.locator("main")).to_contain_text("袋子是破的")
    clerk.reload()
    assert clerk.get_by_role("link", name="Give the points back").count() == 0
    behind(lambda: at_the_desk(server, "colleague", "grandmother-taoran"))
    other = enter("colleague", "/work/", size=DESK, reduced_motion="reduce")
    speak(other, "en")
    follow(other, other.get_by_role("link", name="Objections to orders"))
    shot(other, "disputes-desk")
    assert faults(other) == []
    follow(other, other.locator("table a").first)
    follow(other, other.get_by_role("link", name="Give the points back"))
    other.fill("[name=words]", "已看过，退回")
    press(other, "Give the points back")
    me.reload()
    expect(me.locator(".page__lead .state")).to_have_text("积分已退回")
    me.goto("/mall/")
    expect(me.locator(".page__lead")).to_have_text("可用积分：10 分。")
    assert [page.troubles for page in (clerk, me, other)] == [[], [], []]
