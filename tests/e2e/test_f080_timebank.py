"""F080, F081: an hour of service on two phones, in large letters; the rulebook at the desk."""

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import expect

from linli.timebank.tests.rows import book, free
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, enter_page, faults, press, wide


def granny_of(world):
    from linli.identity.queries import person_by_phone
    from linli.web.demo.people import BY_KEY

    return person_by_phone(BY_KEY["grandmother-rongyin"].phone)


def begun_an_hour_ago(session: int):
    """What no test can wait for: an hour passes between sign-in and sign-out."""
    from linli.kernel import clock
    from linli.timebank.models import Session

    now = clock.now()
    Session.objects.across_communities("test").filter(pk=session).update(
        starts_at=now - timedelta(minutes=62),
        ends_at=now - timedelta(minutes=2),
        came_at=now - timedelta(minutes=65),
    )


def colleague(world):
    """Somebody else at the same desk."""
    return replace(world.actor("staff"), person=world.officer.pk)


def code_on(page) -> str:
    page.reload()
    return page.locator("strong.code").inner_text()


def asked_by(young, number: str) -> int:
    """The neighbour asks from the phone, in English; answers the session's id."""
    from linli.kernel import clock

    follow(young, young.get_by_role("link", name="Arrange service"))
    soon = (clock.now() + timedelta(minutes=90)).astimezone(clock.LOCAL)
    young.fill("[name=person]", number)
    young.select_option("[name=category]", "comfort")
    young.fill("[name=day]", f"{soon:%Y-%m-%d}")
    young.fill("[name=begins]", f"{soon:%H:%M}")
    young.fill("[name=minutes]", "60")
    young.fill("[name=words]", "陪您说说话")
    assert faults(young) == []
    shot(young, "time-arrange-en")
    press(young, "Ask")
    expect(young.locator(".page__lead .state")).to_have_text("waits for an answer")
    return int(young.url.rstrip("/").rpartition("/")[2])


def agreed_by(granny, number: int) -> None:
    """She hears of it on her first page, and says yes."""
    granny.goto("/")
    follow(granny, granny.get_by_role("link", name="有人约您服务"))
    shot(granny, "time-bank-care")
    follow(granny, granny.locator(f"main a[href='/time/{number}/']"))
    expect(granny.locator("main")).to_contain_text("陪您说说话")
    press(granny, "好，我同意")
    expect(granny.locator(".page__lead .state")).to_have_text("已约定")
    assert wide(granny) <= PHONE["width"]
    measured = enter_page(granny)
    assert faults(measured) == []
    shot(measured, "time-session-care")


def signed_by(young, granny, number: int, state: str) -> None:
    """With the code on her phone, in or out: a scan opens the page with the digits behind #."""
    young.goto(f"/time/{number}/")
    follow(young, young.locator("main .buttons a").first)
    digits = code_on(granny).replace(" ", "")
    young.goto("about:blank")
    young.goto(f"/time/{number}/sign/#{digits}")
    expect(young.locator("[name=code]")).to_have_value(digits)
    assert young.evaluate("location.hash") == ""
    follow(young, young.locator("main form .form__end button").first)
    expect(young.locator(".page__lead .state")).to_have_text(state)


def confirmed_by(granny, number: int) -> None:
    granny.goto("/")
    follow(granny, granny.get_by_role("link", name="待确认的服务时长"))
    follow(granny, granny.locator(f"main a[href='/time/{number}/']"))
    expect(granny.locator("main .notice__title")).to_have_text("1 小时：情况属实吗？")
    shot(granny, "time-confirm-care")
    press(granny, "属实，确认")
    expect(granny.locator("main")).to_contain_text("您已确认，对方还没有")


def seen_at_the_desk(clerk, number: int) -> None:
    speak(clerk, "en")
    shot(clerk, "time-desk-en")
    assert faults(clerk) == []
    follow(clerk, clerk.locator(f"main a[href='/work/time/{number}/']"))
    expect(clerk.locator("main")).to_contain_text("Confirmed: receiver")
    shot(clerk, "time-desk-session-en")
    assert faults(clerk) == []
    clerk.goto("/work/time/standings/")
    assert faults(clerk) == []
    shot(clerk, "time-standings-en")


def test_f080_an_hour_is_given_signed_and_confirmed_by_both(enter, server, behind):
    """Grandmother with large letters in Chinese, without scripts; the neighbour and the desk in English."""
    person = behind(lambda: granny_of(server.world))
    behind(lambda: free(server.world, person))
    granny = as_somebody(enter, "grandmother-rongyin", javascript=False)
    assert granny.locator("html").get_attribute("data-mode") == "care"
    young = enter("resident", "/time/", size=PHONE, reduced_motion="reduce")
    speak(young, "en")
    assert faults(young) == []
    number = asked_by(young, person.public_id)
    agreed_by(granny, number)
    signed_by(young, granny, number, "begun")
    behind(lambda: begun_an_hour_ago(number))
    signed_by(young, granny, number, "waits for both to confirm")
    confirmed_by(granny, number)
    young.reload()
    press(young, "Yes, it was so")
    expect(young.locator(".page__lead .state")).to_have_text("entered")
    assert faults(young) == []
    shot(young, "time-entered-en")
    young.goto("/time/")
    follow(young, young.locator("main a[href^='/me/bank/']").first)
    expect(young.locator("main")).to_contain_text("Voluntary service · company and comfort")
    expect(young.locator("main")).to_contain_text("by rulebook no. 1")
    clerk = enter("staff", "/work/time/?tab=all", size=DESK, reduced_motion="reduce")
    seen_at_the_desk(clerk, number)
    assert [page.troubles for page in (young, granny, clerk)] == [[], [], []]


def test_f081_a_rulebook_is_written_adopted_by_another_and_read(enter, server, behind):
    from linli.kernel import clock
    from linli.timebank.actions import rulebooks

    world = server.world
    behind(lambda: book(world))
    clerk = enter("staff", "/work/time/books/", size=DESK, reduced_motion="reduce")
    speak(clerk, "en")
    follow(clerk, clerk.get_by_role("link", name="Write down a rulebook"))
    follow(clerk, clerk.locator("main .switch a", has_text="Nanjing"))
    expect(clerk.locator("[name=cap_minutes]")).to_have_value("90000")
    clerk.fill("[name=decision]", "居民会议决议〔2026〕6号")
    today = clock.today()
    clerk.fill("[name=decided_on]", today.isoformat())
    clerk.fill("[name=since]", (today + timedelta(days=1)).isoformat())
    clerk.fill("[name=day_minutes]", "240")
    assert faults(clerk) == []
    shot(clerk, "time-propose-en")
    press(clerk, "Write down")
    expect(clerk.locator("main")).to_contain_text("A colleague has to adopt it.")
    expect(clerk.locator("main")).to_contain_text(
        "1,500 h; what is above goes to the donation pool."
    )
    shot(clerk, "time-book-en")
    number = int(clerk.url.rstrip("/").rpartition("/")[2])
    behind(lambda: rulebooks.adopt(colleague(world), rulebook=number))
    clerk.reload()
    expect(clerk.locator(".page__lead")).to_contain_text("adopted")
    assert faults(clerk) == []
    reader = enter("resident", "/time/rules/", size=PHONE, mode="care", reduced_motion="reduce")
    speak(reader, "zh-hans")
    expect(reader.locator("main .state").first).to_have_text("即将生效")
    expect(reader.locator("main")).to_contain_text("每天最多 4 小时")
    assert faults(reader) == []
    shot(reader, "time-rules-care")
    assert [page.troubles for page in (clerk, reader)] == [[], []]
