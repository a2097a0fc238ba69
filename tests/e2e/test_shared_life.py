"""F046 to F053: hours, festivals, who was sent, campaigns, awards, before the handing over."""

from datetime import date, timedelta

from playwright.sync_api import expect

from linli.activities.festivals import Festival, nearest
from linli.kernel import clock, workdays
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_activities import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_rosters import clean


def tuesday() -> date:
    """The first one from next week on that people work on."""
    day = clock.today() + timedelta(days=7)
    while not (day.weekday() == 1 and workdays.is_workday(day)):
        day += timedelta(days=1)
    return day


def saturday() -> date:
    day = clock.today() + timedelta(days=30)
    return day + timedelta(days=(5 - day.weekday()) % 7)


def mid_autumn() -> tuple[date, date]:
    """The next one that can be planned for, and the last working day before it."""
    day = nearest(Festival.MID_AUTUMN, clock.today() + timedelta(days=200))
    return day, workdays.shifted(day, -1)


def fill_plan(page, title: str, day: date, **choices: str) -> None:
    page.goto("/activities/new/")
    page.fill("[name=title]", title)
    page.fill("[name=where]", "共享小屋")
    page.fill("[name=begins_at]", f"{day}T10:00")
    page.fill("[name=ends_at]", f"{day}T11:00")
    page.fill("[name=seats]", "20")
    for name, value in choices.items():
        page.select_option(f"[name={name}]", value)


def submit(page) -> None:
    follow(page, page.locator("main form .weui-btn_primary").first)


def test_f046_free_hours_are_said_and_whoever_plans_against_them_is_warned(enter, server, behind):
    def answered() -> None:
        from linli.activities.models import FreeHours
        from linli.identity.models import Person
        from linli.kernel import clock

        people = Person.objects.filter(is_active=True).exclude(pk=server.world.resident.pk)
        here = server.world.community.pk
        FreeHours.objects.bulk_create(
            FreeHours(community=here, person=each, slots=[15], at=clock.now())
            for each in people.order_by("pk")[:10]
        )

    behind(answered)
    resident = enter("resident", "/me/free-hours/", size=PHONE, mode="care")
    speak(resident, "zh-hans")
    resident.goto("/me/free-hours/")
    resident.locator("[name=day5]").first.check()
    faults = {"hours": clean(resident, "care")}
    shot(resident, "hours")
    submit(resident)
    clerk = enter("staff", None, size=DESK)
    clerk.goto("/activities/new/")
    speak(clerk, "en")
    fill_plan(clerk, "工作日讲座", tuesday())
    submit(clerk)
    expect(clerk.locator(".notice_warn")).to_contain_text("100 %")
    faults["warned"] = clean(clerk, "normal")
    shot(clerk, "warned")
    submit(clerk)
    expect(clerk.locator("h1")).to_have_text("工作日讲座")
    clerk.goto(f"/work/activities/figures/?year={clock.today().year}")
    expect(clerk.locator("main")).to_contain_text("free: 100 %")
    faults["figures"] = clean(clerk, "normal")
    shot(clerk, "figures")
    assert {page: found for page, found in faults.items() if found} == {}


def test_f047_an_event_before_its_festival_on_a_working_day_is_warned_of(enter):
    clerk = enter("staff", "/activities/new/", size=DESK)
    speak(clerk, "zh-hans")
    festival, before = mid_autumn()
    fill_plan(clerk, "中秋游园", before, festival="mid_autumn")
    submit(clerk)
    expect(clerk.locator(".notice_warn")).to_contain_text(f"该节日为 {festival}")
    expect(clerk.locator(".notice_warn")).to_contain_text(f"{(festival - before).days} 天")


def test_f048_whom_somebody_sends_counts_as_mobilised(enter, server):
    clerk = enter("staff", None, size=DESK)
    clerk.goto("/activities/new/")
    speak(clerk, "zh-hans")
    fill_plan(clerk, "单位派工", saturday())
    submit(clerk)
    if clerk.locator(".notice_warn").count():
        submit(clerk)
    clerk.goto(f"{clerk.url}people/new/")
    clerk.fill("[name=people]", server.world.resident.public_id)
    submit(clerk)
    expect(clerk.locator("tbody tr")).to_contain_text("动员")


