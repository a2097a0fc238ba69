"""F024 (fill once): the clerk brings an estate's roster; nobody types what a file knows."""

import pytest
from playwright.sync_api import expect

from linli.places.tests.rosters import JT, workbook
from linli.places.tests.test_roster_rows import HEAD, row
from tests.e2e.conftest import DESK, PHONE
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
    clerk.locator("main form.form button").first.click()
    clerk.get_by_role("link", name=name).click()
    clerk.locator("main .weui-btn_primary").click()
    clerk.set_input_files("[name=file]", JT)
    clerk.locator("main form.form button").first.click()
    expect(clerk.locator("main")).to_contain_text("45,739.88")
    assert clerk.evaluate("document.documentElement.scrollWidth") <= size["width"]
    clerk.locator("main .weui-btn_primary").click()
    expect(clerk.locator("h1")).to_have_text(name)
    expect(clerk.locator("main")).to_contain_text("373")

    unclear = tmp_path / "later.xlsx"
    unclear.write_bytes(workbook([[h if h != "业主" else "甲方" for h in HEAD], row(楼栋="9栋")]))
    clerk.locator("main .weui-btn_primary").click()
    clerk.set_input_files("[name=file]", unclear)
    clerk.locator("main form.form button").first.click()
    clerk.select_option("[name=q0]", "甲方")
    clerk.locator("main .weui-btn_primary").click()
    expect(clerk.locator("main [name=version]")).to_have_count(1)
    assert clerk.evaluate("document.documentElement.scrollWidth") <= size["width"]
    speak(clerk, "zh-hans")
    assert clerk.troubles == []
