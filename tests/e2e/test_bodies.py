"""Organisations, their people and grounds, and the page of rights, in the roles that use them."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import faults, speak

#: The phone in Chinese with large letters, the desk in English.
LOOKS = pytest.mark.parametrize(
    ("language", "size"), [("zh-hans", PHONE), ("en", DESK)], ids=["phone", "desk"]
)
CHAIR = {"en": "Chair", "zh-hans": "主任"}


def care(page, server):
    page.context.add_cookies([{"name": "mode", "value": "care", "url": server.url}])


def look(enter, server, role: str, path: str, *, language: str, size) -> Page:
    page = enter(role, size=size, javascript=False, language=language, reduced_motion="reduce")
    if size == PHONE:
        care(page, server)
    if role != "anonymous":
        speak(page, language)
    page.goto(path)
    return page


def assert_fits(page: Page, size) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.troubles == []


@LOOKS
def test_f007_a_resident_finds_who_acts_here(enter, server, language, size):
    """F007, F008, F013: by class, then the body with its people."""
    name, manager = {
        "zh-hans": ("禅顺物业（示范）", "物业经理"),
        "en": ("Chanshun Property (demo)", "Property manager"),
    }[language]
    page = look(
        enter,
        server,
        "resident",
        "/public/organisations/?sector=party",
        language=language,
        size=size,
    )
    expect(page.locator("main .weui-cells").first).not_to_contain_text(name)
    page.select_option("[name=sector]", "market")
    follow(page, page.locator("main form button"))
    follow(page, page.get_by_role("link", name=name))
    expect(page.locator("main")).to_contain_text(manager)
    assert_fits(page, size)
    speak(page, "zh-hans")


@LOOKS
def test_f008_figures_count_people_by_class(enter, server, language, size):
    page = look(enter, server, "auditor", "/work/figures/", language=language, size=size)
    own, market, withheld = {
        "zh-hans": ("社区自治", "市场", "不公布"),
        "en": ("community self-government", "market", "withheld"),
    }[language]
    expect(page.locator("tr", has_text=own)).to_have_count(1)
    expect(page.locator("tr", has_text=market)).to_contain_text(withheld)
    assert_fits(page, size)
    speak(page, "zh-hans")


@LOOKS
def test_f013_committees_and_station_stand_in_the_register(enter, server, language, size):
    """The two committees and the station: 两委一站."""
    for kind, names in (
        ("party_committee", ("榕荫社区党委", "Rongyin")),
        ("residents_committee", ("榕荫社区居民委员会", "Rongyin")),
        ("service_station", ("榕荫社区服务站", "Rongyin")),
    ):
        page = look(
            enter,
            server,
            "anonymous",
            f"/public/organisations/?kind={kind}",
            language=language,
            size=size,
        )
        expect(page.locator("main .weui-cells")).to_contain_text(names[language == "en"])
        assert_fits(page, size)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_f010_two_grounds_of_one_office_are_public(enter, server, language):
    """The administrator fills the seat after the election and records the street's appointment."""
    body = server.world.organisation.pk
    admin = enter(
        "district_admin", f"/work/organisations/{body}/seat/", size=DESK, javascript=False
    )
    speak(admin, language)
    person = {"en": server.world.neighbour, "zh-hans": server.world.resident}[language]
    admin.fill("[name=person]", person.public_id)
    admin.select_option("[name=seat]", "member")
    admin.fill("[name=ground]", "第八届换届")
    admin.select_option("[name=ground_kind]", "election")
    admin.fill("[name=ground_day]", "2026-01-05")
    admin.fill("[name=document]", f"选公告〔2026〕{language}")
    follow(admin, admin.locator("main form button"))
    expect(admin.locator("main")).to_contain_text(f"选公告〔2026〕{language}")
    row = admin.locator("main .card", has_text=f"选公告〔2026〕{language}").first
    follow(admin, row.locator("a[href$='/ground/']"))
    admin.select_option("[name=kind]", "street_appointment")
    admin.fill("[name=day]", "2026-01-08")
    admin.fill("[name=document]", f"街聘〔2026〕{language}")
    follow(admin, admin.locator("main form button"))
    public = enter("anonymous", f"/public/organisations/{body}/", size=PHONE, javascript=False)
    expect(public.locator("main")).to_contain_text(f"街聘〔2026〕{language}")
    speak(admin, "zh-hans")
    assert admin.troubles == []


def test_f002_a_branch_is_founded_in_an_estate_and_its_history_stays(enter, server):
    clerk = enter("staff", "/work/organisations/new/", size=DESK, javascript=False)
    speak(clerk, "en")
    estate = str(server.world.estate.pk)
    clerk.select_option("[name=kind]", "party_branch")
    clerk.fill("[name=name_zh]", "榕荫花园第二党支部")
    clerk.fill("[name=name_en]", "Second branch")
    clerk.select_option("[name=estate]", estate)
    clerk.fill("[name=since]", "2026-01-02")
    clerk.fill("[name=ground]", "社区党委〔2026〕3号")
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("h1")).to_contain_text("Second branch")
    expect(clerk.locator("main")).to_contain_text("Rongyin Garden")
    expect(clerk.locator("main")).to_contain_text("社区党委〔2026〕3号")
    path = clerk.url.removeprefix(server.url)
    speak(clerk, "zh-hans")
    resident = enter("resident", path, size=PHONE, mode="care", reduced_motion="reduce")
    expect(resident.locator("h1")).to_contain_text("榕荫花园第二党支部")
    assert faults(resident) == []
    assert clerk.troubles == []


@pytest.mark.parametrize(("language", "size"), [("zh-hans", PHONE), ("en", DESK)])
def test_rights_say_what_is_open_and_what_is_missing(enter, server, language, size):
    page = enter("officer", None, size=size, javascript=False, reduced_motion="reduce")
    care(page, server)
    page.goto("/me/rights/")
    speak(page, language)
    expect(page.locator("main h2").first).to_contain_text(CHAIR[language])
    denied = {"en": "Not open to you", "zh-hans": "不能办理"}[language]
    expect(page.locator("main").get_by_text(denied).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    speak(page, "zh-hans")


def test_an_officer_names_a_substitute_on_the_phone(enter, server):
    office = server.world.offices["officer"]
    page = enter("officer", f"/public/organisations/{office.organisation_id}/", javascript=False)
    follow(page, page.locator("main a[href$='/cover/']"))
    from linli.kernel import clock

    page.fill("[name=person]", server.world.neighbour.public_id)
    page.fill("[name=until]", clock.today().isoformat())
    page.fill("[name=ground]", "出差")
    follow(page, page.locator("main form button"))
    expect(page.locator("main")).to_contain_text("代理")
    assert page.troubles == []
