"""F018 and F134: stages of estates, areas, communities merged and split, in the roles that do it."""

import os

from playwright.sync_api import Page, expect

from linli.places.tests.rosters import workbook
from linli.places.tests.test_roster_rows import HEAD, row
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_rosters import clean


def shot(page: Page, name: str) -> None:
    folder = os.environ.get("LINLI_SHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def estate(clerk: Page, name: str) -> str:
    """Enters an estate; answers the address of its page."""
    clerk.goto("/work/estates/new/")
    clerk.fill("[name=name_zh]", name)
    follow(clerk, clerk.locator("main form.form button").first)
    return str(clerk.get_by_role("link", name=name).get_attribute("href"))


def test_f018_a_clerk_moves_an_estate_and_everybody_reads_who_decides(enter, tmp_path):
    clerk = enter("staff", None, size=PHONE, mode="care", language="zh-hans")
    home = estate(clerk, "阶段新园")
    file = tmp_path / "r.xlsx"
    rows = [[*row(), "已交付"], [*row(房号="102"), "已交付"], [*row(房号="103"), "未售"]]
    file.write_bytes(workbook([[*HEAD, "交付状态"], *rows]))
    clerk.goto(f"{home}roster/")
    clerk.set_input_files("[name=file]", file)
    follow(clerk, clerk.locator("main form.form button").first)
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    expect(clerk.locator("main")).to_contain_text("可以成立筹备组")
    faults = {"estate": clean(clerk, "care")}
    clerk.goto(f"{home}stage/")
    expect(clerk.locator("main")).to_contain_text("按数据建议转入：筹备组工作中")
    faults["move"] = clean(clerk, "care")
    shot(clerk, "stage-move")
    clerk.get_by_label("筹备组工作中").check()
    clerk.fill("[name=ground]", "街道办〔2026〕3 号")
    follow(clerk, clerk.get_by_role("button", name="变更阶段"))
    expect(clerk.locator("h1")).to_contain_text("筹备组工作中")
    public = clerk.url

    visitor = enter("anonymous", public, size=DESK, language="en", locale="en-GB")
    expect(visitor.locator("main")).to_contain_text("prepares the first owners' meeting")
    faults["public"] = clean(visitor, "normal")
    shot(visitor, "stage-public")
    clerk.goto(f"{home}place/")
    clerk.fill("[name=latitude]", "23.021548")
    clerk.fill("[name=longitude]", "113.121416")
    faults["place"] = clean(clerk, "care")
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    expect(clerk.locator("main")).to_contain_text("已登记")
    assert {page: found for page, found in faults.items() if found} == {}
    assert clerk.troubles == []


def test_f134_a_clerk_draws_areas_that_overlap(enter):
    clerk = enter("staff", None, size=PHONE, mode="care", language="zh-hans")
    for name in ("片区甲园", "片区乙园"):
        estate(clerk, name)
    faults = {}
    for name, parts in (("东片区", ["片区甲园"]), ("南片区", ["片区甲园", "片区乙园"])):
        clerk.goto("/work/areas/")
        follow(clerk, clerk.locator("main .weui-btn_primary"))
        clerk.fill("[name=name_zh]", name)
        for part in parts:
            clerk.get_by_label(part, exact=True).check()
        clerk.fill("[name=ground]", "居委会会议纪要 3 号")
        faults["draw"] = clean(clerk, "care")
        shot(clerk, "area-draw")
        follow(clerk, clerk.locator("main .weui-btn_primary"))
    expect(clerk.locator("main")).to_contain_text("片区乙园、片区甲园")
    faults["list"] = clean(clerk, "care")
    shot(clerk, "areas")
    speak(clerk, "en")
    clerk.set_viewport_size(DESK)
    clerk.goto("/work/areas/")
    follow(clerk, clerk.get_by_role("link", name="东片区"))
    clerk.get_by_label("片区乙园", exact=True).check()
    follow(clerk, clerk.get_by_role("button", name="Draw it anew"))
    expect(clerk.get_by_role("link", name="东片区")).to_contain_text("片区乙园")
    speak(clerk, "zh-hans")
    assert {page: found for page, found in faults.items() if found} == {}
    assert clerk.troubles == []


def test_f134_an_administrator_merges_and_splits_and_the_old_ones_stay_readable(enter):
    chief = enter("district_admin", "/work/communities/", size=PHONE, mode="care")
    faults = {"list": clean(chief, "care")}
    follow(chief, chief.get_by_role("link", name="合并社区"))
    for name in ("织锦社区", "青柯社区"):
        chief.get_by_label(name).check()
    chief.select_option("[name=into]", "new")
    chief.fill("[name=code]", "440604012955")
    chief.fill("[name=zh]", "锦柯社区")
    chief.fill("[name=ground]", "区政府〔2026〕12 号")
    chief.check("[name=sure]")
    faults["merge"] = clean(chief, "care")
    shot(chief, "merge")
    follow(chief, chief.get_by_role("button", name="合并"))
    expect(chief.locator("main")).to_contain_text("织锦社区 → 锦柯社区")
    faults["merged"] = clean(chief, "care")
    shot(chief, "reforms")

    speak(chief, "en")
    chief.set_viewport_size(DESK)
    chief.goto("/work/communities/440604012955/split/")
    for number, code in (("1", "440604012956"), ("2", "440604012957")):
        chief.fill(f"[name=code{number}]", code)
        chief.fill(f"[name=zh{number}]", f"锦柯{number}社区")
        chief.fill(f"[name=en{number}]", f"Jinke {number}")
    chief.select_option("[name=others]", "2")
    chief.fill("[name=ground]", "District decision 13/2026")
    chief.check("[name=sure]")
    faults["split"] = clean(chief, "normal")
    shot(chief, "split")
    follow(chief, chief.get_by_role("button", name="Split it"))
    expect(chief.locator("main")).to_contain_text("→ Jinke 2")
    speak(chief, "zh-hans")

    visitor = enter("anonymous", "/public/communities/440604012901/", size=PHONE)
    expect(visitor.locator("main")).to_contain_text("本社区已于")
    faults["old"] = clean(visitor, "normal")
    shot(visitor, "old-community")
    follow(visitor, visitor.get_by_role("link", name="并入或改为锦柯社区"))
    expect(visitor.locator("main")).to_contain_text("由织锦社区而来")
    follow(visitor, visitor.get_by_role("link", name="锦柯2社区"))
    expect(visitor.locator("main")).to_contain_text("由锦柯社区而来")
    assert {page: found for page, found in faults.items() if found} == {}
    assert chief.troubles == []
