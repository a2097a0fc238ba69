"""The frame of every page: language and letters without JavaScript, skip link, tabs."""

from playwright.sync_api import expect


def test_the_page_speaks_chinese_until_told_otherwise(enter):
    page = enter(path="/settings/", javascript=False)
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/settings/")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_large_letters_without_javascript_and_back(enter):
    page = enter(path="/settings/", javascript=False)
    page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).to_have_attribute("data-mode", "care")
    assert page.locator("body").evaluate("e => getComputedStyle(e).fontSize") == "20px"
    page.get_by_role("button", name="标准字").click()
    expect(page.locator("html")).to_have_attribute("data-mode", "normal")
