"""Signing in with a real browser: by code on a phone, without JavaScript, with a passkey."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import follow

#: Nobody of the demo district has it.
NEW = "19812345678"
NO_SCRIPT = "19812345679"


def come_in(page: Page, phone: str) -> None:
    """Phone, code (the demo shows it), in."""
    page.goto("/in/")
    page.locator("input[name=phone]").fill(phone)
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.wait_for_url("**/in/code/**")
    said = page.locator("main .notice strong").inner_text()
    assert re.fullmatch(r"\d{6}", said)
    page.locator("input[name=code]").fill(said)
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.wait_for_url(lambda url: "/in/" not in url)


@pytest.mark.parametrize(("javascript", "phone"), [(True, NEW), (False, NO_SCRIPT)])
def test_a_new_resident_comes_in_by_code(enter, javascript, phone):
    page = enter(path=None, javascript=javascript)
    come_in(page, phone)
    assert page.url.endswith("/me/welcome/")
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["sessionid"]["httpOnly"]
    page.goto("/in/sessions/")
    expect(page.locator("main")).to_contain_text("Chrome")
    page.goto("/in/out/")
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.goto("/in/sessions/")
    assert "/in/?next=" in page.url
    assert page.troubles == []


def test_a_wrong_number_and_a_wrong_code_are_said_at_the_field(enter):
    page = enter(path="/in/", javascript=False)
    page.locator("input[name=phone]").fill("123")
    follow(page, page.locator("main form").first.get_by_role("button"))
    expect(page.locator(".field__error")).to_contain_text("手机号")
    page.locator("input[name=phone]").fill("198 1234 5670")
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.wait_for_url("**/in/code/**")
    expect(page.locator("main")).to_contain_text("198****5670")
    page.locator("input[name=code]").fill("abc")
    follow(page, page.locator("main form").first.get_by_role("button"))
    expect(page.locator(".field__error")).to_contain_text("验证码不对")


@pytest.fixture
def authenticator():
    """Chromium's own virtual authenticator: a phone's fingerprint reader that always agrees."""

    def attach(page: Page) -> None:
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

    return attach


def test_a_passkey_is_set_up_and_signs_in(enter, authenticator):
    page = enter(path=None)
    authenticator(page)
    come_in(page, "19812345677")
    page.goto("/in/factors/passkey/")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/in/factors/codes/")
    assert page.locator("main .row__title").count() == 10
    page.goto("/in/factors/")
    expect(page.locator("main")).to_contain_text(re.compile("Chrome"))

    page.goto("/in/out/")
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.goto("/in/?next=/in/sessions/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/in/sessions/")
    assert page.troubles == []  # the content policy stood in nobody's way


def test_a_passkey_that_does_not_answer_is_said(enter):
    page = enter(path="/in/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no')) }"
    )
    expect(page.locator("[data-passkey-error]")).to_be_hidden()
    page.locator("#passkey_login").click()
    expect(page.locator("[data-passkey-error]")).to_be_visible()


def test_without_javascript_there_is_no_dead_button(enter):
    page = enter(path="/in/", javascript=False)
    expect(page.locator("#passkey_login")).to_be_hidden()
    expect(page.locator("input[name=phone]")).to_be_visible()


def test_an_authenticator_app_is_asked_for(enter):
    import time

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    page = enter(path=None, javascript=False)
    come_in(page, "19812345676")
    page.goto("/in/factors/app/")
    assert page.locator("main img").evaluate("e => e.naturalWidth") > 0
    secret = page.locator("main code").inner_text()
    page.locator("input[name=code]").fill(
        format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    )
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.wait_for_url("**/in/factors/codes/")
    recovery = page.locator("main .row__title").first.inner_text()

    page.goto("/in/again/app/?next=/in/factors/")
    page.locator("input[name=code]").fill(recovery)
    follow(page, page.locator("main form").first.get_by_role("button"))
    page.wait_for_url("**/in/factors/")
