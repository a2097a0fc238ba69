"""F098: an evening by motions, in three browsers and on the room's screen at once."""

import os
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.evening import (
    NOTE,
    Delays,
    its_hour_comes,
    meeting_noticed,
    meeting_tonight,
    press,
    recess_over,
)
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, wide
from tests.e2e.test_mandates import press as press_form

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "fushengli"
WIDE = {"width": 1920, "height": 1080}


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=name != "screen")


@pytest.fixture
def evening(behind):
    return behind(lambda: meeting_tonight(COMMUNITY))


def opened(page, path: str):
    page.context.add_init_script(NOTE)
    page.goto(path)
    return page


def words(page) -> str:
    """Without the times, which run on."""
    return re.sub(r"\d+:\d\d(:\d\d)?|\s+", "", page.locator("#live").text_content())


def nothing_lost(*pages) -> None:
    for page in pages:
        before = words(page)
        page.reload()
        assert words(page) == before


def test_f098_a_full_evening_in_three_browsers_and_on_the_screen(  # noqa: PLR0915 (a whole evening)
    enter, evening, behind
):
    here, room = f"/meetings/{evening}/floor/", f"/meetings/{evening}/screen/"
    chair = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    speak(chair, "en")
    owner = as_somebody(enter, f"owner-{COMMUNITY}")
    granny = as_somebody(enter, f"grandmother-{COMMUNITY}")
    assert granny.locator("html").get_attribute("data-mode") == "care"
    beamer = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    for page in (chair, owner, granny):
        opened(page, here)
    opened(beamer, room)
    # the clerk's language is the account's: the room's screen speaks it too
    delays = Delays(chair, owner, granny, beamer)
    phones = ("In session", "开会中", "开会中", "In session")
    delays.after(press(chair, "Open the meeting"), *phones)
    shot(owner, "f098-open")

    # a motion, its second
    follow(owner, owner.get_by_role("link", name="提动议"))
    shot(owner, "f098-moves")
    follow(owner, owner.get_by_role("link", name="主动议"))
    owner.fill("[name=text]", "每晚七点到九点由志愿者在小区入口提醒牵绳")
    shot(owner, "f098-move")
    press_form(owner, "提出动议")
    expect(owner.locator("#live")).to_contain_text("提醒牵绳")
    expect(chair.locator("#live")).to_contain_text("Waits for a second")
    # numbers go on from the meeting before
    first = int(re.search(r"\d+", owner.locator(".motion_now .motion__number").inner_text())[0])
    expect(beamer.locator("#live")).to_contain_text("提醒牵绳")
    shot(granny, "f098-second-care")
    delays.after(press(granny, "我附议"), "seconded by 2栋", "2栋", "2栋", "seconded by 2栋")

    # speeches: for and against in turn
    at = press(owner, "正方发言")
    delays.after(at, "Give the floor to 1栋", "您排队第 1 位", "排队发言", "Waiting to speak")
    press(granny, "反方发言")
    expect(granny.locator("#live")).to_contain_text("您排队第 2 位")
    for page in (granny, owner, chair, beamer):
        expect(page.locator("#live .queue__line")).to_have_count(2)
    nothing_lost(granny, owner, chair, beamer)
    expect(granny.locator("#live")).to_contain_text("您排队第 2 位")
    button = chair.locator("#live button.weui-btn_primary")
    expect(button).to_contain_text("Give the floor to 1栋")
    at = press(chair, button.inner_text())
    delays.after(at, "End the speech of 1栋", "您正在发言", "正方", "has the floor")
    expect(beamer.locator(".timer_big")).to_have_text("1:59", timeout=5000)
    shot(beamer, "screen")
    shot(owner, "f098-speaks")
    shot(chair, "f098-chair-en")
    delays.after(
        press(owner, "发言完毕"), "Give the floor to 2栋", "排队发言", "排队第 1 位", "2栋"
    )
    press(chair, chair.locator("#live button.weui-btn_primary").inner_text())
    delays.after(
        press(granny, "发言完毕"), "Nobody waits", "没有人排队", "没有人排队", f"no. {first}"
    )

    # an amendment, shown as differences, adopted by phone
    follow(granny, granny.get_by_role("link", name="提动议"))
    assert wide(granny) <= PHONE["width"]
    follow(granny, granny.get_by_role("link", name="修正"))
    expect(granny.locator("[name=text]")).to_have_value("每晚七点到九点由志愿者在小区入口提醒牵绳")
    granny.fill("[name=text]", "每晚六点半到九点由志愿者在小区入口提醒牵绳")
    shot(granny, "f098-amend-care")
    press_form(granny, "提出动议")
    for page in (granny, owner, chair, beamer):
        expect(page.locator("#live ins")).to_contain_text(["六", "半"])
        expect(page.locator("#live del")).to_contain_text(["七"])
    said = "seconded by 1栋", "1栋 罗** 附议", "1栋 罗** 附议", "seconded by 1栋"
    delays.after(press(owner, "我附议"), *said)
    expect(chair.get_by_role("button", name="Vote: phone")).to_be_visible()
    delays.after(press(chair, "Vote: phone"), "Vote: phone", "手机", "手机", "Vote: phone")
    press(owner, "赞成")
    expect(owner.locator("#live")).to_contain_text("您的投票：赞成")
    shot(granny, "f098-vote-care")
    press(granny, "赞成")
    expect(granny.locator("#live")).to_contain_text("您的投票：赞成")
    expect(granny.locator("#live")).to_contain_text(re.compile(r"2\s*/\s*2"))
    nothing_lost(granny)
    expect(beamer.locator(".room__number")).to_have_text("2")
    shot(beamer, "screen-vote")
    said = (
        "adopted — 2 for",
        f"修正 {first + 1} 号：通过",
        f"修正 {first + 1} 号：通过",
        "adopted — 2 for",
    )
    delays.after(press(chair, "Announce the result"), *said)
    expect(beamer.locator(".motion_now")).to_contain_text("每晚六点半到九点")
    nothing_lost(owner, beamer)

    # the main motion by hands, counted by the chair
    press(chair, "Vote: show of hands")
    follow(chair, chair.get_by_role("link", name="Enter the hands counted"))
    for name, hands in (("yes", "1"), ("no", "1"), ("abstain", "0")):
        chair.fill(f"[name={name}]", hands)
    shot(chair, "f098-count-en")
    press_form(chair, "The hands that were counted")
    expect(beamer.locator(".figures__yes .figures__count")).to_have_text("1")
    # a tie: the chair's vote would change the result, and may be cast
    follow(chair, chair.get_by_role("link", name="Count the hands again"))
    chair.fill("[name=yes]", "2")
    chair.fill("[name=no]", "0")
    chair.fill("[name=abstain]", "0")
    press_form(chair, "The hands that were counted")
    expect(chair.locator("#live")).to_contain_text("Announce the result")
    said = (
        f"no. {first}: adopted",
        f"主动议 {first} 号：通过",
        f"主动议 {first} 号：通过",
        f"no. {first}: adopted",
    )
    delays.after(press(chair, "Announce the result"), *said)
    shot(granny, "f098-decided-care")

    # a recess, and the end
    follow(owner, owner.get_by_role("link", name="提动议"))
    follow(owner, owner.get_by_role("link", name="休息"))
    owner.fill("[name=minutes]", "5")
    press_form(owner, "提出动议")
    expect(granny.get_by_role("button", name="我附议")).to_be_visible()
    press(granny, "我附议")
    expect(chair.get_by_role("button", name="Vote: phone")).to_be_visible()
    press(chair, "Vote: phone")
    expect(owner.get_by_role("button", name="赞成")).to_be_visible()
    press(owner, "赞成")
    said = "Recess", "休息中", "休息中", "Recess"
    delays.after(press(chair, "Announce the result"), *said)
    shot(beamer, "screen-recess")
    behind(lambda: recess_over(evening))
    expect(chair.get_by_role("button", name="Go on with the meeting")).to_be_visible()
    delays.after(press(chair, "Go on with the meeting"), *phones)
    follow(chair, chair.get_by_role("link", name="Close the meeting"))
    press_form(chair, "Close the meeting")
    expect(beamer.locator("#live")).to_contain_text("The meeting is over")
    expect(granny.locator("#live")).to_contain_text("已散会")
    print(
        f"{len(delays.all)} changes: 95 % within {delays.usual():.2f} s, all {delays.slowest():.2f} s"
    )
    # every change, in every document: alone within one second; other browsers may run beside this one
    assert delays.usual() < 2
    assert delays.slowest() < 4
    for page in (chair, owner, granny, beamer):
        assert page.troubles == []


