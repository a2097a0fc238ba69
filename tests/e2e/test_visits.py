"""F006: building heads visit homes without a connection; nothing is lost, nothing comes twice."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.databases import url_of
from tests.e2e.conftest import ARGS, CHROMIUM, DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_rosters import clean

#: The device's clock runs three days and an hour ahead.
AHEAD = timedelta(days=3, hours=1)
SHIFTED = """(() => {
  const real = Date, by = %d, now = real.now.bind(real);
  globalThis.Date = class extends real {
    constructor(...given) { if (given.length) { super(...given); } else { super(now() + by); } }
    static now() { return now() + by; }
  };
})()"""
KEPT = "linli-visits"
DATABASES = "async () => (await indexedDB.databases()).map(each => each.name)"
CAN_BE_READ = """async () => {
  const db = await new Promise(done => { const a = indexedDB.open('linli-visits'); a.onsuccess = () => done(a.result); });
  const all = store => new Promise(done => {
    const a = db.transaction(store).objectStore(store).getAll(); a.onsuccess = () => done(a.result); });
  const bytes = value => JSON.stringify(value, (k, v) => v instanceof ArrayBuffer || ArrayBuffer.isView(v)
    ? Array.from(new Uint8Array(v.buffer ?? v)).map(n => String.fromCharCode(n)).join('') : v);
  const keep = await all('keep');
  const keys = keep.filter(one => one instanceof CryptoKey).map(key => key.extractable);
  const rows = await all('queue');
  db.close();
  return { keys, queue: rows.length, text: bytes([keep, rows]) };
}"""


def rows(server, since: datetime) -> list[tuple[str, datetime, datetime, bool]]:
    """UUID, corrected time, the device's time and whether late, of what came in since."""
    with psycopg.connect(url_of(server.database)) as owner:
        return owner.execute(
            "SELECT noted::text, at, device_at, late FROM demo.grids_entry"
            " WHERE kind = 'visit' AND received_at >= %s ORDER BY at",
            [since],
        ).fetchall()


@pytest.mark.parametrize(
    ("language", "size", "mode"),
    [("zh-hans", PHONE, "care"), ("en", DESK, "normal")],
    ids=["phone", "desk"],
)
def test_f006_a_visit_is_noted_with_one_tap_and_without_scripts(
    enter, server, language, size, mode
):
    begun = datetime.now(UTC)
    head = enter("resident", "/visits/", size=size, javascript=False)
    head.context.add_cookies([{"name": "mode", "value": mode, "url": server.url}])
    speak(head, language)
    head.goto("/visits/")
    homes = head.locator("[data-offline-note]").count()
    assert homes >= 1
    assert head.locator("main").inner_text().count("独居") == 0
    head.locator("[data-offline-note] button[value=met]").first.click()
    expect(head.locator(".notice_success")).to_be_visible()
    assert len(rows(server, begun)) == 1
    scripted = enter("resident", "/visits/", size=size, mode=mode)
    assert clean(scripted, mode) == []
    clerk = enter("staff", "/work/grids/visits/", size=size, mode=mode)
    speak(clerk, language)
    clerk.goto("/work/grids/visits/")
    expect(clerk.locator("tbody tr")).to_have_count(homes)
    expect(clerk.locator("main")).to_contain_text("独居老人" if language == "zh-hans" else "alone")
    assert clean(clerk, mode) == []
    assert scripted.troubles == clerk.troubles == []


