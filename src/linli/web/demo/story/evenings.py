"""Two meetings that were held, and the next one, of which notice was given."""

from linli.kernel import clock
from linli.meetings.actions import agenda, interests, minutes, planning
from linli.meetings.models import Item, Minutes
from linli.meetings.queries import missing
from linli.web.demo.story import topics
from linli.web.demo.story.cast import Story
from linli.web.demo.story.table import Table

FIRST, SECOND, NEXT = 50, 2, -9


def first(story: Story, tabled: dict[str, int]) -> None:
    """Everything that may become of an item: adopted, rejected, deferred, referred, withdrawn."""
    table = Table(story, story.moment(FIRST, 19, 30))
    with story.ago(FIRST + 8):
        table.plan("internal")
        agenda.add(table.clerk, meeting=table.pk, title="电梯广告收入公开")
    with story.ago(FIRST + 5):
        table.notice()
    gate = table.item(tabled["side_gate"])
    with story.ago(FIRST + 3, 21):
        words = "西侧门岗由我公司承包，关门会少一个岗"
        manager = story.who["property_manager"]
        interests.declare(manager, meeting=table.pk, item=gate.key, reason=words)
    table.open()
    _amended(table, tabled["paving"])
    table.move("cai", "owner", "两栋楼道 24 盏灯换成雷达感应灯", table.item(tabled["lights"]))
    table.debate(("property_manager", "neutral"))
    table.phones(owners_chair="yes", property_manager="yes", owner="yes", cai="yes")
    text = "投放点每天早七点、晚九点各清运一次，加一个带盖桶"
    table.move("owner", "cai", text, table.item(tabled["rubbish"]))
    table.hands(3, 0, 1)
    _referred(table, tabled["dance"])
    table.move("cai", "owners_chair", "西侧小门每晚十点到早上六点关闭", gate)
    table.debate(("cai", "for"), ("owner", "against"))
    table.hands(1, 2)
    drains = table.item(tabled["drains"])
    until = story.moment(SECOND, 12).date()
    table.dispose(drains, "deferred", "物业先出清淤报价，下次会再议", on=until)
    other = Item.objects.get(meeting=table.pk, topic=None)
    table.dispose(other, "withdrawn", "业委会已在公示栏公布，提出的人撤回")
    table.give("clerk", "close")
    _published(story, table)


def _amended(table: Table, topic: int) -> None:
    text = "东门至一栋的步道起砖重铺，十五天内完工，物业日常维修费列支"
    table.move("owner", "cai", text, table.item(topic))
    table.debate(("owner", "for"))
    table.motion("owners_chair", "cai", "amend", strike="十五天", insert="十天")
    table.debate(("property_manager", "against"), ("cai", "for"))
    table.hands(3, 1)
    table.hands(4, 0)


def _referred(table: Table, topic: int) -> None:
    """The street talks with the dance groups of the neighbouring estates too."""
    on = table.story.moment(-6, 12).date()
    table.move("owner", "owners_chair", "晚八点半以后广场不用音响", table.item(topic))
    table.motion("owners_chair", "owner", "refer", body="street", report_on=on.isoformat())
    table.hands(3, 1)


def _published(story: Story, table: Table) -> None:
    """One paragraph was put otherwise by somebody who was there."""
    clerk = story.office["clerk"]
    with story.ago(FIRST - 1, 9):
        row = Minutes.objects.within(story.community).get(meeting=table.pk)
        found = [each for each in row.rows["zh"] if "十天" in each.text]
        offered = minutes.amend(
            story.who["cai"],
            meeting=table.pk,
            paragraph=found[0].key,
            chinese=found[0].text.replace("十天", "十天（不含雨天）"),
            reason="当时说好雨天顺延",
        )
        words = "会上没有表决这一句，不改；顺延由物业与居委会商定"
        minutes.answer(clerk, meeting=table.pk, amendment=offered.pk, take=False, reason=words)
    with story.ago(FIRST - 2, 10):
        minutes.approve(story.who["clerk"], meeting=table.pk)
        minutes.publish(clerk, meeting=table.pk)


def second(story: Story, tabled: dict[str, int]) -> None:
    """The day before yesterday: its minutes are a draft still, and somebody offers a correction."""
    table = Table(story, story.moment(SECOND, 19, 30))
    with story.ago(SECOND + 10):
        table.plan("internal")
    with story.ago(SECOND + 6):
        table.notice()
    table.open()
    meals = "雨天中午由志愿者和物业门岗接力，把助餐点的饭送到八十岁以上老人家"
    table.move("owner", "cai", meals, table.item(tabled["meals"]))
    table.debate(("cai", "for"), ("property_manager", "neutral"))
    table.hands(4, 0)
    drains = "汛期前清淤 6 个雨水口，以后每季一次"
    table.move("cai", "owner", drains, table.item(tabled["drains"]))
    table.hands(3, 0, 1)
    for item in Item.objects.filter(meeting=table.pk, topic=None):
        words = "逾期事项已逐项通报，见公示板" if item.kind == Item.Kind.OVERDUE else "会后确认"
        table.dispose(item, "withdrawn", words)
    table.give("clerk", "close")
    with story.ago(SECOND - 1, 9):
        row = Minutes.objects.within(story.community).get(meeting=table.pk)
        found = [each for each in row.rows["zh"] if "接力" in each.text]
        minutes.amend(
            story.who["cai"],
            meeting=table.pk,
            paragraph=found[0].key,
            chinese=found[0].text.replace("八十岁以上老人", "登记在册的八十岁以上老人"),
            reason="按提案原话",
        )


def coming(story: Story) -> None:
    """In nine days; who lives by what is on its agenda has said so. Then what the calendar names."""
    table = Table(story, story.moment(NEXT, 19, 30))
    with story.ago(1, 11):
        ready = topics.table(story, topics.READY)
        table.plan("extra")
        agenda.add(table.clerk, meeting=table.pk, title="消防安全检查分工")
        table.notice()
    with story.ago(1, 21):
        words = "货架由我公司关联的商户供货"
        key = table.item(ready).key
        manager = story.who["property_manager"]
        interests.declare(manager, meeting=table.pk, item=key, reason=words)
    with clock.frozen(story.now):
        for wanted in missing(story.community, None):
            planning.plan(table.clerk, community=story.community, wanted=wanted)
        story.follow()
