"""F118e: a granddaughter acts for her grandmother, with both names on record."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_accessible import EVERYTHING, LIMITS, LOOKS, SET_LOOK, measure, violations
from tests.e2e.test_duties import speak


def faults(page) -> list[str]:
    """What axe and our own measures find on a page, in every look."""
    found = []
    for mode, theme in LOOKS:
        page.evaluate(SET_LOOK, [mode, theme])
        found += measure(page, LIMITS[mode]) + violations(page, EVERYTHING)
    return found


def as_somebody(enter, key: str, *, size=PHONE, **options):
    """Signed in by the demo's list."""
    page = enter("anonymous", "/enter/", size=size, reduced_motion="reduce", **options)
    follow(page, page.locator(f"button[value='{key}']"))
    return page


def press(page, words: str, *, inside: str = "main") -> None:
    follow(page, page.locator(inside).get_by_role("button", name=words))


def check(page, name: str, value: str) -> None:
    page.locator(f"[name={name}][value={value}]").check()


def wide(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_f118e_a_granddaughter_acts_for_her_grandmother(enter, server):
    """Grandmother on the phone with large letters; a code at the table; both see both names."""
    grandma = as_somebody(enter, "grandmother-taoran", javascript=False)
    assert grandma.locator("html").get_attribute("data-mode") == "care"
    grandma.goto("/me/mandates/")
    follow(grandma, grandma.get_by_role("link", name="请人为我代办"))
    check(grandma, "deeds", "corner")
    check(grandma, "deeds", "settings")
    press(grandma, "发出委托")
    code = grandma.locator("strong.code").inner_text()
    expect(grandma.locator("main img[src^='data:image/svg']")).to_have_count(1)
    assert wide(grandma) <= PHONE["width"]
    assert faults_of_code(grandma) == []

    mei = as_somebody(enter, "owner-taoran")
    mei.goto("/me/mandates/code/")
    mei.fill("[name=code]", code.lower())
    press(mei, "查看委托内容")
    expect(mei.locator("main")).to_contain_text("请您代为办理")
    press(mei, "好，我来代办")
    press(mei, "现在代")
    bar = mei.locator(".helping")
    expect(bar).to_contain_text("您正在代")
    name = bar.locator("a").inner_text().removeprefix("您正在代").removesuffix("办理").strip()
    assert name.startswith("招")
    assert "秀英" not in name
    assert faults(mei) == []
    mei.evaluate(SET_LOOK, ["normal", "light"])
    follow(mei, mei.get_by_role("link", name="邻里议事角"))
    mei.fill("[name=text]", "我奶奶想问：电梯什么时候修好？")
    follow(mei, mei.locator("main form[method=post] button.weui-btn_primary").first)
    expect(mei.locator("main")).to_contain_text("电梯什么时候修好")
    expect(bar).to_contain_text(name)
    mei.goto("/me/consents/")
    expect(mei.locator("h1")).to_have_text("这件事您不能代办。")
    assert faults(mei) == []
    press(mei, "结束", inside=".helping")
    expect(bar).to_have_count(0)

    for page in (grandma, mei):
        page.goto("/me/mandates/acts/")
        expect(page.locator("main .by")).to_have_count(1)
        expect(page.locator("main .by")).to_contain_text(f"代 {name} 办理")
        assert wide(page) <= PHONE["width"]
    grandma.goto("/me/mandates/")
    follow(grandma, grandma.locator("main a", has_text="至 "))
    press(grandma, "立即结束这项委托")
    expect(grandma.locator(".page__lead .state")).to_have_text("委托人结束")
    assert faults(enter_page(grandma)) == []
    assert mei.troubles == [trouble for trouble in mei.troubles if "403" in trouble], (
        "only the page that was refused"
    )


def faults_of_code(page) -> list[str]:
    """Without scripts axe cannot look; our measures need them too: only the sizes by the layout."""
    box = page.locator("main img").bounding_box()
    return [] if box and box["width"] >= 200 else ["the code is too small to scan"]


def enter_page(page):
    """The same person's page with scripts, for measuring."""
    context = page.context.browser.new_context(
        storage_state=page.context.storage_state(),
        viewport=PHONE,
        reduced_motion="reduce",
        service_workers="block",
    )
    again = context.new_page()
    again.goto(page.url)
    return again


@pytest.fixture
def scan() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (640, 900), "white").save(kept, "JPEG")
    return kept.getvalue()


def test_f118e_a_signed_sheet_at_the_desk(enter, server, scan):
    """In English: printed, entered with its scan, confirmed by a second member of staff, ended."""
    clerk = as_somebody(enter, "clerk-taoran", size=DESK)
    speak(clerk, "en")
    clerk.goto("/me/mandates/sheet/")
    number = clerk.locator(".sheet__code strong").inner_text()
    clerk.emulate_media(media="print")
    expect(clerk.locator(".sheet__hint")).to_be_hidden()
    expect(clerk.locator(".sheet__line").first).to_be_visible()
    clerk.emulate_media(media="screen")

    numbers = {}
    for key in ("grandmother-taoran", "owner-taoran"):
        person = as_somebody(enter, key)
        person.goto("/me/")
        numbers[key] = person.locator(".weui-cell__ft").first.inner_text()
    clerk.goto("/work/mandates/paper/")
    clerk.fill("[name=sheet]", number)
    clerk.fill("[name=principal]", numbers["grandmother-taoran"])
    clerk.fill("[name=helper]", numbers["owner-taoran"])
    check(clerk, "deeds", "inbox")
    clerk.set_input_files(
        "[name=scan]", {"name": "sheet.jpg", "mimeType": "image/jpeg", "buffer": scan}
    )
    assert faults(clerk) == []
    press(clerk, "Enter the sheet")
    expect(clerk.locator(".page__lead")).to_contain_text("waits for a second member of staff")
    expect(clerk.get_by_role("button", name="confirm")).to_have_count(0)
    path = clerk.url

    second = as_somebody(enter, "grid_worker-taoran", size=DESK)
    speak(second, "en")
    second.goto("/work/mandates/")
    follow(second, second.locator("main table a").first)
    assert second.url == path
    expect(second.get_by_role("link", name="Scan of the signed sheet")).to_have_count(1)
    assert faults(second) == []
    press(second, "confirm")
    expect(second.locator(".page__lead")).to_contain_text("in force")
    press(second, "end now")
    expect(second.locator(".page__lead")).to_contain_text("ended at the desk")
    for page in (clerk, second):
        speak(page, "zh-hans")
        assert page.troubles == []
