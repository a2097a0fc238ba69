"""F099: share – report – answer – plan, without motions, until there is a list of tasks."""

import os
import re

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.evening import NOTE, Delays, meeting_tonight, press
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, wide
from tests.e2e.test_mandates import press as press_form

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "fushengli"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=not name.startswith("screen"))


def onward(chair, words: str) -> float:
    """The chair's next step is the page's primary button."""
    button = chair.locator("#live button.weui-btn_primary").first
    expect(button).to_contain_text(words)
    return press(chair, button.inner_text())


def test_f099_a_meeting_of_stages_ends_in_tasks_that_somebody_took_on(  # noqa: PLR0915 (a whole meeting)
    enter, behind
):
    evening = behind(lambda: meeting_tonight(COMMUNITY, form="xhy"))
    here = f"/meetings/{evening}/floor/"
    chair = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    speak(chair, "en")
    owner = as_somebody(enter, f"owner-{COMMUNITY}")
    granny = as_somebody(enter, f"grandmother-{COMMUNITY}")
    screen = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    for page, path in ((chair, here), (owner, here), (granny, here), (screen, here)):
        page.context.add_init_script(NOTE)
        page.goto(path.replace("/floor/", "/screen/") if page is screen else path)
    delays = Delays(chair, owner, granny, screen)
    delays.after(
        onward(chair, "Open the meeting"), "Time left", "本环节剩余", "本环节剩余", "Time left"
    )

    # share: whoever wants to
    at = press(owner, "要求发言")
    delays.after(at, "Give the floor to 1栋", "您排队第 1 位", "排队发言", "Waiting to speak")
    delays.after(onward(chair, "Give the floor"), "End the speech", "您正在发言", "1栋", "1栋")
    shot(owner, "f099-speaks")
    press(owner, "发言完毕")

    # report: in their order; who has nothing is let off
    onward(chair, "Go on to: Report")
    expect(granny.locator(".stages__step_now")).to_have_text("汇报")
    reports(chair)
    shot(chair, "f099-report-en")
    delays.after(onward(chair, "Go on to: Answer"), "Go on to: Plan", "提问", "提问", "Answer")

    # who has an interest says so, and plans nothing for that item; everybody sees it
    follow(granny, granny.get_by_role("link", name="申请回避"))
    follow(granny, granny.locator("main a", has_text="小区遛狗牵绳").last)
    granny.fill("[name=reason]", "我家养狗")
    press_form(granny, "申报")
    granny.goto(here)
    expect(granny.locator("#live")).to_contain_text("您须回避的议题：小区遛狗牵绳")
    expect(owner.locator("#live h2", has_text="回避")).to_be_visible()
    expect(owner.locator("#live")).not_to_contain_text("我家养狗")
    assert wide(granny) <= PHONE["width"]
    assert faults(granny) == []
    shot(granny, "f099-recused-care")
    shot(owner, "f099-recused")

    # a question becomes a task; who does it says so
    follow(granny, granny.get_by_role("link", name="提问"))
    assert wide(granny) <= PHONE["width"]
    granny.fill("[name=text]", "楼道的杂物谁来清？")
    granny.locator(".choices label", has_text="1栋").click()
    shot(granny, "f099-question-care")
    press_form(granny, "提问")
    expect(screen.locator("#live")).to_contain_text("楼道的杂物谁来清")
    expect(chair.locator("#live")).to_contain_text("楼道的杂物谁来清")
    follow(chair, chair.get_by_role("link", name="Add a task"))
    chair.fill("[name=text]", "清理一栋楼道杂物")
    chair.locator("label", has_text="1栋").locator("input[name=who]").check()
    chair.locator("label", has_text="楼道的杂物").locator("input[name=question]").check()
    items = chair.locator("input[name=item]").evaluate_all("found => found.map(one => one.value)")
    items = [key for key in items if key]
    chair.locator(f"input[name=item][value={items[-1]}]").check()
    shot(chair, "f099-task-en")
    press_form(chair, "Add a task")
    expect(owner.get_by_role("button", name="我认领任务 1")).to_be_visible()
    said = "taken on", "已认领", "已认领", "taken on"
    delays.after(press(owner, "我认领任务 1"), *said)
    shot(owner, "f099-tasks")
    shot(screen, "screen-tasks")

    # plan: each item ends with what becomes of it; only then it closes
    onward(chair, "Go on to: Plan")
    expect(chair.get_by_role("link", name="Close the meeting")).to_have_count(0)
    for key in items:
        follow(chair, chair.get_by_role("link", name="Dispose of an item"))
        chair.locator(f"input[name=item][value={key}]").check()
        outcome = "adopted" if key == items[-1] else "withdrawn"
        chair.locator(f"[name=outcome][value={outcome}]").check()
        chair.fill("[name=reason]", "任务已有人认领")
        press_form(chair, "Dispose of an item")
    assert faults(owner) == []
    follow(chair, chair.get_by_role("link", name="Close the meeting"))
    press_form(chair, "Close the meeting")
    expect(screen.locator("#live")).to_contain_text("The meeting is over")
    expect(screen.locator("#live")).to_contain_text("清理一栋楼道杂物")
    expect(granny.locator("#live")).to_contain_text("已散会")
    expect(granny.locator("#live")).to_contain_text("清理一栋楼道杂物")
    print(f"{len(delays.all)} changes: all within {delays.slowest():.2f} s")
    # every change, in every document
    assert delays.slowest() < 2
    for page in (chair, owner, granny, screen):
        assert page.troubles == []


def reports(chair) -> None:
    """Heard from who is here, dropped where nobody is."""
    live = chair.locator("#live")
    gone_on = live.get_by_role("button", name="Go on to: Answer")
    heard = live.get_by_role("button", name=re.compile("^Give the floor to"))
    dropped = live.get_by_role("button", name=re.compile("^Without the report of"))
    for _turn in range(9):
        expect(gone_on.or_(heard).or_(dropped).first).to_be_visible()
        if gone_on.count():
            return
        name = (heard if heard.count() else dropped).first.inner_text()
        press(chair, name)
        if name.startswith("Give"):
            ended = live.get_by_role("button", name=re.compile("^End the speech of"))
            expect(ended).to_be_visible()
            press(chair, ended.inner_text())
        expect(live.get_by_role("button", name=name, exact=True)).to_have_count(0)
