"""F042, F043, F044: a wish on a phone with large letters, by a helper, without a name, and who helps."""

import os
from datetime import timedelta

from playwright.sync_api import expect

from linli.files.tests.samples import photo
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_duties import speak
from tests.e2e.test_mandates import as_somebody, enter_page, faults, press, wide

SHOTS = os.environ.get("LINLI_SHOTS")


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def step(page, words: str) -> None:
    """The button that leads to a step, then the button that takes it."""
    follow(page, page.locator("main .buttons").get_by_role("link", name=words))
    press(page, words)


def at_home() -> None:
    """The grandmother lives in the home that the demo's roster says is hers."""
    from linli.identity.queries import person_by_phone
    from linli.kernel import clock
    from linli.places.models import Unit
    from linli.residence.models import Residence
    from linli.web.demo.people import BY_KEY

    granny = person_by_phone(BY_KEY["grandmother-fushengli"].phone)
    unit = Unit.objects.within(granny.community).get(building__label="1栋", room="201")
    Residence.objects.create(
        community=granny.community,
        unit=unit,
        person=granny,
        relation="family",
        ground="papers",
        since=clock.today(),
    )


def wished_by(granny) -> str:
    """From the first page to the wish, on one screen; answers its address."""
    follow(granny, granny.locator("main").get_by_role("link", name="微心愿").first)
    follow(granny, granny.get_by_role("link", name="发微心愿"))
    assert granny.locator("html").get_attribute("data-mode") == "care"
    assert wide(granny) <= PHONE["width"]
    shot(granny, "make-care")
    granny.fill("[name=words]", "客厅的灯泡坏了，够不着")
    granny.select_option("[name=kind]", "repair")
    press(granny, "发布微心愿")
    expect(granny.locator("h1")).to_have_text("客厅的灯泡坏了，够不着")
    expect(granny.locator(".page__lead .state")).to_have_text("待认领")
    expect(granny.locator("main")).to_contain_text("1栋 1单元 201")
    return granny.url


def test_f042_a_grandmother_wishes_a_neighbour_helps_and_both_confirm(enter, server, behind):
    """Without scripts, in large letters, in Chinese; the neighbour on a phone in English."""
    behind(at_home)
    granny = as_somebody(enter, "grandmother-fushengli", javascript=False)
    address = wished_by(granny).removeprefix(server.url)

    young = as_somebody(enter, "owner-fushengli")
    speak(young, "en")
    young.goto("/wishes/")
    shot(young, "list-en")
    assert faults(young) == []
    follow(young, young.locator(f"main a[href='{address}']"))
    expect(young.locator("main")).not_to_contain_text("201")
    follow(young, young.get_by_role("link", name="I take it on"))
    young.locator("[name=source][value=volunteer]").check()
    press(young, "I take it on")
    expect(young.locator("main")).to_contain_text("201")
    young.fill("[name=text]", "我下午三点来，带新灯泡")
    press(young, "Send it")

    granny.reload()
    expect(granny.locator("main")).to_contain_text("谁会上门")
    expect(granny.locator("main")).to_contain_text("以志愿者身份")
    expect(granny.locator("main")).to_contain_text("已实名")
    expect(granny.locator("main")).to_contain_text("急救120")
    expect(granny.locator("main")).to_contain_text("我下午三点来")
    measured = enter_page(granny)
    assert faults(measured) == []
    shot(measured, "coming-care")

    follow(young, young.get_by_role("link", name="It is done"))
    young.fill("[name=words]", "换好了")
    young.fill("[name=minutes]", "25")
    picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    young.set_input_files("[name=pictures]", picture)
    press(young, "It is done")
    granny.goto("/")
    follow(granny, granny.get_by_role("link", name="您的微心愿完成了吗"))
    follow(granny, granny.locator(f"main a[href='{address}']"))
    expect(granny.locator(".uploads__picture")).to_have_count(1)
    step(granny, "确认完成")
    follow(granny, granny.get_by_role("link", name="说声谢谢"))
    granny.fill("[name=words]", "谢谢你，屋里亮堂了")
    press(granny, "说声谢谢")
    young.reload()
    expect(young.locator(".notice_success")).to_contain_text("屋里亮堂了")
    shot(young, "thanks-en")
    assert young.troubles == []


