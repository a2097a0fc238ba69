"""F009: a joint case of two organisations, from asking to closing, on one timeline."""

import os

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "rongyin"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_f009_two_organisations_solve_a_matter_together(enter, server):
    """The clerk at a desk in English; the chair of the owners' committee on a phone, large letters."""
    clerk = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    speak(clerk, "en")
    clerk.goto("/work/cases/")
    shot(clerk, "cases-desk-en")
    assert faults(clerk) == []
    follow(clerk, clerk.get_by_role("link", name="Open a joint case"))
    clerk.fill("[name=title]", "电动车飞线充电整治")
    clerk.fill("[name=words]", "二栋楼下飞线充电，请业委会一起定充电棚位置")
    clerk.get_by_label("Rongyin Garden Owners' Committee").check()
    clerk.locator("[name=public]").check()
    shot(clerk, "case-new-en")
    assert faults(clerk) == []
    press(clerk, "Open it")
    expect(clerk.locator("h1")).to_have_text("电动车飞线充电整治")
    address = clerk.url.removeprefix(server.url)

    # no party, no case
    manager = as_somebody(enter, f"property_manager-{COMMUNITY}")
    assert manager.goto(address).status == 404

    chair = as_somebody(enter, f"owners_chair-{COMMUNITY}")
    speak(chair, "zh-hans")
    _joins_and_owes(chair, address)
    clerk.goto(address)
    follow(clerk, clerk.get_by_role("link", name="Confirm it"))
    press(clerk, "Confirm it")
    expect(clerk.locator("main")).to_contain_text("done and confirmed")
    shot(clerk, "case-en")
    assert faults(clerk) == []
    follow(clerk, clerk.get_by_role("link", name="Close it"))
    clerk.fill("[name=words]", "充电棚已建好，飞线全部拆除")
    press(clerk, "Close it")
    expect(clerk.locator(".page__lead")).to_contain_text("closed")

    young = as_somebody(enter, f"owner-{COMMUNITY}")
    young.goto("/topics/")
    follow(young, young.locator("main").get_by_role("link", name="联动事项"))
    follow(young, young.get_by_role("link", name="电动车飞线充电整治"))
    expect(young.locator("main")).to_contain_text("充电棚已建好")
    expect(young.locator("main")).not_to_contain_text("二栋楼下飞线充电")
    expect(young.locator("main")).not_to_contain_text("棚址已量好")
    shot(young, "case-resident")
    assert faults(young) == []


def _joins_and_owes(chair, address: str) -> None:
    chair.goto("/work/cases/?tab=asked")
    follow(chair, chair.get_by_role("link", name="电动车飞线充电整治"))
    follow(chair, chair.get_by_role("link", name="加入"))
    press(chair, "加入")
    follow(chair, chair.get_by_role("link", name="添加步骤"))
    chair.fill("[name=title]", "丈量并选定棚址")
    option = chair.locator("[name=office] option", has_text="榕荫花园业主委员会")
    chair.locator("[name=office]").select_option(value=option.first.get_attribute("value"))
    shot(chair, "case-step-phone")
    assert faults(chair) == []
    press(chair, "添加步骤")
    follow(chair, chair.get_by_role("link", name="接受"))
    press(chair, "接受")
    follow(chair, chair.get_by_role("link", name="已办好"))
    chair.fill("[name=words]", "棚址已量好，在二栋北侧")
    press(chair, "已办好")
    expect(chair.locator("main")).to_contain_text("待确认")
    # who owes it does not confirm it
    assert chair.get_by_role("link", name="确认", exact=True).count() == 0
    shot(chair, "case-phone")
    assert faults(chair) == []
    assert wide(chair) <= PHONE["width"]
    chair.goto(address)
