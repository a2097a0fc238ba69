"""F079: a selection that looks at what people did, by decision, by consent, frozen at its moment."""

from dataclasses import replace
from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import faults, speak
from tests.e2e.test_recognition import LOOKS, settled

MINUTES = 40


def _colleague(world):
    """Somebody else of the residents' committee, who wrote the decision down."""
    return replace(world.actor("staff"), person=world.officer.pk)


def _written(world):
    from linli.kernel import clock
    from linli.recognition.actions import selections

    return selections.propose_switch(
        _colleague(world),
        community=world.community.pk,
        on=True,
        since=clock.today(),
        decision="居民会议决议〔2026〕9号",
        decided_on=clock.today(),
    ).pk


def _helped(world):
    from linli.web.acting import as_resident
    from linli.wishes import actions
    from linli.wishes.wanted import Wanted

    wisher, young = as_resident(world.officer), world.actor("resident")
    made = actions.post(wisher, wanted=Wanted(kind="errand", words="帮我取一个包裹"))
    actions.claim(young, wish=made.pk, source="neighbour")
    actions.prove(young, wish=made.pk, words="已放在门口", minutes=MINUTES)
    actions.confirm(wisher, wish=made.pk)
    settled("wishes.confirmed")


def _earlier():
    """The announcement was made a month ago: the days to stand are now, the cut-off is near."""
    from django.db.models import F

    from linli.kernel import clock
    from linli.recognition.models import Selection

    rows = Selection.objects.across_communities("test")
    row = rows.latest("pk")
    back = row.cutoff_at - clock.now() - timedelta(days=1)
    rows.filter(pk=row.pk).update(
        cutoff_at=F("cutoff_at") - back,
        opens_at=F("opens_at") - back,
        announced_at=F("announced_at") - back,
    )
    return row.pk


def _frozen():
    """The job, two days later."""
    from linli.kernel import clock
    from linli.recognition import jobs

    with clock.frozen(clock.now() + timedelta(days=2)):
        return jobs.freeze()


def _body(world):
    """The owners' committee selects."""
    from linli.recognition.models import Selection

    rows = Selection.objects.across_communities("test")
    rows.filter(pk=rows.latest("pk").pk).update(body=world.offices["officer"].organisation_id)


def _today(days: int = 0) -> str:
    from linli.kernel import clock

    return (clock.today() + timedelta(days=days)).isoformat()


def _done(world) -> tuple[int, int]:
    """How often the resident helped with a wish in these days, and how many minutes in all."""
    from linli.kernel import clock
    from linli.recognition.history import Span
    from linli.web.selections import deeds_in

    now = clock.now()
    found = deeds_in(Span(world.community.pk, now - timedelta(days=30), now, now))
    mine = [each for each in found if each.person == world.resident.pk]
    return sum(each.kind == "wish" for each in mine), sum(each.minutes for each in mine)


def _transfers() -> int:
    from linli.ledger.models import Transfer

    return Transfer.objects.count()


def _announce(clerk, behind):
    """Too late at first, then in time."""
    follow(clerk, clerk.get_by_role("link", name="Announce a selection"))
    clerk.fill("[name=title_zh]", "2026年志愿标兵")
    clerk.fill("[name=title_en]", "Model volunteer 2026")
    clerk.select_option("[name=purpose]", "model")
    for name in ("Points earned", "Hours all together", "Helped with a neighbour's wish"):
        clerk.get_by_label(name).check()
    clerk.fill("[name=period_from]", behind(lambda: _today(-30)))
    clerk.fill("[name=period_until]", behind(_today))
    clerk.fill("[name=cutoff_at]", behind(lambda: _today(3)) + "T18:00")
    clerk.fill("[name=consent_days]", "7")
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("main")).to_contain_text("at least 7 days after the announcement")
    clerk.fill("[name=cutoff_at]", behind(lambda: _today(20)) + "T18:00")
    shot(clerk, "f079-announce-desk")
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("main")).to_contain_text("Model volunteer 2026")


