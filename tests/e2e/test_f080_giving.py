"""F080, F083: hours for kin who said yes, and for the pool that staff give from with a reason."""

from playwright.sync_api import expect

from linli.timebank.tests.rows import book
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import speak
from tests.e2e.test_f080_timebank import granny_of
from tests.e2e.test_f083_timebank import awarded
from tests.e2e.test_mandates import as_somebody, faults, press


def has(world, person) -> int:
    """Minutes on their account."""
    from django.db import transaction

    from linli.ledger import operations

    where = {"community": world.community.pk, "unit": "minutes", "person": person.pk}
    with transaction.atomic():
        return int(operations.resident_account(**where).balance.posted)


def named_by(me, number: str) -> None:
    """From the time bank's page to a relative who is asked."""
    follow(me, me.get_by_role("link", name="赠送、捐赠时长"))
    me.fill("[name=person]", number)
    me.select_option("[name=relation]", "parent")
    assert faults(me) == []
    shot(me, "time-kin-care")
    press(me, "请对方确认")
    expect(me.locator("main .state")).to_have_text("待答复")
    expect(me.get_by_role("link", name="赠与时长")).to_have_count(0)


def given_by(me, minutes: str) -> None:
    me.reload()
    follow(me, me.get_by_role("link", name="赠与时长"))
    me.fill("[name=minutes]", minutes)
    assert faults(me) == []
    shot(me, "time-give-care")
    press(me, "赠与")


def test_f080_hours_go_to_kin_who_said_yes_and_through_the_pool_to_somebody_in_need(
    enter, server, behind
):
    """A resident in large letters, grandmother without scripts, the clerk at a desk in English."""
    from linli.ledger.audit import audit

    world = server.world
    person = behind(lambda: granny_of(world))
    behind(lambda: (book(world), awarded(world, 200)))
    me = enter("resident", "/time/", size=PHONE, mode="care", reduced_motion="reduce")
    speak(me, "zh-hans")
    named_by(me, person.public_id)

    granny = as_somebody(enter, "grandmother-rongyin", javascript=False)
    granny.goto("/time/kin/")
    press(granny, "属实")
    expect(granny.locator("main .state")).to_have_text("已确认")
    expect(granny.get_by_role("link", name="赠与时长")).to_have_count(0)

    given_by(me, "40")
    expect(me.locator("main")).to_contain_text("2 小时 40 分钟")
    me.goto("/time/donate/")
    me.fill("[name=minutes]", "161")
    press(me, "捐赠")
    expect(me.locator("#errors")).to_be_visible()
    me.fill("[name=minutes]", "100")
    assert faults(me) == []
    press(me, "捐赠")
    expect(me.locator("main")).to_contain_text("1 小时")

    clerk = enter("staff", "/work/time/pool/", size=DESK, reduced_motion="reduce")
    speak(clerk, "en")
    expect(clerk.locator("main")).to_contain_text("1 h 40 min")
    clerk.fill("[name=person]", person.public_id)
    clerk.fill("[name=minutes]", "60")
    clerk.fill("[name=words]", "术后需人陪护")
    assert faults(clerk) == []
    press(clerk, "Give out of the pool")
    given = clerk.locator("main a, main .weui-cell", has_text="术后需人陪护")
    expect(given.first).to_contain_text("1 h")
    expect(clerk.locator("main")).to_contain_text("40 min")
    shot(clerk, "time-pool-en")
    clerk.fill("[name=person]", person.public_id)
    clerk.fill("[name=minutes]", "41")
    clerk.fill("[name=words]", "再次资助")
    press(clerk, "Give out of the pool")
    expect(clerk.locator("#errors")).to_be_visible()

    granny.goto("/time/")
    expect(granny.locator("main")).to_contain_text("1 小时 40 分钟")
    assert behind(lambda: (has(world, world.resident), has(world, person))) == (60, 100)
    assert behind(audit) == []
    assert granny.troubles == []
