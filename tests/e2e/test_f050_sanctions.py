"""F050: a sanction by rules: told first, answered, decided by another, lifted after an appeal."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.colleagues import at_the_desk
from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import faults, speak


def ruled(world):
    """In force since yesterday; the resident has fifteen points."""
    from django.db import transaction

    from linli.awards.models import Version
    from linli.awards.tests.rulebook import propose, sanctions
    from linli.kernel import clock
    from linli.ledger import operations as ledger
    from linli.ledger.movements import Movement

    here = world.community.pk
    made = propose(world.actor("staff"), here, **sanctions(noise=20, waste=5))
    Version.objects.across_communities("test").filter(pk=made.pk).update(
        state=Version.State.IN_FORCE,
        since=clock.today() - timedelta(days=1),
        settled_by=world.neighbour,
    )
    with transaction.atomic():
        account = ledger.resident_account(community=here, unit="points", person=world.resident.pk)
        ledger.transfer(
            Movement(
                ledger=account.ledger_id,
                key="f050",
                debit=ledger.issuer_of(account.ledger, here),
                credit=account.pk,
                amount=15,
                kind="award",
                expires_on=clock.today() + timedelta(days=700),
            )
        )


def told() -> None:
    """Run the jobs that tell the person."""
    from linli.journal.models import ConsumerRun, Event
    from linli.journal.operations import run_consumer

    name = "linli.web.lovebank.tell_of_sanction"
    types = [f"awards.sanction_{each}" for each in ("proposed", "decided", "settled")]
    done = ConsumerRun.objects.filter(consumer=name)
    for event in Event.objects.filter(type__in=types).exclude(pk__in=done.values("event")):
        run_consumer(event.pk, name)


def decided_by(page, button: str, words: str) -> None:
    """From the workbench's queue to the decision with its reason."""
    page.goto("/work/")
    follow(page, page.get_by_role("link", name="Sanctions to decide"))
    follow(page, page.locator("main a.weui-cell", has_text="Noise").first)
    follow(page, page.get_by_role("link", name=button, exact=True))
    page.fill("[name=words]", words)
    follow(page, page.locator("main form button"))


def proposed_by(clerk, world) -> None:
    """What the rules of that day do not name is refused on the page."""
    follow(clerk, clerk.locator("main").get_by_role("link", name="Sanctions"))
    follow(clerk, clerk.get_by_role("link", name="Propose a sanction"))
    clerk.fill("[name=person]", world.resident.public_id)
    clerk.select_option("[name=kind]", "pets")
    clerk.fill("[name=words]", "凌晨一点仍在装修，邻居三次反映")
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("main")).to_contain_text("The rules in force on that day name no such")
    clerk.select_option("[name=kind]", "noise")
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("main")).to_contain_text("proposed")
    shot(clerk, "sanctions-desk")


def answered_by(me) -> str:
    """From the first page to the answer; the sanction's address."""
    follow(me, me.get_by_role("button", name="大字"))
    follow(me, me.locator("main").get_by_role("link", name="拟对您处罚，请申辩").first)
    follow(me, me.locator("main a.weui-cell").first)
    main = me.locator("main")
    expect(main).to_contain_text("邻居三次反映")
    expect(main).to_contain_text("20 分")
    follow(me, me.get_by_role("link", name="申辩", exact=True))
    shot(me, "sanction-answer-care")
    me.fill("[name=words]", "当晚水管爆裂，抢修")
    follow(me, me.locator("main form button"))
    expect(main).to_contain_text("已申辩")
    shot(me, "sanction-phone-care")
    return me.url


def appealed_by(me) -> None:
    """From the line of the statement to the appeal."""
    me.goto("/me/bank/")
    follow(me, me.locator("main a.weui-cell").first)
    line = me.get_by_role("link", name="处罚扣分")
    expect(line).to_contain_text("噪声扰民")
    follow(me, line)
    main = me.locator("main")
    expect(main).to_contain_text("15 分")
    expect(main).to_contain_text("不欠分")
    expect(main).to_contain_text("无抢修记录")
    follow(me, me.get_by_role("link", name="申诉", exact=True))
    me.fill("[name=words]", "物业有抢修单")
    follow(me, me.locator("main form button"))
    expect(main).to_contain_text("已申诉")


def given_back_to(me) -> None:
    """The notice, the sanction and the line of the statement say so."""
    me.goto("/me/notices/")
    expect(me.locator("main")).to_contain_text("对您的处罚已撤销")
    me.goto("/me/bank/")
    follow(me, me.locator("main a.weui-cell").first)
    expect(me.get_by_role("link", name="处罚撤销").first).to_contain_text("噪声扰民")
    expect(me.locator("main")).to_contain_text("+15 分")
    shot(me, "sanction-statement-care")


def test_f050_a_sanction_is_told_answered_decided_and_lifted(enter, server, behind):
    """Three clerks at desks in English; the resident on a phone, in Chinese, in large letters, without scripts.

    Every step is a click of whoever takes it: proposed, told, answered, applied by a second person,
    appealed, lifted by a third one, and the points are back.
    """
    from linli.awards.models import Sanction
    from linli.ledger.audit import audit

    world = server.world
    behind(lambda: ruled(world))
    behind(lambda: at_the_desk(server, "second", "grandmother-taoran"))
    behind(lambda: at_the_desk(server, "third", "owner-qingke"))
    clerk, second, third = (
        enter(role, "/work/awards/", size=DESK, javascript=False)
        for role in ("staff", "second", "third")
    )
    for page in (clerk, second, third):
        speak(page, "en")
    proposed_by(clerk, world)
    behind(told)
    me = enter("resident", "/", size=PHONE, javascript=False)
    mine = answered_by(me)
    number = int(mine.rstrip("/").rpartition("/")[2])

    # who proposed it finds no button; a colleague decides
    clerk.goto(f"/work/awards/sanctions/{number}/")
    expect(clerk.locator("main")).to_contain_text("水管爆裂")
    expect(clerk.locator("main .buttons a")).to_have_count(0)
    decided_by(second, "Apply it", "无抢修记录")
    expect(second.locator("main")).to_contain_text("Applied: why")
    shot(second, "sanction-applied-desk")
    behind(told)
    appealed_by(me)
    # neither of the two decides the appeal
    for page in (clerk, second):
        page.goto(f"/work/awards/sanctions/{number}/")
        expect(page.locator("main")).to_contain_text("物业有抢修单")
        expect(page.locator("main .buttons a")).to_have_count(0)
    decided_by(third, "Lift it", "抢修单属实")
    behind(told)
    me.reload()
    expect(me.locator("main")).to_contain_text("已扣并已返还")
    shot(me, "sanction-lifted-care")
    given_back_to(me)
    clerk.reload()
    expect(clerk.locator("main")).to_contain_text("Lifted: why")
    shot(clerk, "sanction-desk")
    row = behind(lambda: Sanction.objects.across_communities("test").get(pk=number))
    assert (row.state, row.points, row.taken) == ("lifted", 20, 15)
    assert behind(audit) == []

    looks = {"reduced_motion": "reduce"}
    for role, path, size in (
        ("resident", mine.removeprefix(server.url), PHONE),
        ("resident", "/me/deeds/sanctions/", PHONE),
        ("staff", f"/work/awards/sanctions/{number}/", DESK),
        ("staff", "/work/awards/sanctions/new/", DESK),
    ):
        assert faults(enter(role, path, size=size, **looks)) == [], path
    speak(clerk, "zh-hans")
    assert me.troubles == []