def test_f042_by_her_helper_with_both_names(enter, server, behind):
    """The mandate names the deed; what the helper does stands under both names."""

    def give():
        from linli.identity.queries import person_by_phone
        from linli.kernel import clock
        from linli.mandates import actions
        from linli.web.acting import as_resident
        from linli.web.demo.people import BY_KEY

        granny, mei = (
            person_by_phone(BY_KEY[f"{role}-taoran"].phone) for role in ("grandmother", "owner")
        )
        until = clock.today() + timedelta(days=30)
        offered, _code = actions.offer(
            as_resident(granny),
            deeds=["wishes"],
            bond="family",
            until=until,
            helper=mei.public_id,
        )
        return actions.accept(as_resident(mei), mandate=offered.pk).pk

    mandate = behind(give)
    mei = as_somebody(enter, "owner-taoran")
    mei.goto(f"/me/mandates/{mandate}/")
    press(mei, "现在代")
    mei.goto("/wishes/new/")
    mei.fill("[name=words]", "奶奶想有人陪着下楼走走")
    mei.select_option("[name=kind]", "errand")
    press(mei, "发布微心愿")
    expect(mei.locator("main .by").first).to_contain_text("代办")
    # the corner is not named in the mandate
    corner = mei.request.post(
        "/api/threads/corner/440604011901/posts",
        data={"text": "x", "files": []},
        headers={"X-CSRFToken": csrf(mei), "Referer": server.url},
    )
    assert corner.status == 403


def csrf(page) -> str:
    return page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")


def test_f043_by_proxy_put_first_and_without_a_name(enter, server):
    """The clerk at the desk, in English; the resident on a phone, in Chinese."""
    resident = enter("resident", "/wishes/new/", reduced_motion="reduce")
    resident.fill("[name=words]", "想要一辆旧婴儿车")
    resident.select_option("[name=kind]", "things")
    resident.locator("details summary").click()
    resident.locator("[name=unnamed]").check()
    assert faults(resident) == []
    press(resident, "发布微心愿")
    expect(resident.locator(".page__lead .state")).to_have_text("审核中")
    expect(resident.locator("main")).to_contain_text("只有一位工作人员知道您是谁")
    address = resident.url.removeprefix(server.url)
    name = resident.locator("main .weui-cell__ft").first.inner_text()

    clerk = enter("staff", "/work/", size=DESK, reduced_motion="reduce")
    speak(clerk, "en")
    follow(clerk, clerk.get_by_role("link", name="Wishes to look over"))
    shot(clerk, "queue-en")
    follow(clerk, clerk.locator(f"main a[href='{address}']"))
    expect(clerk.locator("main .weui-cell__ft").first).to_have_text("Somebody in the community")
    press(clerk, "I answer for it, and see whose it is")
    expect(clerk.locator("main .weui-cell__ft").first).not_to_have_text("Somebody in the community")
    step(clerk, "Open it to the neighbours")
    clerk.goto("/work/wishes/")
    follow(clerk, clerk.get_by_role("link", name="Wish for somebody"))
    clerk.fill("[name=person]", server.world.officer.public_id)
    press(clerk, "Go on")
    clerk.fill("[name=words]", "出院后行动不便，请帮忙买菜")
    clerk.fill("[name=reason]", "刚出院，家中无人")
    shot(clerk, "proxy-en")
    press(clerk, "Send the wish")
    expect(clerk.locator("main")).to_contain_text("刚出院，家中无人")
    assert faults(clerk) == []
    shot(clerk, "staff-wish-en")

    resident.goto("/wishes/")
    first = resident.locator("main .weui-cells .row", has_text="出院后行动不便").first
    top = resident.locator("main .weui-cells .row").first
    expect(top).to_contain_text("出院后行动不便")
    expect(first.locator(".state")).to_have_text("优先")
    shot(resident, "list-zh")
    follow(resident, first.locator("a"))
    expect(resident.locator("main")).not_to_contain_text("家中无人")
    assert name not in resident.locator("main").inner_text()


