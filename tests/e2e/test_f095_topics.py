"""F095, F100, F103, F125: a topic on the phone, its charter, who has the power, a proposal, the board."""

import os

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "fushengli"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_f095_a_grandmother_demands_and_the_desk_merges_what_is_the_same(enter, server):
    """In large letters, without scripts, in Chinese; the clerk at a desk in English."""
    granny = as_somebody(enter, f"grandmother-{COMMUNITY}", javascript=False)
    follow(granny, granny.locator("main").get_by_role("link", name="议题").first)
    assert granny.locator("html").get_attribute("data-mode") == "care"
    shot(granny, "topics-care")
    follow(granny, granny.get_by_role("link", name="提议题"))
    assert wide(granny) <= PHONE["width"]
    shot(granny, "raise-care")
    granny.fill("[name=words]", "二楼电梯间的窗户关不上，下雨就进水")
    press(granny, "提交")
    expect(granny.locator("h1")).to_have_text("二楼电梯间的窗户关不上，下雨就进水")
    address = granny.url.removeprefix(server.url)
    shot(granny, "topic-care")

    clerk = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    speak(clerk, "en")
    clerk.goto("/work/topics/")
    shot(clerk, "desk-en")
    assert faults(clerk) == []
    # the two lamps of the demo say nearly the same
    follow(clerk, clerk.locator("main td a", has_text="请尽快修"))
    shot(clerk, "desk-topic-en")
    follow(clerk, clerk.get_by_role("link", name="Merge it with another"))
    shot(clerk, "merge-en")
    expect(clerk.locator("[name=into] option").first).to_contain_text("%")
    press(clerk, "Merge it with another")
    expect(clerk.locator("main")).to_contain_text("was merged into this one")

    clerk.goto(address)
    follow(clerk, clerk.get_by_role("link", name="Take it up"))
    clerk.fill("[name=title]", "电梯间窗户进水")
    clerk.fill("[name=words]", "已受理，明天查看")
    press(clerk, "Take it up")
    expect(clerk.locator("h1")).to_have_text("电梯间窗户进水")

    young = as_somebody(enter, f"owner-{COMMUNITY}")
    young.goto(address)
    press(young, "我家附议")
    expect(young.locator("main")).to_contain_text("撤回我家的附议")
    shot(young, "topic-owner")
    assert faults(young) == []


def test_f100_a_charter_is_read_drafted_and_compared(enter, server):
    """Read without signing in; a neighbour drafts the next version and sees what differs."""
    anybody = enter("anonymous", "/charters/", reduced_motion="reduce")
    follow(anybody, anybody.get_by_role("link", name="福升里社区"))
    follow(anybody, anybody.locator("main a").first)
    expect(anybody.locator("main")).to_contain_text("每月第一个周六 14:30")
    expect(anybody.locator("main")).to_contain_text("赞成 231，反对 18，弃权 9")
    shot(anybody, "charter")
    assert faults(anybody) == []

    owner = as_somebody(enter, f"owner-{COMMUNITY}", size=DESK)
    speak(owner, "en")
    owner.goto("/charters/new/")
    shot(owner, "draft-en")
    owner.fill("[name=quorum_num]", "3")
    press(owner, "Lay it before everybody")
    expect(owner.locator("#errors")).to_be_visible()
    owner.fill("[name=quorum_num]", "2")
    owner.fill("[name=quorum_den]", "3")
    press(owner, "Lay it before everybody")
    expect(owner.locator("main .page__lead")).to_contain_text("draft, open to everybody")
    follow(owner, owner.get_by_role("link", name="What differs from no. 1"))
    expect(owner.locator("main del")).to_contain_text(["1/2"])
    shot(owner, "differences-en")
    assert faults(owner) == []


def test_f125_what_nobody_at_the_table_can_do_goes_by_a_path_with_a_day(enter, server):
    """The clerk on a phone in Chinese: the meeting is refused, the path is public."""
    clerk = as_somebody(enter, f"clerk-{COMMUNITY}")
    speak(clerk, "zh-hans")
    clerk.goto("/work/topics/")
    follow(clerk, clerk.locator("main td a", has_text="老人下楼看不见"))
    follow(clerk, clerk.get_by_role("link", name="受理", exact=True))
    clerk.fill("[name=title]", "市政路灯")
    clerk.fill("[name=words]", "已受理")
    press(clerk, "受理")
    follow(clerk, clerk.get_by_role("link", name="查明谁有权办"))
    shot(clerk, "matters")
    follow(clerk, clerk.get_by_role("link", name="小区外道路、公交、路灯"))
    expect(clerk.locator("[name=way][value=outside]")).to_be_checked()
    clerk.locator("[name=way][value=meeting]").check()
    clerk.fill("[name=words]", "灯杆属市政")
    press(clerk, "按此办理")
    expect(clerk.locator("#errors")).to_contain_text("不在席上")
    shot(clerk, "check-refused")
    assert faults(clerk) == []
    clerk.locator("[name=way][value=outside]").check()
    press(clerk, "按此办理")
    expect(clerk.locator(".page__lead")).to_contain_text("等外部单位")

    anybody = enter("anonymous", "/public/demands/", size=DESK, reduced_motion="reduce")
    follow(anybody, anybody.get_by_role("link", name="福升里社区"))
    expect(anybody.locator("main")).to_contain_text("灯杆属市政")
    shot(anybody, "board")
    assert faults(anybody) == []
    follow(anybody, anybody.get_by_role("link", name="市政路灯").first)
    expect(anybody.locator("main")).to_contain_text("从第一声起")
    shot(anybody, "trace")
    assert faults(anybody) == []


def test_f103_a_proposal_is_amended_as_differences(enter, server):
    """The grandmother amends on a phone in English; the proposer takes it over."""
    third = as_somebody(enter, f"grandmother-{COMMUNITY}")
    speak(third, "en")
    third.goto("/topics/")
    follow(third, third.get_by_role("link", name="小区遛狗牵绳"))
    follow(third, third.get_by_role("link", name="The proposal"))
    follow(third, third.get_by_role("link", name="Offer an amendment"))
    third.fill("[name=means]", "拾便箱 3 个，约 240 元，居委会办公经费列支")
    third.fill("[name=reason]", "东门也要一个")
    shot(third, "amend-en")
    press(third, "Offer an amendment")
    expect(third.locator("main ins").first).to_be_visible()
    third.fill("[name=doing]", "我每周四晚上值守")
    press(third, "I take part")
    expect(third.locator("main")).to_contain_text("我每周四晚上值守")
    shot(third, "proposal-en")
    assert faults(third) == []

    owner = as_somebody(enter, f"owner-{COMMUNITY}", size=DESK)
    speak(owner, "zh-hans")
    owner.goto(third.url.removeprefix(server.url))
    press(owner, "采纳")
    expect(owner.locator("main")).to_contain_text("第 2 版")
    expect(owner.locator("main")).to_contain_text("拾便箱 3 个")
