"""F071, F072: a vote earns once a day; a duty earns after verification and comes back on dispute."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import faults, speak


def settled(call):
    """Run a call, then the jobs that its facts deferred."""
    from linli.journal.models import ConsumerRun, Event
    from linli.journal.operations import run_consumer

    made = call()
    done = ConsumerRun.objects.filter(consumer="linli.web.lovebank.award_deed")
    types = ["ballots.cast", "duties.confirmed"]
    for event in Event.objects.filter(type__in=types).exclude(pk__in=done.values("event")):
        run_consumer(event.pk, "linli.web.lovebank.award_deed")
    return made


def ruled(world):
    """Rules in force since yesterday."""
    from linli.awards.models import Version
    from linli.awards.tests.rulebook import lines, propose
    from linli.kernel import clock

    made = propose(
        world.actor("staff"), world.community.pk, rules=lines(ballot={"cap_day": 5, "base": 5})
    )
    Version.objects.across_communities("test").filter(pk=made.pk).update(
        state=Version.State.IN_FORCE,
        since=clock.today() - timedelta(days=1),
        settled_by=world.neighbour,
    )
    return made


def voted(world, assembly: int):
    from django.db import transaction

    from linli.facts.ballots import BallotCast
    from linli.journal.operations import record

    with transaction.atomic():
        fact = BallotCast(ballot=assembly, assembly=assembly, channel="web", version=1, digest="00")
        record(world.actor("resident"), fact, place=world.community.pk)


def test_f071_a_vote_earns_once_a_day_whatever_was_chosen(enter, server, behind):
    world = server.world
    behind(lambda: ruled(world))
    for assembly in (900_001, 900_002):
        behind(lambda assembly=assembly: settled(lambda: voted(world, assembly)))
    me = enter("resident", "/me/deeds/", size=PHONE, javascript=False)
    # the world they live in holds other deeds of theirs
    rows = me.locator("main .weui-cell").filter(has_text="参加表决")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("未得分")
    expect(rows.last).to_contain_text("5 分")
    follow(me, rows.last)
    expect(me.locator("main")).to_contain_text("第 ")
    follow(me, me.get_by_role("link", name="怎样得积分"))
    expect(me.locator("main")).to_contain_text("每天最多 5 分")
    expect(me.locator("main")).to_contain_text("居民会议决议〔2026〕3号")
    shot(me, "rules-phone")
    me.goto("/me/bank/")
    follow(me, me.locator("main a.weui-cell").first)
    line = me.get_by_role("link", name="参加表决")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("依据规则第")
    assert faults(enter("resident", "/me/deeds/rules/", size=PHONE, reduced_motion="reduce")) == []


def test_f072_points_come_after_verification_and_go_back_on_dispute(enter, server, behind):
    from linli.duties import actions

    world = server.world

    def reported():
        made = actions.give(
            world.actor("staff"),
            community=world.community.pk,
            kind="task",
            title="看护楼道花箱",
            person=world.resident.public_id,
        )
        actions.accept(world.actor("resident"), duty=made.pk)
        actions.report(world.actor("resident"), duty=made.pk, words="完成")
        return made

    duty = behind(lambda: settled(reported))
    me = enter("resident", "/me/deeds/", size=PHONE, javascript=False)
    expect(me.get_by_role("link", name="完成任务")).to_have_count(0)
    behind(lambda: settled(lambda: actions.confirm(world.actor("staff"), duty=duty.pk)))
    me.reload()
    deed = me.get_by_role("link", name="完成任务")
    expect(deed).to_contain_text("20 分")
    shot(me, "deeds-phone")
    follow(me, deed)
    address = me.url
    number = address.rstrip("/").rpartition("/")[2]
    # who confirmed it has a part in it: a colleague decides, here the street's auditor looks on
    clerk = enter("staff", f"/work/awards/deeds/{number}/", size=DESK, javascript=False)
    speak(clerk, "en")
    expect(clerk.locator("main .buttons a")).to_have_count(0)
    behind(lambda: _disputed(world, int(number)))
    clerk.reload()
    expect(clerk.locator("main .page__lead").first).to_contain_text("taken back")
    shot(clerk, "deed-desk")
    me.reload()
    expect(me.locator("main")).to_contain_text("并未完成")
    follow(me, me.get_by_role("link", name="我有异议"))
    me.fill("[name=words]", "有照片可以证明")
    follow(me, me.locator("main form button"))
    expect(me.locator("main")).to_contain_text("已申诉")
    clerk.goto("/work/awards/")
    expect(clerk.locator("main")).to_contain_text("appealed")
    shot(clerk, "awards-desk")
    clerk.goto("/work/awards/new/")
    shot(clerk, "propose-desk")
    looks = {"reduced_motion": "reduce"}
    assert faults(enter("staff", "/work/awards/new/", size=DESK, **looks)) == []
    speak(clerk, "zh-hans")
    assert [page.troubles for page in (me, clerk)] == [[], []]


def _disputed(world, deed: int):
    """A colleague of the clerk takes it back."""
    from dataclasses import replace

    from linli.awards import actions

    colleague = replace(world.actor("staff"), person=world.officer.pk)
    return actions.take_back(colleague, deed=deed, words="邻居反映并未完成")
