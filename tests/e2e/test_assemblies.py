"""F054, F055, F058, F059: an owners' assembly at the convener's desk and on an owner's phone."""

import os
import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from linli.kernel import clock
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import faults, speak

SHOTS = os.environ.get("LINLI_SHOTS")
DEMO = "榕荫花园业主大会会议"


def shot(page, name: str) -> None:
    """A picture for people to look at; only when somebody asked for them."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def draft(page, title: str, *, days: int = 17) -> None:
    """The form for a draft, with the dates that a notice needs."""
    page.goto("/work/assemblies/")
    follow(page, page.locator("main a[href*='/assemblies/new/']").first)
    page.fill("[name=title_zh]", title)
    page.fill("[name=title_en]", f"{title} en")
    page.select_option("[name=ground]", "owners_share")
    committee = page.locator("[name=convener] option", has_text="居民委员会").first
    page.select_option("[name=convener]", committee.get_attribute("value"))
    page.fill("[name=ground_text]", "22% 业主联名提议")
    opens = clock.today() + timedelta(days=days)
    page.fill("[name=opens_at]", f"{opens.isoformat()}T09:00")
    page.fill("[name=closes_at]", f"{(opens + timedelta(days=14)).isoformat()}T20:00")
    follow(page, page.locator("main form button.weui-btn_primary"))


def add_matter(page, kind: str, title: str) -> None:
    follow(page, page.locator("main a[href$='/matters/new/']"))
    page.select_option("[name=kind]", kind)
    page.fill("[name=title_zh]", title)
    page.fill("[name=text_zh]", "全文见附件。")
    follow(page, page.locator("main form button.weui-btn_primary"))


def test_f054_the_desk_announces_and_an_owner_reads_asks_and_objects(enter, server):
    desk = enter("staff", None, size=DESK, javascript=False)
    phone = enter("resident", None, size=PHONE, javascript=False, mode="care")
    draft(desk, "二〇二六年业主大会会议")
    code = desk.url.rstrip("/").rpartition("/")[2]
    add_matter(desk, "covenant", "修订管理规约")
    shot(desk, "f054-desk-draft")
    follow(desk, desk.locator("main .buttons a[href$='/step/notice/']"))
    follow(desk, desk.locator("main form button.weui-btn_primary"))
    expect(desk.locator("main .page__lead")).to_contain_text("已公告")
    expect(desk.locator("main a[href$='/matters/new/']")).to_have_count(0)

    phone.goto("/assemblies/")
    shot(phone, "f054-phone-list")
    follow(phone, phone.get_by_role("link", name=re.compile("二〇二六年业主大会会议")))
    expect(phone.locator(".process__step_now")).to_have_count(1)
    shot(phone, "f054-phone-assembly")
    follow(phone, phone.get_by_role("link", name=re.compile("修订管理规约")))
    phone.locator("[name=side]").first.check()
    phone.fill("[name=text]", "电梯费怎么分摊？")
    follow(phone, phone.locator("main form button"))
    expect(phone.locator(".thread__posts")).to_contain_text("【问】电梯费怎么分摊？")
    shot(phone, "f054-phone-matter")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    phone.goto(f"/assemblies/{code}/roll/object/")
    phone.select_option("[name=unit]", index=1)
    phone.fill("[name=text]", "面积应为九十平方米")
    follow(phone, phone.locator("main form button.weui-btn_primary"))
    desk.goto(f"/work/assemblies/{code}/")
    expect(desk.locator("main")).to_contain_text("面积应为九十平方米")
    follow(desk, desk.locator("main a[href*='/objections/']").first)
    desk.locator("[name=upheld][value='0']").check()
    desk.fill("[name=text]", "以不动产登记簿为准")
    follow(desk, desk.locator("main form button.weui-btn_primary"))
    expect(desk.locator("main")).to_contain_text("以不动产登记簿为准")
    shot(desk, "f054-desk-noticed")

    open_one = enter("officer", "/work/assemblies/", size=DESK, javascript=False)
    follow(open_one, open_one.get_by_role("link", name=DEMO))
    expect(open_one.locator("main")).to_contain_text("各栋投票率")
    speak(open_one, "en")
    expect(open_one.locator("main")).to_contain_text("Turnout by building")
    shot(open_one, "f054-desk-open-en")
    speak(open_one, "zh-hans")
    path = f"/assemblies/{code}/"
    for each in (path, f"{path}matters/1/"):
        assert faults(enter("resident", each, size=PHONE, reduced_motion="reduce")) == []
    assert faults(enter("staff", f"/work{path}", size=DESK, reduced_motion="reduce")) == []
    for page in (desk, phone, open_one):
        assert page.troubles == []


def test_f055_the_kind_of_a_matter_sets_its_threshold(enter):
    desk = enter("staff", None, size=DESK, javascript=False)
    draft(desk, "门槛会议")
    code = desk.url.rstrip("/").rpartition("/")[2]
    for kind, title in (
        ("rules_of_procedure", "制定议事规则"),
        ("property_company", "选聘物业"),
        ("raising_funds", "筹集维修资金"),
    ):
        add_matter(desk, kind, title)
    for number, share in ((1, "超过 1/2"), (2, "超过 1/2"), (3, "不少于 3/4")):
        desk.goto(f"/assemblies/{code}/matters/{number}/")
        agreed = desk.locator(".weui-cell", has_text="同意（面积）")
        expect(agreed).to_contain_text(share)
        expect(desk.locator(".weui-cell", has_text="参与表决（人数）")).to_contain_text(
            "不少于 2/3"
        )
    phone = enter("anonymous", "/public/rules/", size=PHONE, javascript=False)
    follow(phone, phone.get_by_role("link", name=re.compile("民法典")).first)
    expect(phone.locator("main")).to_contain_text("《民法典》第二百七十八条第二款")
    shot(phone, "f055-phone-profile")
    desk.goto("/public/rules/beijing/")
    speak(desk, "en")
    expect(desk.locator("main")).to_contain_text("an opinion poll, not binding")
    shot(desk, "f055-desk-profile-en")
    speak(desk, "zh-hans")
    public = enter("anonymous", "/public/rules/beijing/", size=PHONE, reduced_motion="reduce")
    assert faults(public) == []


def test_f058_a_matter_that_waits_says_which_way_is_open(enter):
    desk = enter("staff", None, size=DESK, javascript=False)
    draft(desk, "等业委会成立再议")
    code = desk.url.rstrip("/").rpartition("/")[2]
    add_matter(desk, "other_major", "小区出入管理")
    follow(desk, desk.locator("main .buttons a[href$='/step/park/']"))
    desk.select_option("[name=reason]", "no_committee")
    follow(desk, desk.locator("main form button.weui-btn_warn"))
    phone = enter("resident", f"/assemblies/{code}/", size=PHONE, javascript=False, mode="care")
    expect(phone.locator("main")).to_contain_text("尚未成立业主委员会")
    expect(phone.locator("main")).to_contain_text("筹备首次业主大会")
    expect(phone.locator("main")).to_contain_text("不少于 1/2")
    shot(phone, "f058-phone-parked")
    path = f"/assemblies/{code}/"
    assert faults(enter("resident", path, size=PHONE, reduced_motion="reduce")) == []
    follow(desk, desk.locator("main .buttons a[href$='/step/resume/']"))
    follow(desk, desk.locator("main form button.weui-btn_primary"))
    expect(desk.locator("main .page__lead")).to_contain_text("草稿")


def test_f059_whoever_speaks_without_a_mandate_is_shown_and_the_way_to_one(enter):
    desk = enter("staff", None, size=DESK, javascript=False)
    draft(desk, "谁代表业主")
    code = desk.url.rstrip("/").rpartition("/")[2]
    expect(desk.locator("main .page__lead")).to_contain_text("未经业主授权")
    desk.goto("/work/assemblies/")
    follow(desk, desk.locator("main a[href$='/assembly-way/']").first)
    ask = desk.locator("li.row", has_text="业主已向街道申请成立筹备组")
    expect(ask).to_contain_text("未完成")
    follow(desk, ask.locator("button"))
    expect(desk.locator("li.row", has_text="业主已向街道申请成立筹备组")).to_contain_text("已完成")
    shot(desk, "f059-desk-way")
    officer = enter("officer", f"/assemblies/{code}/mandate/", size=PHONE, javascript=False)
    expect(officer.locator("main")).to_contain_text("协助业主召开业主大会")
    shot(officer, "f059-phone-mandate")
    path = f"/assemblies/{code}/mandate/"
    assert faults(enter("officer", path, size=PHONE, reduced_motion="reduce")) == []
