"""F127: somebody lets a day pass: the resident's part on a phone, the letter, the desk, the public ladder."""

import os

import pypdf
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "fushengli"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_f127_a_ladder_is_climbed_with_a_letter_in_the_hand(enter, tmp_path):
    """The owner in Chinese on a phone; the clerk at a desk in English; then anybody."""
    owner = as_somebody(enter, f"owner-{COMMUNITY}")
    speak(owner, "zh-hans")
    owner.goto("/")
    expect(owner.locator("main")).to_contain_text("您提出的事被拖延")
    owner.goto("/stalls/")
    shot(owner, "stalls-mine")
    follow(owner, owner.get_by_role("link", name="轮到您：值班律师"))
    expect(owner.locator("h1")).to_have_text("地下车库入口漏水")
    expect(owner.locator(".process__step_now")).to_contain_text("值班律师")
    expect(owner.locator("main")).to_contain_text("EMS 1089 2231 407 CN")
    assert wide(owner) <= PHONE["width"]
    shot(owner, "stall-owner")
    assert faults(owner) == []
    reads_the_letter(owner, tmp_path / "letter.pdf")
    writes_down_the_talk(owner)
    clerk = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    writes_down_the_answer(clerk)
    anybody = enter("anonymous", "/public/demands/", size=DESK, reduced_motion="reduce")
    follow(anybody, anybody.get_by_role("link", name="福升里社区"))
    expect(anybody.locator("main")).to_contain_text("被拖延的事")
    shot(anybody, "board-stalled")
    follow(anybody, anybody.locator("main a[href^='/stalls/']").first)
    expect(anybody.locator("main")).to_contain_text("书面催告 → 建设单位（开发商）")
    expect(anybody.locator("main")).not_to_contain_text("EMS 1089")
    expect(anybody.locator("main")).not_to_contain_text("使用不当")
    shot(anybody, "stall-public")
    assert faults(anybody) == []


def reads_the_letter(owner, file) -> None:
    """On the page, and in the PDF as it comes."""
    follow(owner, owner.get_by_role("link", name="已填好的函件"))
    expect(owner.locator("main")).to_contain_text("书面催告 (")
    shot(owner, "letter-zh")
    assert faults(owner) == []
    with owner.expect_download() as sheet:
        owner.get_by_role("link", name="PDF").click()
    sheet.value.save_as(file)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    plain = "".join(text.split())
    assert "法律咨询事项与材料清单" in plain
    assert "EMS10892231407CN" in plain
    assert "本平台默认" not in plain
    follow(owner, owner.locator("main").get_by_role("link", name="返回"))


def writes_down_the_talk(owner) -> None:
    """Not everything at hand, then all of it."""
    follow(owner, owner.locator("main").get_by_role("link", name="已办", exact=True))
    shot(owner, "rung-done")
    owner.select_option("[name=how]", "meeting")
    owner.fill("[name=number]", "值班律师建议先鉴定渗漏原因，保修期内")
    owner.locator("[name=at_hand]").first.check()
    press(owner, "已办：值班律师")
    expect(owner.locator("#errors")).to_contain_text("尚未备齐")
    for box in owner.locator("[name=at_hand]").all():
        box.check()
    press(owner, "已办：值班律师")
    expect(owner.locator(".page__lead")).to_contain_text("等对方答复")
    shot(owner, "stall-done")


def writes_down_the_answer(clerk) -> None:
    """What the developer said on the telephone."""
    speak(clerk, "en")
    clerk.goto("/work/stalls/?tab=wait")
    shot(clerk, "stalls-desk-en")
    assert faults(clerk) == []
    follow(clerk, clerk.locator("main td a", has_text="地下车库入口漏水"))
    expect(clerk.locator("main")).to_contain_text("值班律师建议先鉴定渗漏原因")
    follow(clerk, clerk.locator("main").get_by_role("link", name="What the other side says"))
    clerk.locator("[name=kind][value=refuse]").check()
    clerk.fill("[name=words]", "开发商来电，认为是使用不当")
    shot(clerk, "answer-en")
    press(clerk, "What the other side says")
    expect(clerk.locator("main")).to_contain_text("does not do it")
    shot(clerk, "stall-desk-en")
    assert faults(clerk) == []