def test_f044_who_helps_is_counted_by_branch(enter, server, behind):
    def branch():
        from linli.kernel.actor import SYSTEM
        from linli.organisations.actions import found
        from linli.wishes import actions
        from linli.wishes.wanted import Wanted

        world = server.world
        found(
            SYSTEM,
            kind="party_branch",
            place=world.community.pk,
            names=("榕荫小区党支部", "Rongyin party branch"),
            estate=world.estate.pk,
        )
        wanted = Wanted(kind="errand", words="代取一份快递")
        return actions.post_for(
            world.actor("staff"), person=world.officer.public_id, wanted=wanted
        ).pk

    wish = behind(branch)
    member = enter("resident", f"/wishes/{wish}/claim/", reduced_motion="reduce")
    member.locator("[name=source][value=party]").check()
    member.select_option("[name=body]", label="榕荫小区党支部")
    shot(member, "claim-zh")
    press(member, "我来认领")
    expect(member.locator("main")).to_contain_text("以党员身份 · 榕荫小区党支部")
    clerk = enter("staff", "/work/wishes/figures/", size=DESK, reduced_motion="reduce")
    speak(clerk, "zh-hans")
    expect(clerk.locator("table").last).to_contain_text("榕荫小区党支部")
    shot(clerk, "figures-zh")
    clerk.goto("/work/wishes/rules/")
    shot(clerk, "rules-zh")
    assert faults(clerk) == []


def test_f037_f117c_f082_the_pool_offers_with_reasons_and_two_are_paired(enter, server, behind):
    """Skills on a phone in Chinese; the desk in English sees who fits, pairs two, and what is open."""
    helper = enter("resident", "/me/skills/", reduced_motion="reduce")
    helper.locator("[name=kinds][value=digital]").check()
    helper.locator("[name=slots][value='0']").check()
    shot(helper, "skills-zh")
    assert faults(helper) == []
    press(helper, "登记")

    def offered():
        from linli.wishes import actions, jobs
        from linli.wishes.wanted import Wanted

        world = server.world
        wanted = Wanted(kind="digital", words="想学会用手机挂号")
        made = actions.post_for(world.actor("staff"), person=world.officer.public_id, wanted=wanted)
        jobs.offer_open()
        actions.propose_pair(
            world.actor("staff"),
            helper=world.resident.public_id,
            elder=world.officer.public_id,
            slots=[3],
        )
        return made.pk

    wish = behind(offered)
    helper.goto("/wishes/")
    fits = helper.locator("main .group", has_text="适合您的")
    expect(fits).to_contain_text("想学会用手机挂号")
    expect(fits).to_contain_text("会做、那时有空、住同一社区")
    shot(helper, "fits-zh")
    helper.goto("/")
    follow(helper, helper.get_by_role("link", name="有人想和您结对"))
    assert faults(helper) == []
    press(helper, "同意")
    expect(helper.locator("main .state").first).to_have_text("等待同意")
    shot(helper, "pairs-zh")
    helper.goto("/squads/")
    helper.locator("details summary").click()
    helper.fill("[name=name]", "数字帮帮队")
    helper.locator("[name=kinds][value=digital]").check()
    press(helper, "成立小队")
    expect(helper.locator("main")).to_contain_text("1 人")

    clerk = enter("staff", f"/wishes/{wish}/", size=DESK, reduced_motion="reduce")
    speak(clerk, "en")
    expect(clerk.locator("main")).to_contain_text("1 person was asked so far.")
    expect(clerk.locator("main")).to_contain_text("数字帮帮队")
    shot(clerk, "staff-fits-en")
    clerk.goto("/work/pairs/")
    expect(clerk.locator("main")).to_contain_text("Elders who live alone")
    shot(clerk, "pairs-desk-en")
    assert faults(clerk) == []
    assert helper.troubles == []
    assert clerk.troubles == []