class Device:
    """A browser with a folder of its own, that can be killed and started again."""

    def __init__(self, playwright_browser, server, folder: Path) -> None:
        self.type = playwright_browser.browser_type
        self.server, self.folder = server, folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Page:
        port = self.folder / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        command = [CHROMIUM, "--headless=new", *ARGS, "--no-default-browser-check"]
        command += ["--remote-debugging-port=0", f"--user-data-dir={self.folder}", "about:blank"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        end = time.monotonic() + 60
        while not (port.exists() and port.read_text().strip()):
            assert time.monotonic() < end, "the browser did not start"
            assert self.process.poll() is None
            time.sleep(0.05)
        number = port.read_text().split()[0]
        self.browser = self.type.connect_over_cdp(f"http://127.0.0.1:{number}")
        context = self.browser.contexts[0]
        context.add_init_script(SHIFTED % (AHEAD // timedelta(milliseconds=1)))
        key = self.server.sessions["resident"]
        context.add_cookies([{"name": "sessionid", "value": key, "url": self.server.url}])
        page = context.new_page()
        page.set_viewport_size(PHONE)
        return page

    def kill(self) -> None:
        """As if the battery was taken out: the whole group of processes at once."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)


@contextmanager
def device(browser, server, folder) -> Iterator[Device]:
    made = Device(browser, server, folder)
    try:
        yield made
    finally:
        made.kill()


def waiting(page: Page) -> int:
    return int(page.locator("[data-offline]").get_attribute("data-count") or 0)


def test_f006_fifty_visits_offline_killed_reopened_with_a_wrong_clock(browser, server, tmp_path):
    """Show 5: each of the fifty comes in once, at its true time."""
    begun = datetime.now(UTC)
    with device(browser, server, tmp_path) as phone:
        page = phone.start()
        page.goto(f"{server.url}/visits/")
        page.evaluate("() => navigator.serviceWorker.ready")
        expect(page.locator("[data-offline][data-ready]")).to_have_count(1, timeout=30_000)
        page.context.set_offline(True)
        page.goto(f"{server.url}/visits/")
        buttons = page.locator("[data-offline-note] button[value=met]")
        expect(buttons).not_to_have_count(0)
        homes = buttons.count()
        for number in range(25):
            buttons.nth(number % homes).click()
            expect(page.locator("[data-offline]")).to_have_attribute("data-count", str(number + 1))
        found = page.evaluate(CAN_BE_READ)
        assert (found["keys"], found["queue"]) == ([False], 25)
        assert "栋" not in found["text"]
        assert "outcome" not in found["text"]
        page.reload()
        expect(page.locator("[data-offline]")).to_have_attribute("data-count", "25")
        phone.kill()

        page = phone.start()
        page.context.set_offline(True)
        page.goto(f"{server.url}/visits/")
        expect(page.locator("[data-offline]")).to_have_attribute("data-count", "25")
        for number in range(25, 50):
            buttons = page.locator("[data-offline-note] button[value=help]")
            buttons.nth(number % homes).click()
            expect(page.locator("[data-offline]")).to_have_attribute("data-count", str(number + 1))
        assert rows(server, begun) == []
        phone.kill()

        page = phone.start()
        page.goto(f"{server.url}/visits/")
        expect(page.locator("[data-offline]")).to_have_attribute("data-count", "0", timeout=30_000)
        assert page.evaluate(CAN_BE_READ)["queue"] == 0
        page.reload()
        ended = datetime.now(UTC)
    stored = rows(server, begun)
    assert len(stored) == len({noted for noted, *_ in stored}) == 50
    for _noted, at, device_at, late in stored:
        assert begun - timedelta(seconds=5) <= at <= ended
        assert abs((device_at - at) - AHEAD) < timedelta(seconds=5)
        assert not late


def test_f006_what_is_refused_says_so_and_signing_out_clears_the_device(enter, server):
    head = enter("resident", "/visits/", service_workers="allow")
    speak(head, "zh-hans")
    head.goto("/visits/")
    expect(head.locator("[data-offline][data-ready]")).to_have_count(1, timeout=30_000)
    head.locator("[data-offline-note] [name=unit]").first.evaluate(
        "field => field.value = '999999'"
    )
    head.locator("[data-offline-note] button[value=met]").first.click()
    refused = head.locator("[data-offline-refused] li")
    expect(refused).to_contain_text("该房屋不在您负责的楼栋或网格内")
    head.reload()
    expect(refused).to_have_count(1)
    refused.locator("button").click()
    expect(refused).to_have_count(0)
    answer = head.request.post(
        "/api/visits", data=json.dumps({"sent_at": "x", "visits": []}), fail_on_status_code=False
    )
    assert answer.status in {403, 422}
    # a session of its own, so that the role's stays signed in for the other tests
    other = enter("anonymous", "/enter/", service_workers="allow")
    follow(other, other.get_by_role("button", name="梁家乐"))
    other.goto("/visits/")
    expect(other.locator("[data-offline][data-ready]")).to_have_count(1, timeout=30_000)
    other.goto("/in/out/")
    assert KEPT in other.evaluate(DATABASES)
    follow(other, other.locator("main form").get_by_role("button"))
    assert KEPT not in other.evaluate(DATABASES)
