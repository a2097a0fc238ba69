"""F004, F101 (its base): a duty from giving to confirmation, on a phone and at a desk."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_accessible import EVERYTHING, LIMITS, LOOKS, SET_LOOK, measure, violations


def faults(page) -> list[str]:
    """What axe and our own measures find on a page, in every look."""
    found = []
    for mode, theme in LOOKS:
        page.evaluate(SET_LOOK, [mode, theme])
        found += measure(page, LIMITS[mode]) + violations(page, EVERYTHING)
    return found


def speak(page, language: str) -> None:
    """Switch the person's language by the button in the header, when it is another one."""
    name = {"en": "English", "zh-hans": "中文"}[language]
    button = page.get_by_role("button", name=name, exact=True)
    if button.count():
        follow(page, button)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_f101_a_duty_is_given_accepted_done_and_confirmed(enter, server, language):
    clerk = enter("staff", "/work/duties/new/", size=DESK, javascript=False)
    resident = enter("resident", None, size=PHONE, javascript=False)
    for page in (clerk, resident):
        page.context.add_cookies([{"name": "mode", "value": "care", "url": server.url}])
    speak(clerk, language)
    title = f"清理三号楼楼道 {language}"
    clerk.fill("[name=title]", title)
    clerk.fill("[name=person]", server.world.resident.public_id)
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("h1")).to_have_text(title)
    expect(clerk.locator(".process__step_now")).to_have_count(1)
    address = clerk.url

    resident.goto("/me/duties/")
    speak(resident, language)
    follow(resident, resident.get_by_role("link", name=title))
    follow(resident, resident.locator("main .buttons a").first)
    follow(resident, resident.locator("main form button"))
    follow(resident, resident.locator("main .buttons a").first)
    resident.fill("[name=words]", "已清理，请查看")
    follow(resident, resident.locator("main form button"))
    expect(resident.locator("main .buttons a")).to_have_count(0)
    width = resident.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]

    clerk.goto("/work/duties/?tab=settle")
    follow(clerk, clerk.get_by_role("link", name=title))
    assert clerk.url == address
    follow(clerk, clerk.locator("main .buttons a").first)
    follow(clerk, clerk.locator("main form button"))
    word = {"en": "confirmed", "zh-hans": "已确认"}[language]
    expect(clerk.locator(".page__lead")).to_contain_text(word)
    path = urlsplit(address).path
    assert faults(enter("resident", path, size=PHONE, reduced_motion="reduce")) == []
    assert faults(enter("staff", f"{path}reopen/", size=DESK, reduced_motion="reduce")) == []
    for page in (clerk, resident):
        speak(page, "zh-hans")
    assert clerk.troubles == []
    assert resident.troubles == []
