"""F045: an activity from its creation to confirmed hours, on a phone and at a desk; offline too."""

import os
from datetime import UTC, datetime, timedelta

import psycopg
from playwright.sync_api import expect

from tests.databases import url_of
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_rosters import clean
from tests.e2e.test_visits import AHEAD, device

SHOTS = os.environ.get("LINLI_SHOTS")


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def ended(server, activity: str) -> None:
    """Move an activity a day into the past: nobody waits for its end."""
    with psycopg.connect(url_of(server.database)) as owner:
        owner.execute(
            "UPDATE demo.activities_occasion SET begins_at = begins_at - interval '1 day',"
            " ends_at = now() - interval '1 minute' FROM demo.activities_activity a"
            " WHERE a.id = activity_id AND a.title = %s",
            [activity],
        )


def in_shanghai(moment: datetime) -> str:
    return (moment + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M")


def test_f045_from_creation_to_hours_on_a_phone_and_at_a_desk(enter, server):  # noqa: PLR0915
    title, now = "楼道绿植认养", datetime.now(UTC)
    clerk = enter("staff", "/activities/new/", size=DESK)
    speak(clerk, "en")
    clerk.goto("/activities/new/")
    clerk.fill("[name=title]", title)
    clerk.select_option("[name=kind]", "volunteering")
    clerk.fill("[name=where]", "5号楼")
    clerk.fill("[name=begins_at]", in_shanghai(now + timedelta(minutes=5)))
    clerk.fill("[name=ends_at]", in_shanghai(now + timedelta(hours=2)))
    clerk.fill("[name=seats]", "1")
    faults = {"plan": clean(clerk, "normal")}
    shot(clerk, "plan")
    follow(clerk, clerk.locator("main form button").first)
    expect(clerk.locator("h1")).to_have_text(title)
    address = clerk.url

    resident = enter("resident", "/activities/", size=PHONE, mode="care")
    speak(resident, "zh-hans")
    resident.goto("/activities/")
    faults["list"] = clean(resident, "care")
    shot(resident, "list")
    follow(resident, resident.get_by_role("link", name=title))
    follow(resident, resident.locator("main .weui-btn_primary"))
    faults["sign_up"] = clean(resident, "care")
    follow(resident, resident.locator("main form button").first)
    expect(resident.locator(".notice_success")).to_contain_text("报名成功")
    expect(resident.locator(".page__lead")).to_contain_text("您已报名")
    shot(resident, "activity")
    faults["activity"] = clean(resident, "care")

    follow(clerk, clerk.get_by_role("link", name="Code for the door"))
    faults["door"] = clean(clerk, "normal")
    shot(clerk, "door")
    clerk.goto("/activities/desk/")
    # before the device has its list, a tap sends the plain form
    expect(clerk.locator("[data-offline][data-ready]")).to_have_count(1, timeout=30_000)
    card = clerk.locator("section.card", has_text=title)
    card.locator("button[value=in]").click()
    expect(clerk.locator("[data-offline]")).to_have_attribute("data-count", "0", timeout=20_000)
    expect(card.locator("[data-noted]")).to_have_count(1)
    card.locator("button[value=out]").click()
    expect(card.locator("[data-noted]")).to_contain_text("went")
    expect(clerk.locator("[data-offline]")).to_have_attribute("data-count", "0", timeout=20_000)
    faults["desk"] = clean(clerk, "normal")
    shot(clerk, "desk")
    ended(server, title)
    with psycopg.connect(url_of(server.database)) as owner:
        owner.execute(
            "UPDATE demo.activities_signup s SET minutes = 45 FROM demo.activities_occasion o,"
            " demo.activities_activity a WHERE o.id = s.occasion_id AND a.id = o.activity_id"
            " AND a.title = %s AND s.went_at IS NOT NULL",
            [title],
        )
    clerk.goto(f"{address}people/")
    faults["people"] = clean(clerk, "normal")
    shot(clerk, "people")
    follow(clerk, clerk.locator("main .weui-btn_primary"))
    expect(clerk.locator("tbody")).to_contain_text("confirmed")

    resident.goto(address)
    expect(resident.locator("main")).to_contain_text("45 分钟")
    follow(resident, resident.locator("main .weui-btn_primary"))
    resident.locator("[name=stars]").first.check()
    resident.fill("[name=words]", "大家一起很开心")
    faults["rate"] = clean(resident, "care")
    follow(resident, resident.locator("main form button").first)
    expect(resident.locator("main")).to_contain_text("5.0 / 5")
    resident.goto("/me/activities/")
    expect(resident.locator("main")).to_contain_text("45 分钟")
    faults["mine"] = clean(resident, "care")
    shot(resident, "mine")
    assert {page: found for page, found in faults.items() if found} == {}
    assert clerk.troubles == resident.troubles == []
    speak(clerk, "zh-hans")


def marks(server, since: datetime) -> list[tuple[str, str, datetime, datetime, bool]]:
    with psycopg.connect(url_of(server.database)) as owner:
        return owner.execute(
            "SELECT noted::text, what, at, device_at, late FROM demo.activities_mark"
            " WHERE received_at >= %s ORDER BY at",
            [since],
        ).fetchall()


def test_f045_fifty_check_ins_offline_killed_reopened_with_a_wrong_clock(
    browser, server, behind, tmp_path
):
    """Show 3: each of the fifty comes in once, at its true time."""

    def prepare() -> None:
        from linli.activities.actions import coming, planning
        from linli.activities.tests.factories import first, plan
        from linli.kernel import clock

        resident, staff = server.world.actor("resident"), server.world.actor("staff")
        for number in range(5):
            begin = clock.now() + timedelta(minutes=number + 1)
            row = first(plan(resident, begin=begin, title=f"签到 {number}"))
            planning.approve(staff, activity=row.activity_id)
            coming.sign_up(resident, occasion=row.pk)

    behind(prepare)
    begun = datetime.now(UTC)
    box, buttons = "[data-offline]", "[data-offline-note] button[value={}]"
    with device(browser, server, tmp_path) as phone:
        page = phone.start()
        page.goto(f"{server.url}/activities/desk/")
        page.evaluate("() => navigator.serviceWorker.ready")
        expect(page.locator(f"{box}[data-ready]")).to_have_count(1, timeout=30_000)
        for first, what in ((0, "in"), (25, "out")):
            page.context.set_offline(True)
            page.goto(f"{server.url}/activities/desk/")
            taps = page.locator(buttons.format(what))
            expect(taps).to_have_count(5)
            if first:
                expect(page.locator(box)).to_have_attribute("data-count", "25")
            for number in range(first, first + 25):
                taps.nth(number % 5).click()
                expect(page.locator(box)).to_have_attribute("data-count", str(number + 1))
            phone.kill()
            page = phone.start()
        assert marks(server, begun) == []
        page.goto(f"{server.url}/activities/desk/")
        expect(page.locator(box)).to_have_attribute("data-count", "0", timeout=30_000)
        page.reload()
        done = datetime.now(UTC)
    stored = marks(server, begun)
    assert len(stored) == len({noted for noted, *_ in stored}) == 50
    assert [what for _, what, *_ in stored] == ["in"] * 25 + ["out"] * 25
    for _noted, _what, at, device_at, late in stored:
        assert begun - timedelta(seconds=5) <= at <= done
        assert abs((device_at - at) - AHEAD) < timedelta(seconds=5)
        assert not late