def test_f098_the_floor_is_for_everybody(enter, server, behind):
    """Its looks in every mode; by the keyboard; without scripts; an old button; nothing too wide."""
    evening = behind(lambda: meeting_tonight(COMMUNITY))
    here = f"/meetings/{evening}/floor/"
    chair = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    chair.goto(here)
    speak(chair, "zh-hans")
    assert faults(chair) == []
    button = chair.get_by_role("button", name="宣布开会")
    button.focus()
    chair.keyboard.press("Enter")
    expect(chair.locator("#live")).to_contain_text("开会中")
    plain = as_somebody(enter, f"owner-{COMMUNITY}", javascript=False)
    plain.goto(here)
    follow(plain, plain.get_by_role("link", name="刷新，看当前进展"))
    press_form(plain, "秩序问题")
    expect(plain.locator("main")).to_contain_text("由主持人裁定")
    granny = as_somebody(enter, f"grandmother-{COMMUNITY}", size={"width": 320, "height": 700})
    granny.goto(here)
    assert wide(granny) <= 320
    assert faults(granny) == []
    expect(chair.get_by_role("button", name="裁定成立")).to_be_visible()
    press(chair, "裁定不成立")
    follow(granny, granny.get_by_role("link", name="提动议"))
    expect(granny.locator("main")).to_contain_text("现在不合规的，及原因")
    assert faults(granny) == []
    screen = as_somebody(enter, f"owner-{COMMUNITY}", size=WIDE)
    screen.goto(f"/meetings/{evening}/screen/")
    shot(screen, "screen-1920")
    box = screen.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert box == [1920, 1080]


