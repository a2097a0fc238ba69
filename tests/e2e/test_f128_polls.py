"""F128: all who live there decide, tenants too; on the phone, on paper read by two, asked at the door."""

import os

import psycopg
from playwright.sync_api import expect

from tests.databases import url_of
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, check, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")
COMMUNITY = "fushengli"
TITLE = "楼下绿地改成共享晾晒区"


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def run(server, statement: str) -> None:
    with psycopg.connect(url_of(server.database)) as owner:
        owner.execute(statement)


def move_in(server) -> None:
    """The tenant, whose claim waits in the demo, lives in 1-102."""
    run(
        server,
        "INSERT INTO demo.residence_residence "
        "(community, unit_id, person_id, relation, ground, lives, since, ending) "
        "SELECT community, unit_id, person_id, 'tenant', 'owner', true, '2026-01-01', '' "
        "FROM demo.residence_claim WHERE relation = 'tenant' AND state = 'open' LIMIT 1",
    )


def close_the_vote(server) -> None:
    """Its last moment lies a week back, so that the days of objecting at doors are over too."""
    run(
        server,
        "UPDATE demo.polls_poll SET closes_at = now() - interval '7 days' WHERE state = 'open'",
    )


def find_line(page, room: str) -> None:
    page.fill("[name=text]", room)
    press(page, "查找")


def test_f128_tenants_vote_paper_is_read_by_two_and_doors_are_asked(enter, server):  # noqa: PLR0915 (one way through)
    """The tenant on a phone in large letters, without scripts; a clerk and a grid worker; the public."""
    move_in(server)
    tenant = as_somebody(enter, f"tenant-{COMMUNITY}", javascript=False)
    follow(tenant, tenant.get_by_role("button", name="大字"))
    assert tenant.locator("html").get_attribute("data-mode") == "care"
    tenant.goto("/polls/")
    assert wide(tenant) <= PHONE["width"]
    follow(tenant, tenant.locator("main a", has_text=TITLE))
    expect(tenant.locator("main")).to_contain_text("您在名册上")
    expect(tenant.locator("main")).to_contain_text("数值待核对")
    shot(tenant, "poll-tenant")
    follow(tenant, tenant.get_by_role("link", name="投票", exact=True))
    shot(tenant, "ballot")
    check(tenant, "choice", "agree")
    press(tenant, "继续")
    code = tenant.locator("main .code").inner_text().strip()
    shot(tenant, "ballot-review")
    press(tenant, "投出去")
    expect(tenant.locator("h1")).to_have_text("您的票已投进票箱")
    expect(tenant.locator("main")).to_contain_text(code)
    shot(tenant, "ballot-receipt")
    assert wide(tenant) <= PHONE["width"]

    grid = as_somebody(enter, f"grid_worker-{COMMUNITY}")
    speak(grid, "zh-hans")
    grid.goto("/work/polls/")
    follow(grid, grid.locator("main a", has_text=TITLE))
    shot(grid, "work-grid")
    assert faults(grid) == []
    work = grid.url.removeprefix(server.url)
    follow(grid, grid.get_by_role("link", name="窗口领票、入户询问"))
    for room in ("301", "302"):
        find_line(grid, room)
        follow(grid, grid.get_by_role("link", name="入户询问", exact=True))
        check(grid, "choice", "agree")
        grid.locator("[name=told]").check()
        shot(grid, "door")
        press(grid, "登记答复")
    find_line(grid, "301")
    expect(grid.locator("main")).to_contain_text("已投票")
    shot(grid, "lines")
    assert faults(grid) == []

    clerk = as_somebody(enter, f"clerk-{COMMUNITY}", size=DESK)
    speak(clerk, "en")
    clerk.goto(f"{work}sheets/")
    clerk.fill("[name=count]", "3")
    press(clerk, "Print ballots on paper")
    sheets = [each.strip() for each in clerk.locator("main span.code").all_inner_texts()]
    expect(clerk.locator("main")).to_contain_text("同意 agree")
    assert len(sheets) == 3
    shot(clerk, "sheets-en")
    # rooms that the roster knows once in each building: one of two is ticked off
    for room in ("201", "202"):
        clerk.goto(f"{work}lines/")
        clerk.fill("[name=text]", room)
        press(clerk, "Find")
        follow(clerk, clerk.get_by_role("button", name="Gets a sheet").first)
    clerk.goto(f"{work}lines/")
    clerk.fill("[name=text]", "202")
    press(clerk, "Find")
    shot(clerk, "lines-en")
    assert faults(clerk) == []
    follow(clerk, clerk.get_by_role("button", name="Gets a sheet").first)

    close_the_vote(server)
    clerk.goto(f"{work}step/close/")
    press(clerk, "Close the vote")
    for page in (clerk, grid):
        for number, sheet in enumerate(sheets):
            page.goto(f"{work}sheets/read/")
            page.fill("[name=code]", sheet)
            check(page, "choice", "oppose" if number else "agree")
            follow(page, page.locator("main form button.weui-btn_primary"))
    expect(grid.locator("body")).to_contain_text("两人一致，计入")
    shot(grid, "read")
    for step, name in (("count", "Open the urn and count"), ("publish", "Publish the result")):
        clerk.goto(f"{work}step/{step}/")
        press(clerk, name)
    shot(clerk, "work-published-en")
    assert faults(clerk) == []

    anybody = enter("anonymous", "/public/polls/", size=DESK, reduced_motion="reduce")
    follow(anybody, anybody.get_by_role("link", name="福升里社区"))
    follow(anybody, anybody.locator("main a", has_text=TITLE))
    expect(anybody.locator("main")).to_contain_text("通过")
    expect(anybody.locator("main")).to_contain_text("6 / 10 · 60 %")
    shot(anybody, "public")
    assert faults(anybody) == []
    follow(anybody, anybody.get_by_role("link", name="查找我的选票"))
    anybody.fill("[name=code]", code)
    press(anybody, "查找")
    expect(anybody.locator("main")).to_contain_text(f"{code} · 同意")
    shot(anybody, "found")
