"""Identity in a real browser: F019 (a proved identity, a name of one's choice), F023 (safe data).

A resident on a phone, without JavaScript where it matters; a clerk at a desk.
"""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, follow

NEWCOMER = "19812340001"
NEIGHBOUR = "19812340002"
PAPER = "440604197003150015"


def come_in(page: Page, phone: str) -> None:
    page.goto("/in/")
    page.locator("input[name=phone]").fill(phone)
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.wait_for_url("**/in/code/**")
    page.locator("input[name=code]").fill(page.locator("main .notice strong").inner_text())
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.wait_for_url(lambda url: "/in/" not in url)


def press(page: Page, name: str) -> None:
    follow(page, page.locator("main").get_by_role("button", name=name).first)


def said(page: Page, words: str) -> None:
    expect(page.locator("main .notice").first).to_contain_text(words)


def settle(page: Page, phone: str, server) -> str:
    """Sign up and choose the clerk's community; answers the person's number."""
    come_in(page, phone)
    assert page.url.endswith("/me/welcome/")
    page.locator("select[name=community]").select_option(str(server.world.community.pk))
    page.locator("input[name=agreed]").check()
    press(page, "开始")
    page.goto("/me/")
    return re.search(r"\b[0-9A-HJKMNP-TV-Z]{12}\b", page.locator("main").inner_text())[0]


@pytest.fixture
def clerk(enter):
    return enter("staff", "/work/people/", size=DESK)


def test_f019_from_phone_to_real_name_at_the_desk(enter, server, clerk):
    """F019 网上真实身份确认: phone first, then papers seen by staff; the public sees 李** only."""
    resident = enter(path=None, javascript=False)
    number = settle(resident, NEWCOMER, server)
    resident.goto("/me/identity/")
    expect(resident.locator("main")).to_contain_text("手机已验证")
    expect(resident.locator("main")).to_contain_text("198****0001")

    clerk.locator("select[name=by]").select_option("phone")
    clerk.locator("input[name=text]").fill("0001")
    press(clerk, "搜索") if clerk.get_by_role("button", name="搜索").count() else press(
        clerk, "查询"
    )
    follow(clerk, clerk.locator(f"main a[href='/work/people/{number}/']"))
    clerk.goto(f"/work/people/{number}/verify/")
    fill_papers(clerk)
    press(clerk, "核验")
    expect(clerk.locator("#errors")).to_contain_text("还没有同意实名核验")

    resident.goto("/me/consents/")
    follow(resident, resident.locator("form[action='/me/consents/real_name/give/'] button"))
    said(resident, "已同意")

    press(clerk, "核验")
    said(clerk, "实名核验完成")
    expect(clerk.locator("main")).to_contain_text("已实名")
    expect(clerk.locator("main")).not_to_contain_text(PAPER)

    resident.goto("/me/identity/")
    expect(resident.locator("main")).to_contain_text("已实名")
    expect(resident.locator("main")).to_contain_text("李**")
    resident.goto("/me/shown/")
    resident.locator("input[value=title]").check()
    press(resident, "保存")
    expect(resident.locator("main")).to_contain_text("李先生")
    assert resident.troubles == clerk.troubles == []


def fill_papers(page: Page) -> None:
    page.locator("input[name=name]").fill("李雷")
    page.locator("input[name=id_number]").fill(PAPER.lower())
    page.locator("input[name=seen]").check()


def test_f023_looks_are_seen_data_is_taken_home_and_erased(enter, server, clerk):
    """F023 数据安全: every look is recorded, consents have receipts, one's data is one's own."""
    resident = enter(path=None, javascript=False)
    number = settle(resident, NEIGHBOUR, server)

    clerk.goto(f"/work/people/{number}/")
    expect(clerk.locator("main")).not_to_contain_text(NEIGHBOUR)
    clerk.locator("select[name=part]").select_option("phone")
    clerk.locator("select[name=reason]").select_option("contact")
    press(clerk, "显示")
    expect(clerk.locator("main")).to_contain_text(NEIGHBOUR)
    clerk.goto(f"/work/people/{number}/")
    expect(clerk.locator("main")).not_to_contain_text(NEIGHBOUR)

    resident.goto("/me/looks/")
    expect(resident.locator("main")).to_contain_text("手机号")
    expect(resident.locator("main")).to_contain_text("就本人事项联系本人")

    resident.goto("/me/consents/")
    for step, words in (("give", "已同意"), ("withdraw", "已撤回")):
        follow(resident, resident.locator(f"form[action='/me/consents/statistics/{step}/'] button"))
        said(resident, words)
    resident.goto("/me/receipts/")
    expect(resident.locator("main .row")).to_have_count(3)

    resident.goto("/me/data/")
    with resident.expect_download() as download:
        resident.locator("a[href$='file.json']").click()
    held = json.loads(download.value.path().read_text())
    assert held["private"][0]["phone"] == NEIGHBOUR
    assert [row["given"] for row in held["consents"]] == [True, True, False]
    assert [row["field"] for row in held["looks"]] == ["phone"]

    resident.goto("/me/erase/")
    press(resident, "注销账户")
    expect(resident.locator("#errors")).to_contain_text("请确认")
    resident.locator("input[name=sure]").check()
    press(resident, "注销账户")
    resident.goto("/me/identity/")
    assert "/in/" in resident.url
    clerk.goto(f"/work/people/{number}/")
    expect(clerk.locator("main")).to_contain_text("没有")


def test_a_clerk_finds_nobody_of_another_community(server, clerk):
    far = server.world.neighbour.public_id
    clerk.goto(f"/work/people/{far}/")
    expect(clerk.locator("main")).to_contain_text("没有这个人")
    clerk.goto("/work/people/ABCDEFGHJKMN/")
    expect(clerk.locator("main")).to_contain_text("没有这个人")
