import itertools

from tests.e2e.conftest import PHONE
from tests.e2e.test_accessible import *


def look(page, path, name, faults, go=True):
    page.set_viewport_size(PHONE)
    if go:
        page.goto(path)
    for (mode, theme), (n, size) in itertools.product(LOOKS, SIZES.items()):
        page.set_viewport_size(size)
        page.evaluate(SET_LOOK, [mode, theme])
        found = measure(page, LIMITS[mode])
        if n != "narrow":
            found += violations(
                page, EVERYTHING if (mode, theme) == ("normal", "light") else CONTRAST
            )
        faults += [f"{path} {mode} {theme} {n}: {each}" for each in found]
    page.set_viewport_size(PHONE)
    page.evaluate(SET_LOOK, ["normal", "light"])
    page.screenshot(path=f"/tmp/h-signin-shots/{name}.png", full_page=True)
    page.evaluate(SET_LOOK, ["care", "dark"])
    page.screenshot(path=f"/tmp/h-signin-shots/{name}-care-dark.png", full_page=True)
    faults += [f"{path}: console {each}" for each in page.troubles]
    page.troubles.clear()


def test_looks(enter):
    import os

    os.makedirs("/tmp/h-signin-shots", exist_ok=True)
    faults = []
    page = enter(path=None, reduced_motion="reduce")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    look(page, "/in/", "login", faults)
    page.goto("/in/")
    page.locator("input[name=phone]").fill("19812345600")
    page.locator("main form").first.get_by_role("button").click()
    page.wait_for_url("**/in/code/**")
    look(page, "/in/code/", "code", faults)
    page.goto("/in/code/")
    page.locator("input[name=code]").fill("x")
    page.locator("main form").first.get_by_role("button").click()
    look(page, "/in/code/", "wrong", faults, go=False)
    page.goto("/in/code/")
    page.locator("input[name=code]").fill(page.locator("main .notice strong").inner_text())
    page.locator("main form").first.get_by_role("button").click()
    page.wait_for_url(lambda url: "/in/" not in url)
    for n in (
        "closed",
        "out",
        "sessions",
        "factors",
        "factors/passkey",
        "factors/app",
        "accounts",
        "again",
        "with/cancelled",
        "with/error",
    ):
        look(page, f"/in/{n}/", n.replace("/", "-"), faults)
    page.goto("/in/again/")
    page.locator("main form button").first.click()
    look(page, "/in/again/", "again-wait", faults, go=False)
    page.goto("/in/factors/passkey/")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/in/factors/codes/")
    look(page, "/in/factors/codes/", "codes", faults, go=False)
    page.goto("/in/factors/codes/")
    look(page, "/in/factors/codes/", "codes-seen", faults)
    look(page, "/in/factors/codes/new/", "codes-new", faults)
    look(page, "/in/factors/?next=/me/", "factors-next", faults)
    look(page, "/in/again/passkey/", "again-passkey", faults)
    page.goto("/in/factors/")
    page.locator("main a[href*='/in/factors/']").first.click()
    look(page, page.url, "remove", faults, go=False)
    page.context.add_cookies([{"name": "language", "value": "en", "url": page.url}])
    print("\n".join(faults))
    assert not faults, "\n".join(sorted(set(faults)))