def test_f098_the_chair_opens_it_at_the_hour_that_people_were_told(enter, behind):
    """The button stands there with the reason; when the time comes it changes by itself."""
    evening = behind(lambda: meeting_noticed(COMMUNITY, timedelta(minutes=50)))
    chair = as_somebody(enter, f"clerk-{COMMUNITY}")
    speak(chair, "zh-hans")
    chair.goto(f"/meetings/{evening}/")
    press_form(chair, "开始签到")
    come = chair.locator("form", has=chair.get_by_role("button", name="到场"))
    for left in range(come.count(), 0, -1):
        expect(come).to_have_count(left)
        follow(chair, come.first.get_by_role("button", name="到场"))
    chair.goto(f"/meetings/{evening}/floor/")
    button = chair.get_by_role("button", name="宣布开会")
    expect(button).to_be_disabled()
    expect(chair.locator("#live")).to_contain_text("起才能宣布开会")
    expect(chair.locator("#live")).to_contain_text("开会时间")
    assert wide(chair) <= PHONE["width"]
    assert faults(chair) == []
    shot(chair, "f098-not-yet")
    behind(lambda: its_hour_comes(evening))
    expect(button).to_be_enabled()
    expect(chair.locator("#live")).not_to_contain_text("起才能宣布开会")
    press(chair, "宣布开会")
    expect(chair.locator("#live")).to_contain_text("开会中")
    assert chair.troubles == []
