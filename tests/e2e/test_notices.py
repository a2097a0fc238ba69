"""F005 (notices with read receipts): written at a desk, read on a phone, the receipt seen."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import faults, speak


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_f005_a_notice_is_written_read_and_its_receipt_seen(enter, server, language):
    clerk = enter("staff", "/work/notices/new/", size=DESK, javascript=False)
    speak(clerk, language)
    title = f"周六停水通知 {language}"
    clerk.select_option("[name=audience]", "person")
    clerk.fill("[name=word]", server.world.resident.public_id)
    clerk.fill("[name=title]", title)
    clerk.fill("[name=text]", "三号楼周六上午停水检修。")
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("h1")).to_have_text(title)
    expect(clerk.locator(".bar__figure")).to_have_text("0 / 1")
    figures = clerk.url

    resident = enter("resident", "/", size=PHONE, javascript=False, mode="care")
    speak(resident, language)
    follow(resident, resident.locator("main a[href='/me/notices/']").first)
    follow(resident, resident.get_by_role("link", name=title))
    expect(resident.locator("h1")).to_have_text(title)
    notice = urlsplit(resident.url).path
    assert resident.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    clerk.goto(figures)
    expect(clerk.locator(".bar__figure")).to_have_text("1 / 1")
    clerk.fill("[name=spot]", "东门公告栏")
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.get_by_text("东门公告栏", exact=True)).to_be_visible()
    resident.goto("/me/notices/preferences/")
    resident.locator("[name=pace][value=daily]").check()
    follow(resident, resident.locator("main form button"))
    expect(resident).to_have_url(f"{server.url}/me/notices/")
    assert faults(enter("staff", urlsplit(figures).path, size=DESK, reduced_motion="reduce")) == []
    assert faults(enter("resident", notice, size=PHONE, reduced_motion="reduce")) == []
    for page in (clerk, resident):
        speak(page, "zh-hans")
    assert clerk.troubles == []
    assert resident.troubles == []