def _one_row(row, world, times, minutes):
    """The resident, by full name and number, with what they did."""
    hours, rest = divmod(minutes, 60)
    expect(row).to_have_count(1)
    expect(row).to_contain_text(f"Helped with a neighbour's wish: {times} time")
    expect(row).to_contain_text(f"{hours} h" if hours else f"{rest} min")
    expect(row).to_contain_text(world.resident.public_id)
    expect(row).not_to_contain_text("**")


def _without_faults(enter, selection):
    address = f"/recognition/selections/{selection}/"
    assert faults(enter("resident", address, size=PHONE, **LOOKS)) == []
    for path in ("", "new/", "switch/", f"{selection}/"):
        page = enter("staff", f"/work/recognition/selections/{path}", size=DESK, **LOOKS)
        assert faults(page) == [], path


def test_f079_who_puts_themself_on_the_list_is_selected_from_and_nobody_else(enter, server, behind):
    world = server.world
    clerk = enter("staff", "/work/recognition/selections/", size=DESK, javascript=False)
    speak(clerk, "en")
    expect(clerk.locator("main")).to_contain_text("Selections are off.")
    expect(clerk.get_by_role("link", name="Announce a selection")).to_have_count(0)
    me = enter("resident", "/recognition/selections/", size=PHONE, javascript=False)
    follow(me, me.get_by_role("button", name="大字"))
    main = me.locator("main")
    expect(main).to_contain_text("您的社区未开启评选")
    # a colleague wrote the decision down; the clerk puts it in force
    behind(lambda: _written(world))
    clerk.reload()
    follow(clerk, clerk.get_by_role("button", name="Put in force"))
    _announce(clerk, behind)
    selection = behind(_earlier)
    behind(lambda: _body(world))
    behind(lambda: _helped(world))
    times, minutes = behind(lambda: _done(world))
    assert (times >= 1, minutes >= MINUTES) == (True, True)
    before = behind(_transfers)
    me.reload()
    follow(me, main.locator("a.weui-cell").first)
    expect(main).to_contain_text("获得的积分、累计时长")
    follow(me, me.get_by_role("button", name="我要报名"))
    expect(main).to_contain_text("您在名单上")
    other = enter("officer", f"/work/recognition/selections/{selection}/", size=DESK)
    speak(other, "en")
    expect(other.get_by_role("link", name="Open the list")).to_have_count(0)
    assert behind(_frozen) == 1
    other.reload()
    expect(other.locator("main")).to_contain_text("nothing was changed")
    shot(other, "f079-frozen-desk")
    follow(other, other.get_by_role("link", name="Open the list"))
    _one_row(other.locator("main .weui-cell"), world, times, minutes)
    shot(other, "f079-list-desk")
    me.reload()
    expect(main).to_contain_text("固化名单中我的一行")
    expect(main).to_contain_text(f"{minutes % 60} 分钟" if minutes % 60 else "小时")
    shot(me, "f079-own-row-phone-care")
    # whoever looked stands in my data
    me.goto(f"{server.url}/me/looks/")
    expect(main).to_contain_text("评选名单中的一行")
    me.goto(f"{server.url}/recognition/selections/{selection}/")
    follow(me, me.get_by_role("button", name="隐藏我的一行"))
    expect(main).to_contain_text("已隐藏")
    other.reload()
    expect(other.locator("main")).to_contain_text("Nobody stands on this list.")
    clerk.goto(f"{server.url}/work/recognition/selections/{selection}/")
    expect(clerk.locator("main")).to_contain_text("Recomputed just now: nothing was changed.")
    assert behind(_transfers) == before
    _without_faults(enter, selection)
    # the clerk's announcement that came too late was refused
    assert [len(page.troubles) for page in (me, clerk, other)] == [0, 1, 0]
