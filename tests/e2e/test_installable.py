"""Installable, and helpful without a connection: the worker keeps no page of anybody."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import follow

KEPT = """async () => {
  const names = await caches.keys();
  const found = await Promise.all(names.map(async n => (await (await caches.open(n)).keys()).map(r => r.url)));
  return found.flat().map(u => new URL(u).pathname);
}"""


def with_worker(enter, role: str, path: str) -> Page:
    page = enter(role, path, service_workers="allow")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    return page


def test_without_a_connection_a_page_helps(enter):
    page = with_worker(enter, "anonymous", "/settings/")
    page.context.set_offline(True)
    page.goto("/public/")
    expect(page.get_by_text("现在没有网络。")).to_be_visible()
    assert page.locator("body").evaluate("e => getComputedStyle(e).margin") == "0px"
    page.context.set_offline(False)
    follow(page, page.get_by_role("link", name="再试一次"))
    expect(page.get_by_text("现在没有网络。")).not_to_be_visible()


def test_pages_of_a_person_are_never_kept(enter):
    page = with_worker(enter, "resident", "/me/")
    page.goto("/")
    page.goto("/me/")
    kept = page.evaluate(KEPT)
    assert "/offline/" in kept
    assert [path for path in kept if path != "/offline/" and not path.startswith("/static/")] == []
    page.context.set_offline(True)
    page.goto("/me/")
    assert page.locator("html").evaluate("e => e.outerHTML").count("resident") == 0
    expect(page.get_by_text("现在没有网络。")).to_be_visible()


def test_the_browser_finds_no_fault_in_the_manifest(enter):
    page = enter(path="/settings/")
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getAppManifest")["errors"] == []
