"""F024 (fill once): the clerk brings an estate's roster; nobody types what a file knows."""

import os

import pytest
from playwright.sync_api import expect

from linli.places.tests.rosters import JT, workbook
from linli.places.tests.test_roster_rows import HEAD, row
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_accessible import (
    EVERYTHING,
    LIMITS,
    SET_LOOK,
    SMALL_TARGETS,
    SMALL_TEXT,
    WIDER,
    violations,
)
from tests.e2e.test_duties import speak


@pytest.mark.parametrize(
    ("language", "size"), [("zh-hans", PHONE), ("en", DESK)], ids=["phone", "desk"]
)
def test_f024_a_roster_is_brought_looked_at_and_applied(enter, server, tmp_path, language, size):
    clerk = enter("staff", "/work/estates/new/", size=size, javascript=False)
    clerk.context.add_cookies([{"name": "mode", "value": "care", "url": server.url}])
    speak(clerk, language)
    name = f"JT小区 {language}"
    clerk.fill("[name=name_zh]", name)
    follow(clerk, clerk.locator("main form.form button").first)
    follow(clerk, clerk.get_by_role("link", name=name))
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    clerk.set_input_files("[name=file]", JT)
    follow(clerk, clerk.locator("main form.form button").first)
    expect(clerk.locator("main")).to_contain_text("45,739.88")
    assert clerk.evaluate("document.documentElement.scrollWidth") <= size["width"]
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    expect(clerk.locator("h1")).to_have_text(name)
    expect(clerk.locator("main")).to_contain_text("373")

    unclear = tmp_path / "later.xlsx"
    unclear.write_bytes(workbook([[h if h != "业主" else "甲方" for h in HEAD], row(楼栋="9栋")]))
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    clerk.set_input_files("[name=file]", unclear)
    follow(clerk, clerk.locator("main form.form button").first)
    clerk.select_option("[name=q0]", "甲方")
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    expect(clerk.locator("main [name=version]")).to_have_count(1)
    assert clerk.evaluate("document.documentElement.scrollWidth") <= size["width"]
    speak(clerk, "zh-hans")
    assert clerk.troubles == []


def clean(page, mode: str) -> list[str]:
    """What axe and our own measures find."""
    page.evaluate(SET_LOOK, [mode, "light"])
    height, letters = LIMITS[mode]
    return [
        *violations(page, EVERYTHING),
        *page.evaluate(SMALL_TARGETS, height),
        *page.evaluate(SMALL_TEXT, letters),
        *([f"wider by {wide}"] if (wide := page.evaluate(WIDER)) > 0 else []),
    ]


@pytest.mark.parametrize(
    ("mode", "size"), [("care", PHONE), ("normal", DESK)], ids=["care", "desk"]
)
def test_f024_every_page_of_homes_is_accessible(enter, tmp_path, mode, size):
    clerk = enter("staff", "/work/estates/new/", size=size)
    name = f"无障碍小区 {mode}"
    clerk.fill("[name=name_zh]", name)
    follow(clerk, clerk.locator("main form.form button").first)
    follow(clerk, clerk.get_by_role("link", name=name))
    home = clerk.url
    file = tmp_path / "r.xlsx"
    head = [h if h != "业主" else "甲方" for h in HEAD]
    file.write_bytes(workbook([head, row(建筑面积=None), row(房号="102"), row(房号="102")]))
    clerk.goto(f"{home}roster/")
    clerk.set_input_files("[name=file]", file)
    follow(clerk, clerk.locator("main form.form button").first)
    found = {"questions": clean(clerk, mode)}
    clerk.select_option("[name=q0]", "甲方")
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    expect(clerk.locator("main [name=version]")).to_have_count(1)
    found["preview"] = clean(clerk, mode)
    shots = os.environ.get("LINLI_SHOTS")
    if shots:
        clerk.screenshot(path=f"{shots}/roster-{mode}.png", full_page=True)
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    expect(clerk.locator("h1")).to_have_text(name)
    found["estate"] = clean(clerk, mode)
    clerk.goto(f"{home}units/")
    found["units"] = clean(clerk, mode)
    follow(clerk, clerk.locator("main table a").first)
    found["unit"] = clean(clerk, mode)
    if shots:
        clerk.screenshot(path=f"{shots}/unit-{mode}.png", full_page=True)
    clerk.goto(f"{clerk.url}correct/owner/")
    found["correct"] = clean(clerk, mode)
    clerk.fill("[name=names]", "张三")
    clerk.fill("[name=reason]", "产权证")
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    clerk.goto("/work/units/corrections/")
    # names and reasons stand on no list: only on the page of the one correction
    expect(clerk.locator("main")).not_to_contain_text("产权证")
    found["corrections"] = clean(clerk, mode)
    follow(clerk, clerk.locator("main a[href^='/work/units/corrections/']", has_text=name).first)
    expect(clerk.locator("main")).to_contain_text("产权证")
    found["correction"] = clean(clerk, mode)
    assert {page: faults for page, faults in found.items() if faults} == {}
    assert clerk.troubles == []
