"""F005 (notices with read receipts): written at a desk, read on a phone, the receipt seen."""

import json
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


SUBSCRIBES = """() => {
  PushManager.prototype.subscribe = async (wanted) => ({
    endpoint: "https://fcm.googleapis.com/fcm/send/e2e",
    keys: { p256dh: wanted.applicationServerKey, auth: "x" },
  });
}"""


def test_f005_a_browser_is_let_tell_and_shows_the_heading(enter, server, whole_browser):
    page = enter("resident", None, service_workers="allow", mode="care", by=whole_browser)
    page.context.grant_permissions(["notifications"], origin=server.url)
    workers = page.context.new_cdp_session(page)
    found = []
    workers.on(
        "ServiceWorker.workerRegistrationUpdated", lambda e: found.extend(e["registrations"])
    )
    workers.send("ServiceWorker.enable")
    page.goto("/me/notices/push/")
    expect(page.locator("[data-push-unable]")).to_be_hidden()
    page.evaluate("() => navigator.serviceWorker.ready")
    page.evaluate(SUBSCRIBES)
    follow(page, page.locator("[data-push] button"))
    expect(page.locator("main .weui-cell").first).to_contain_text("Chrome")
    told = json.dumps({"title": "停水通知", "link": "/me/notices/", "tag": "t", "lang": "zh"})
    sent = {"origin": f"{server.url}/", "registrationId": found[0]["registrationId"]}
    workers.send("ServiceWorker.deliverPushMessage", sent | {"data": told})
    page.wait_for_function(SHOWN)
    shown = page.evaluate(
        "async () => (await (await navigator.serviceWorker.ready).getNotifications())"
        ".map(n => [n.title, n.data])"
    )
    assert shown == [["停水通知", "/me/notices/"]]
    follow(page, page.locator("form[action$='/remove/'] button"))
    expect(page.locator("form[action$='/remove/']")).to_have_count(0)
    assert page.troubles == []


SHOWN = """async () => {
  const worker = await navigator.serviceWorker.ready;
  return (await worker.getNotifications()).length === 1;
}"""
