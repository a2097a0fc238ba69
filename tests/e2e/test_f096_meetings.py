"""F091, F096, F097, F106: meetings planned and noticed, an emergency, the door, an interest declared."""

import os
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.evening import meeting_noticed
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "fushengli"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def later(**ahead) -> str:
    return f"{datetime.now(ZoneInfo('Asia/Shanghai')) + timedelta(**ahead):%Y-%m-%dT%H:%M}"


def noticed(page) -> str:
    """The path of the extra meeting that the demo has noticed: other tests' are tonight."""
    page.goto("/meetings/")
    follow(page, page.get_by_role("link", name=re.compile("(临时会议第|Extra meeting no)")).last)
    return page.url


def test_f096_the_desk_plans_a_meeting_sorts_its_agenda_and_gives_notice(enter, server):
    """At a desk in English; the calendar's meetings are planned already."""
    clerk = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    speak(clerk, "en")
    clerk.goto("/work/meetings/")
    expect(clerk.locator("main td a", has_text="Internal meeting").first).to_be_visible()
    shot(clerk, "meetings-desk-en")
    assert faults(clerk) == []
    press(clerk, "Plan by the charter's calendar")
    expect(clerk.locator("body")).to_contain_text("Everything is planned already.")
    follow(clerk, clerk.get_by_role("link", name="Plan a meeting"))
    clerk.select_option("[name=series]", "internal")
    clerk.fill("[name=starts_at]", later(days=-1))
    press(clerk, "Plan it")
    expect(clerk.locator("#errors")).to_contain_text("A meeting lies ahead.")
    clerk.fill("[name=starts_at]", later(days=20))
    clerk.fill("[name=where]", "Party room")
    shot(clerk, "meetings-plan-en")
    press(clerk, "Plan it")
    address = clerk.url
    follow(clerk, clerk.locator(".buttons").get_by_role("link", name="Agenda"))
    for matter in ("楼道堆物", "垃圾投放点"):
        follow(clerk, clerk.get_by_role("link", name="Add another matter"))
        clerk.fill("[name=title]", matter)
        press(clerk, "Add it")
    last = clerk.locator("main .card, main section", has_text="垃圾投放点").last
    follow(clerk, last.get_by_role("button", name="Further up"))
    titles = clerk.locator("main h2").all_inner_texts()
    order = [
        next(i for i, t in enumerate(titles) if name in t) for name in ("垃圾投放点", "楼道堆物")
    ]
    assert order == sorted(order)
    shot(clerk, "meetings-agenda-en")
    assert faults(clerk) == []
    clerk.goto(address)
    follow(clerk, clerk.get_by_role("link", name="Give notice"))
    press(clerk, "Give notice")
    expect(clerk.locator(".page__lead").first).to_contain_text("noticed")
    # nobody is let in weeks before the time that people were told
    expect(clerk.get_by_role("button", name="Open the doors")).to_be_disabled()
    expect(clerk.locator("#doors-why")).to_contain_text(re.compile(r"The doors open from .+ on\."))
    shot(clerk, "meetings-meeting-en")
    assert faults(clerk) == []


def test_f097_holders_come_in_by_code_by_name_and_from_afar(enter, server, behind):
    """The grandmother's phone in large letters without scripts; the keeper in English."""
    evening = behind(lambda: meeting_noticed(COMMUNITY, timedelta(minutes=50)))
    granny = as_somebody(enter, f"grandmother-{COMMUNITY}", javascript=False)
    assert granny.locator("html").get_attribute("data-mode") == "care"
    address = f"{server.url}/meetings/{evening}/"
    granny.goto(address)
    assert wide(granny) <= PHONE["width"]
    shot(granny, "meeting-care")
    follow(granny, granny.get_by_role("link", name="我的席位"))
    expect(granny.locator("main img[src^='data:image/svg']")).to_have_count(1)
    shot(granny, "my-seat-care")
    code = granny.locator("strong.code").inner_text()

    clerk = as_somebody(enter, f"clerk-{COMMUNITY}")
    speak(clerk, "en")
    clerk.goto(address)
    press(clerk, "Open the doors")
    clerk.fill("[name=code]", "WRONG")
    press(clerk, "Let in")
    expect(clerk.locator("#errors")).to_contain_text("This code is of no seat at this meeting.")
    clerk.fill("[name=code]", code)
    press(clerk, "Let in")
    expect(clerk.locator("body")).to_contain_text("Welcome: 2栋")
    follow(clerk, clerk.get_by_role("button", name="Is here", exact=True).first)
    shot(clerk, "meeting-door-en")
    assert faults(clerk) == []

    owner = as_somebody(enter, f"owner-{COMMUNITY}")
    owner.goto(f"{address}seat/")
    press(owner, "我远程参加")
    expect(owner.locator("main")).to_contain_text("您已签到")
    shot(owner, "my-seat-there")
    assert faults(owner) == []
    granny.reload()
    expect(granny.locator("main")).to_contain_text("您已签到")


def test_f106_an_interest_is_declared_and_everybody_sees_who_is_recused(enter, server):
    owner = as_somebody(enter, f"owner-{COMMUNITY}", size=DESK)
    speak(owner, "en")
    address = noticed(owner)
    owner.goto(f"{address}seat/")
    follow(owner, owner.locator("main a", has_text="垃圾投放点时间调整"))
    owner.fill("[name=reason]", "My brother runs the cleaning company")
    shot(owner, "interest-en")
    press(owner, "Declare it")
    expect(owner.locator("main")).to_contain_text("recused")
    anybody = enter("anonymous", address.removeprefix(server.url), reduced_motion="reduce")
    expect(anybody.locator("main")).to_contain_text("回避：1栋")
    expect(anybody.locator("main")).not_to_contain_text("cleaning company")
    shot(anybody, "meeting-public")
    assert faults(anybody) == []


def test_f091_an_emergency_is_called_within_hours(enter, server):
    """The clerk on a phone, in Chinese."""
    clerk = as_somebody(enter, f"clerk-{COMMUNITY}")
    speak(clerk, "zh-hans")
    clerk.goto("/work/meetings/")
    follow(clerk, clerk.get_by_role("link", name="召集应急会议"))
    clerk.fill("[name=title]", "地下室进水")
    clerk.fill("[name=starts_at]", later(hours=9))
    clerk.fill("[name=where]", "物业办公室")
    press(clerk, "立即召集")
    expect(clerk.locator("#errors")).to_contain_text("2 小时内")
    shot(clerk, "emergency-refused")
    clerk.fill("[name=starts_at]", later(hours=1))
    press(clerk, "立即召集")
    expect(clerk.locator("h1")).to_contain_text("应急会议第 1 次")
    expect(clerk.locator("main")).to_contain_text("1. 地下室进水")
    shot(clerk, "emergency")
    assert faults(clerk) == []
