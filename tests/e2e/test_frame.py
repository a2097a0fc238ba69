"""The frame of every page: language and letters without JavaScript, skip link, tabs."""

from playwright.sync_api import expect

from tests.e2e.conftest import follow
from tests.e2e.test_accessible import SET_LOOK


def test_the_page_speaks_chinese_until_told_otherwise(enter):
    page = enter(path="/settings/", javascript=False)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    follow(page, page.get_by_role("button", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/settings/")
    follow(page, page.get_by_role("button", name="中文"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_large_letters_without_javascript_and_back(enter):
    page = enter(path="/settings/", javascript=False)
    follow(page, page.get_by_role("button", name="大字"))
    expect(page.locator("html")).to_have_attribute("data-mode", "care")
    assert page.locator("body").evaluate("e => getComputedStyle(e).fontSize") == "20px"
    follow(page, page.get_by_role("button", name="标准字"))
    expect(page.locator("html")).to_have_attribute("data-mode", "normal")


def test_the_header_keeps_its_words_whole_in_large_english_letters(enter):
    page = enter("resident", "/settings/")
    follow(page, page.get_by_role("button", name="English"))
    page.evaluate(SET_LOOK, ["care", "light"])
    word = page.locator(".top .capacity").bounding_box()
    whole = page.locator(".top").bounding_box()
    follow(page, page.get_by_role("button", name="中文"))
    assert word["height"] < 40, "one line"
    assert whole["height"] < 170
