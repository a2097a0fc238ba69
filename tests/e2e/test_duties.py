"""F004, F101 (its base): a duty from giving to confirmation, on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_f101_a_duty_is_given_accepted_done_and_confirmed(enter, server, language):
    chinese = language == "zh-hans"
    clerk = enter("staff", "/work/duties/new/", size=DESK, javascript=False)
    resident = enter("resident", None, size=PHONE, javascript=False)
    for page in (clerk, resident):
        page.context.add_cookies([{"name": "mode", "value": "care", "url": server.url}])
    title = f"清理三号楼楼道 {language}"
    clerk.fill("[name=title]", title)
    clerk.fill("[name=person]", server.world.resident.public_id)
    clerk.locator("main form button").click()
    expect(clerk.locator("h1")).to_have_text(title)
    expect(clerk.locator(".process__step_now")).to_have_count(1)
    address = clerk.url

    resident.goto("/me/duties/")
    resident.get_by_role("link", name=title).click()
    resident.locator("main .buttons a").first.click()
    resident.locator("main form button").click()
    resident.locator("main .buttons a").first.click()
    resident.fill("[name=words]", "已清理，请查看")
    resident.locator("main form button").click()
    expect(resident.locator("main .buttons a")).to_have_count(0)
    width = resident.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]

    clerk.goto("/work/duties/?tab=settle")
    clerk.get_by_role("link", name=title).click()
    assert clerk.url == address
    clerk.locator("main .buttons a").first.click()
    clerk.locator("main form button").click()
    word = "已确认" if chinese else "已确认|confirmed"
    expect(clerk.locator(".page__lead")).to_contain_text(re.compile(word))
    assert clerk.troubles == []
    assert resident.troubles == []