def test_f049_a_campaign_is_entered_and_its_board_shows_who_asked_for_it(enter, server, behind):
    clerk = enter("staff", "/work/campaigns/new/", size=DESK)
    clerk.fill("[name=title]", "争做社区治理第一人")
    clerk.fill("[name=since]", "2026-01-01")
    clerk.fill("[name=until]", "2036-12-31")
    submit(clerk)
    resident = enter("resident", "/campaigns/", size=PHONE, mode="care")
    speak(resident, "zh-hans")
    resident.goto("/campaigns/")
    follow(resident, resident.get_by_role("link", name="争做社区治理第一人"))
    submit(resident)

    def counted() -> None:
        from django.db import transaction

        from linli.activities.operations import campaigns
        from linli.kernel import clock

        with transaction.atomic():
            deed = campaigns.Deed(
                1, server.world.community.pk, server.world.resident.pk,
                server.world.staff.pk, "attendance", "family", clock.today(),
            )  # fmt: skip
            # in the campaign of the demo district too
            assert campaigns.count(deed) == 2

    behind(counted)
    resident.reload()
    expect(resident.locator("main")).to_contain_text("光荣榜暂无人")
    follow(resident, resident.get_by_role("button", name="在光荣榜显示我"))
    expect(resident.locator("main")).to_contain_text("1. 梁**")
    shot(resident, "campaign")
    assert clean(resident, "care") == []


def test_f051_an_award_shows_criteria_shortlist_objections_and_its_line(enter, server, behind):
    def published() -> int:
        from linli.activities.tests.url_rules import public

        return public(server.world)["cycle"]

    address = f"/honours/{behind(published)}/"
    officer = enter("officer", address, size=DESK)
    speak(officer, "en")
    officer.goto(address)
    follow(officer, officer.get_by_role("link", name="Object"))
    officer.fill("[name=words]", "时长有误")
    submit(officer)
    expect(officer.locator("main")).to_contain_text("waits for an answer")
    clerk = enter("staff", address, size=DESK)
    speak(clerk, "zh-hans")
    clerk.goto(address)
    follow(clerk, clerk.get_by_role("link", name="时长有误"))
    clerk.locator("[name=upheld][value=no]").check()
    clerk.fill("[name=words]", "已核对签到记录")
    submit(clerk)
    expect(clerk.locator("main")).to_contain_text("已核对签到记录")
    faults = clean(clerk, "normal")
    shot(clerk, "honour")
    resident = enter("resident", address, size=PHONE, mode="care")
    speak(resident, "zh-hans")
    resident.goto(address)
    faults += clean(resident, "care")
    shot(resident, "honour-phone")
    follow(resident, resident.get_by_role("button", name="我不愿被公示"))
    expect(resident.locator("main")).to_contain_text("已移出")
    assert faults == []


def test_f053_owners_to_be_found_a_group_and_propose_a_gathering(enter, server, behind):
    def home() -> None:
        from linli.grids.tests.url_rules import _home

        _home(server.world)

    behind(home)
    resident = enter("resident", "/me/groups/new/", size=PHONE, mode="care")
    speak(resident, "zh-hans")
    resident.goto("/me/groups/new/")
    resident.fill("[name=title]", "准邻居亲子群")
    choice = resident.locator("[name=scope] option", has_text="规则小区").first
    resident.select_option("[name=scope]", choice.get_attribute("value"))
    submit(resident)
    expect(resident.locator("main")).to_contain_text("准邻居亲子群")
    faults = clean(resident, "care")
    shot(resident, "groups")
    estate = choice_of(resident, "规则小区")
    fill_plan(resident, "邻居见面会", saturday(), kind="neighbours", estate=estate)
    faults += clean(resident, "care")
    submit(resident)
    if resident.locator(".notice_warn").count():
        submit(resident)
    expect(resident.locator("main")).to_contain_text("规则小区")
    expect(resident.locator("main")).to_contain_text("待工作人员审批")
    assert faults == []


def choice_of(page, name: str) -> str:
    page.goto("/activities/new/")
    found = page.locator("[name=estate] option", has_text=name).first
    return str(found.get_attribute("value"))
