"""F075: a neighbour gives a service for points, a grandmother books a time and says what she needs."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_mall import points_for
from tests.e2e.test_mandates import as_somebody, enter_page, faults, press, wide


def offered_by(me) -> str:
    """From the mall to a service that waits for staff; answers its address."""
    me.goto("/mall/")
    follow(me, me.get_by_role("link", name="我的服务"))
    follow(me, me.get_by_role("link", name="提供服务"))
    me.fill("[name=title]", "上门理发")
    me.fill("[name=price]", "8")
    me.fill("[name=place]", "在您家里")
    assert wide(me) <= PHONE["width"]
    press(me, "提供服务")
    follow(me, me.locator("main .weui-cell_access", has_text="上门理发"))
    shot(me, "service-phone")
    return me.url


def test_f075_a_neighbour_gives_and_earns_a_grandmother_books(enter, server, behind):
    from linli.kernel import clock

    behind(lambda: points_for("grandmother-rongyin", 10))
    me = as_somebody(enter, "owner-rongyin", javascript=False)
    address = offered_by(me).removeprefix(server.url)
    clerk = enter("staff", "/work/mall/?tab=review", size=DESK, javascript=False)
    speak(clerk, "en")
    follow(clerk, clerk.locator(f"table a[href='{address}']"))
    follow(clerk, clerk.get_by_role("link", name="Put it on offer"))
    press(clerk, "Put it on offer")
    expect(clerk.locator("main")).to_contain_text("上门理发")

    follow(me, me.locator("main").get_by_role("link", name="登记可约时段"))
    tomorrow = clock.now().astimezone(clock.LOCAL) + timedelta(days=1)
    me.fill("[name=starts]", f"{tomorrow:%Y-%m-%d}T15:00")
    press(me, "登记可约时段")
    expect(me.locator("main")).to_contain_text(f"{tomorrow:%Y-%m-%d} 15:00")

    granny = as_somebody(enter, "grandmother-rongyin", javascript=False)
    granny.goto(address)
    granny.select_option("[name=slot]", index=0)
    granny.fill("[name=words]", "腿脚不便，请带围布")
    shot(granny, "book-care")
    assert wide(granny) <= PHONE["width"]
    press(granny, "用 8 分兑换")
    code = granny.locator(".code").inner_text()
    assert faults(enter_page(granny)) == []

    me.goto("/me/services/")
    shot(me, "services-phone")
    follow(me, me.locator("main a[href^='/mall/orders/']").first)
    expect(me.locator("main")).to_contain_text("腿脚不便")
    expect(me.locator(".code")).to_have_count(0)
    follow(me, me.get_by_role("link", name="服务已完成"))
    me.fill("[name=code]", code)
    press(me, "服务已完成")
    expect(me.locator(".page__lead .state")).to_have_text("已取货")
    me.goto("/me/services/")
    expect(me.locator(".page__lead")).to_have_text("本月所得：8 分")
    me.goto("/mall/")
    expect(me.locator(".page__lead")).to_have_text("可用积分：8 分。")
    granny.goto("/mall/")
    expect(granny.locator(".page__lead")).to_have_text("可用积分：2 分。")
