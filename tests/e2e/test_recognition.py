"""F077, F078: one's own record and what others may see of it; badges, thanks and honours."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.conftest import DESK, PHONE, follow
from tests.e2e.test_bank import shot
from tests.e2e.test_duties import faults, speak

LOOKS = {"reduced_motion": "reduce"}


def settled(*types: str) -> None:
    """Run the jobs of recognition for facts that have not been consumed."""
    from linli.journal.models import ConsumerRun, Event
    from linli.journal.operations import run_consumer

    name = "linli.web.records.note_record"
    done = ConsumerRun.objects.filter(consumer=name)
    for event in Event.objects.filter(type__in=types).exclude(pk__in=done.values("event")):
        run_consumer(event.pk, name)


def _helped(world, days):
    """Some days ago the resident fulfilled a wish of the chair's, who said thank you."""
    from linli.kernel import clock

    with clock.frozen(clock.now() - timedelta(days=days)):
        _fulfilled(world)
    settled("wishes.confirmed", "wishes.thanked")


def _fulfilled(world):
    from linli.wishes import actions
    from linli.wishes.wanted import Wanted

    chair, young = _chair(world), world.actor("resident")
    made = actions.post(chair, wanted=Wanted(kind="errand", words="帮我取一个包裹"))
    actions.claim(young, wish=made.pk, source="neighbour")
    actions.prove(young, wish=made.pk, words="已放在门口", minutes=40)
    actions.confirm(chair, wish=made.pk)
    actions.thank(chair, wish=made.pk, words="多谢！")


def _chair(world):
    from linli.web.acting import as_resident

    return as_resident(world.officer)


def _neighbours(world):
    """The second resident moves into the first one's community."""
    from linli.identity.models import Person

    Person.objects.filter(pk=world.neighbour.pk).update(community=world.community.pk)


def _badges(world):
    from linli.kernel import clock
    from linli.recognition import actions, jobs

    actions.adopt_badges(
        world.actor("staff"),
        community=world.community.pk,
        edition=1,
        since=clock.today(),
        decision="居民会议决议〔2026〕5号",
    )
    return jobs.settle()


def test_f077_my_record_is_mine_until_i_show_parts_of_it_and_again_when_i_take_it_back(
    enter, server, behind
):
    world = server.world
    behind(lambda: _neighbours(world))
    behind(lambda: _helped(world, 3))
    me = enter("resident", "/me/record/", size=PHONE, javascript=False)
    follow(me, me.get_by_role("button", name="大字"))
    main = me.locator("main")
    expect(main).to_contain_text("我的贡献")
    expect(main).to_contain_text("帮邻居实现微心愿")
    expect(main).to_contain_text("40 分钟")
    expect(main).to_contain_text("仅自己可见")
    shot(me, "record-phone-care")
    other = enter("neighbour", "/recognition/", size=DESK, javascript=False)
    speak(other, "en")
    expect(other.locator("main")).to_contain_text("Nobody shows anything yet.")
    follow(me, me.locator("main").get_by_role("link", name="仅自己可见"))
    shot(me, "record-share-care")
    me.get_by_label("帮邻居实现微心愿").check()
    follow(me, me.locator("main form button"))
    expect(main).to_contain_text("本社区邻居")
    other.reload()
    row = other.locator("main a.weui-cell").first
    shown = behind(lambda: _name_of(world))
    expect(row).to_contain_text(shown)
    follow(other, row)
    expect(other.locator("main")).to_contain_text("Helped with a neighbour's wish")
    # neither hours nor thanks were ticked
    expect(other.locator("main")).not_to_contain_text("Hours all together")
    expect(other.locator("main")).not_to_contain_text("Was thanked")
    shot(other, "record-neighbour-desk")
    address = other.url
    follow(me, me.locator("main").get_by_role("link", name="本社区邻居"))
    me.get_by_label("帮邻居实现微心愿").uncheck()
    follow(me, me.locator("main form button"))
    assert other.goto(address).status == 404
    follow(me, me.get_by_role("link", name="打印贡献证明"))
    expect(me.locator("main table, main .table")).to_contain_text("帮邻居实现微心愿")
    shot(me, "record-print-care")
    paper = me.request.get(f"{server.url}/me/record/record.pdf")
    assert paper.body()[:5] == b"%PDF-"
    assert faults(enter("resident", "/me/record/", size=PHONE, **LOOKS)) == []
    narrow = {"width": 320, "height": 640}
    assert faults(enter("resident", "/me/record/shown/", size=narrow, **LOOKS)) == []


def _name_of(world):
    from django.utils import translation

    from linli.identity.queries import display_names

    with translation.override("en"):
        return display_names([world.resident.pk])[world.resident.pk]


def test_f078_badges_come_by_themselves_and_honours_by_people_and_nothing_is_worth_points(
    enter, server, behind
):
    world = server.world
    behind(lambda: _helped(world, 5))
    before = behind(_transfers)
    behind(lambda: _badges(world))
    me = enter("resident", "/me/record/", size=PHONE, javascript=False)
    expect(me.locator("main")).to_contain_text("伸出援手")
    expect(me.locator("main")).to_contain_text("获得邻居感谢")
    clerk = enter("staff", "/work/recognition/honours/new/", size=DESK, javascript=False)
    speak(clerk, "en")
    clerk.fill("[name=person]", world.resident.public_id)
    clerk.select_option("[name=kind]", "neighbour")
    clerk.fill("[name=reason]", "多年帮邻居取包裹、搬重物")
    follow(clerk, clerk.locator("main form button"))
    expect(clerk.locator("main")).to_contain_text("the person is asked")
    shot(clerk, "recognition-desk")
    me.reload()
    expect(me.locator("main")).to_contain_text("拟授予您荣誉：好邻居")
    shot(me, "record-honour-phone")
    follow(me, me.get_by_role("button", name="同意"))
    expect(me.locator("main")).to_contain_text("公示中")
    shot(me, "record-badges-phone")
    me.goto(f"{server.url}/recognition/honours/")
    follow(me, me.locator("main a.weui-cell").first)
    # nobody objects about themselves
    expect(me.get_by_role("link", name="对荣誉提出异议")).to_have_count(0)
    number = me.url.rstrip("/").rpartition("/")[2]
    behind(lambda: _confirmed(world, int(number)))
    me.goto(f"{server.url}/me/record/")
    expect(me.locator("main")).to_contain_text("已授予")
    me.goto(f"{server.url}/recognition/badges/")
    expect(me.locator("main")).to_contain_text("帮邻居实现微心愿：10 次")
    shot(me, "badges-phone")
    clerk.goto(f"{server.url}/work/recognition/badges/")
    shot(clerk, "badges-switch-desk")
    assert behind(_transfers) == before
    for path in ("/recognition/honours/", "/recognition/badges/"):
        assert faults(enter("resident", path, size=PHONE, **LOOKS)) == []
    for path in ("/work/recognition/", "/work/recognition/badges/"):
        assert faults(enter("staff", path, size=DESK, **LOOKS)) == []
    assert [page.troubles for page in (me, clerk)] == [[], []]


def _transfers() -> int:
    from linli.ledger.models import Transfer

    return Transfer.objects.count()


def _confirmed(world, honour: int):
    """A colleague of the clerk, when the public days are over."""
    from dataclasses import replace

    from linli.kernel import clock
    from linli.recognition import actions

    colleague = replace(world.actor("staff"), person=world.officer.pk)
    with clock.frozen(clock.now() + timedelta(days=30)):
        return actions.settle_honour(colleague, honour=honour, verb="confirm", words="已核实")
