"""F073, F074: from a wish to the statement of what was had for it, by a grandmother and by her helper."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_awards import ruled
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_f042_wishes import step
from tests.e2e.test_mandates import as_somebody, press, wide

#: The wisher is one whom she does not help in turn: favours in a circle wait for staff.
GRANNY, YOUNG, SHOP = "grandmother-rongyin", "tenant-rongyin", "property_manager-rongyin"
HELPER = "owner-qingke"


def somebody(key: str):
    from linli.identity.queries import person_by_phone
    from linli.web.demo.people import BY_KEY

    return person_by_phone(BY_KEY[key].phone)


def jobs_ran() -> None:
    """What the worker does after each act: every consumer of wishes, awards and the mall."""
    from linli.journal.models import Event
    from linli.journal.operations import run_consumer
    from linli.journal.outbox import consumers_of

    done = 0
    while done != (done := Event.objects.count()):
        begun = Event.objects.filter(type="awards.rules_proposed").order_by("-pk").first()
        for event in list(Event.objects.filter(pk__gt=begun.pk).order_by("pk")):
            for name in consumers_of(event.type, helper=event.helper):
                if "lovebank" in name or "mall" in name:
                    run_consumer(event.pk, name)


def wished() -> int:
    from linli.web.acting import as_resident
    from linli.wishes import actions
    from linli.wishes.wanted import Wanted

    wanted = Wanted(kind="errand", words="想学做萝卜糕，请人教一教")
    return int(actions.post(as_resident(somebody(YOUNG)), wanted=wanted).pk)


def confirmed(wish: int) -> None:
    from linli.web.acting import as_resident
    from linli.wishes import actions

    actions.confirm(as_resident(somebody(YOUNG)), wish=wish)


def mandate() -> int:
    from linli.kernel import clock
    from linli.mandates import actions
    from linli.web.acting import as_resident

    granny, young = (somebody(key) for key in (GRANNY, HELPER))
    offered, _code = actions.offer(
        as_resident(granny),
        deeds=["mall"],
        bond="family",
        until=clock.today() + timedelta(days=30),
        helper=young.public_id,
    )
    return int(actions.accept(as_resident(young), mandate=offered.pk).pk)


def scanned(shop, code: str) -> None:
    shop.goto("/work/shop/")
    follow(shop, shop.get_by_role("link", name="Scan and hand over"))
    shop.fill("[name=code]", code)
    press(shop, "Look at it")
    press(shop, "Handed over")
    expect(shop.locator(".page__lead .state")).to_have_text("handed over")


def earns(granny, behind, wish: int) -> None:
    """She takes a wish on and does it; its wisher confirms, the jobs award."""
    granny.goto(f"/wishes/{wish}/")
    step(granny, "我来认领")
    follow(granny, granny.get_by_role("link", name="标记完成"))
    granny.fill("[name=words]", "教会了，蒸了一笼")
    granny.fill("[name=minutes]", "60")
    press(granny, "标记完成")
    behind(lambda: confirmed(wish))
    behind(jobs_ran)


def has_it(granny, shop, behind) -> None:
    """She orders, is told, collects; it stands on both statements."""
    granny.goto("/")
    follow(granny, granny.locator("main").get_by_role("link", name="积分商城"))
    expect(granny.locator(".page__lead")).to_have_text("可用积分：10 分。")
    follow(granny, granny.get_by_role("link", name="社区食堂早餐").first)
    press(granny, "用 5 分兑换")
    code = granny.locator(".code").inner_text()
    address = granny.url

    shop.goto("/work/shop/")
    follow(shop, shop.locator("main .weui-cell_access", has_text="社区食堂早餐").first)
    follow(shop, shop.get_by_role("link", name="It is ready"))
    press(shop, "It is ready")
    behind(jobs_ran)
    granny.goto("/me/notices/")
    expect(granny.locator("main")).to_contain_text("您兑换的商品备好了")
    scanned(shop, code)
    behind(jobs_ran)
    granny.reload()
    expect(granny.locator("main")).to_contain_text("您的兑换已领取")
    shot(granny, "told-care")
    granny.goto(address)
    expect(granny.locator(".page__lead .state")).to_have_text("已取货")

    granny.goto("/me/bank/")
    follow(granny, granny.locator("main a.weui-cell").first)
    expect(granny.locator("main")).to_contain_text("+10 分")
    expect(granny.locator("main")).to_contain_text("−5 分")
    expect(granny.locator("main")).to_contain_text("社区食堂早餐一份")
    assert wide(granny) <= PHONE["width"]
    shot(granny, "statement-care")
    shop.goto("/work/shop/")
    follow(shop, shop.get_by_role("link", name="Statement"))
    expect(shop.locator("table")).to_contain_text("+5 points")


def by_her_helper(enter, granny, shop, behind) -> None:
    """Both names stand there; what the mandate does not name stays closed."""
    number = behind(mandate)
    young = as_somebody(enter, HELPER)
    young.goto(f"/me/mandates/{number}/")
    press(young, "现在代")
    young.goto("/mall/")
    expect(young.locator(".page__lead")).to_have_text("可用积分：5 分。")
    follow(young, young.get_by_role("link", name="垃圾袋").first)
    press(young, "用 3 分兑换")
    expect(young.locator("main .by").first).to_contain_text("代办")
    shot(young, "helper-phone")
    second = young.locator(".code").inner_text()
    young.goto("/me/bank/")
    expect(young.locator("h1")).to_have_text("这件事您不能代办。")
    behind(jobs_ran)
    granny.goto("/me/notices/")
    expect(granny.locator("main")).to_contain_text("有人用您的积分兑换了商品")
    scanned(shop, second)


def test_f074_a_grandmother_helps_earns_and_has_it_the_same_day(enter, server, behind):
    """A wish that she fulfils, points by the community's rules, an order, the scan, both statements."""
    behind(lambda: ruled(server.world))
    wish = behind(wished)
    granny = as_somebody(enter, GRANNY, javascript=False)
    assert granny.locator("html").get_attribute("data-mode") == "care"
    shop = as_somebody(enter, SHOP, size=DESK)
    speak(shop, "en")
    earns(granny, behind, wish)
    has_it(granny, shop, behind)
    by_her_helper(enter, granny, shop, behind)
    clerk = enter("staff", "/work/mall/figures/", size=DESK, reduced_motion="reduce")
    speak(clerk, "en")
    median = clerk.locator(".weui-cell", has_text="Days from earning to spending")
    expect(median.locator(".weui-cell__ft")).to_have_text("0")
    shot(clerk, "figures-desk")
    assert [page.troubles for page in (shop, clerk)] == [[], []]
