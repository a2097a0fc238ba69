"""What people demanded, and what the desk made of it: one topic in each state."""

from dataclasses import dataclass

from linli.deliberation.actions import desk, proposals
from linli.deliberation.actions import topics as voices
from linli.deliberation.models import Topic
from linli.deliberation.wanted import Finding, Voice
from linli.duties import actions as duties
from linli.kernel import workdays
from linli.web.demo.story.cast import Story

HELD = "the demo's own topics"


@dataclass(frozen=True, slots=True)
class Demand:
    """`behind`: whose homes stand behind it, besides the raiser's."""

    raiser: str
    words: str
    title: str
    building: str = ""
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tabled:
    """A demand for a meeting: who has the power, and the proposal."""

    demand: Demand
    matter: str
    power: str
    means: str
    proposer: str
    parts: tuple[str, str, str, str]
    mine: str


PAVING = Tabled(
    Demand(
        "grandmother", "东门进来那段路砖都翘了，我前天差点绊倒，请修一修",
        "东门步道地砖松动", behind=("owner", "he", "cai"),
    ),
    "common_upkeep", "property_company", "property_company", "owner",
    (
        "东门至一栋的步道起砖、垫实、重铺，约 60 平方米，十五天内完工",
        "禅顺物业施工，居委会现场看",
        "物业日常维修费 4,800 元",
        "进出东门的老人、推婴儿车的家庭",
    ),
    "施工那两天我在东门帮忙引路",
)  # fmt: skip
LIGHTS = Tabled(
    Demand(
        "tenant", "二栋楼道感应灯坏了一半，晚上回家要开手机照着走",
        "楼道感应灯更换", "2栋", ("zhou", "cai"),
    ),
    "common_upkeep", "property_company", "property_company", "zhou",
    (
        "两栋楼道 24 盏声控灯全部换成雷达感应灯",
        "禅顺物业采购安装，每栋一名住户验灯",
        "物业日常维修费 7,200 元",
        "两栋全部住户",
    ),
    "我是电工，可以帮着验灯",
)  # fmt: skip
RUBBISH = Tabled(
    Demand(
        "owner", "垃圾投放点早上七点就堆满了，味道飘到一栋，请早晚各清一次",
        "垃圾投放点早晚清运", "1栋", ("grandmother", "he"),
    ),
    "common_upkeep", "property_company", "property_company", "he",
    (
        "投放点每天早七点、晚九点各清运一次，并加一个带盖桶",
        "禅顺物业调整保洁班次",
        "现有保洁人员，带盖桶 380 元由物业出",
        "一栋低层住户和晨练的老人",
    ),
    "我每周拍照记录一次",
)  # fmt: skip
SIDE_GATE = Tabled(
    Demand(
        "cai", "西侧小门晚上没人看，建议十点以后关上",
        "西侧小门夜间关闭", behind=("zhou",),
    ),
    "neighbours_order", "residents_committee", "property_company", "cai",
    ("西侧小门每晚十点到早上六点关闭", "物业门岗", "无须费用", "西侧住户"),
    "我可以贴通知",
)  # fmt: skip
DANCE = Tabled(
    Demand(
        "he", "中心广场晚上音响太响，孩子写不了作业",
        "广场音响限时限音", behind=("tenant",),
    ),
    "neighbours_order", "residents_committee", "property_company", "he",
    (
        "晚八点半以后不用音响，平时不超过 55 分贝",
        "居委会与太极队、广场舞队约定，物业巡查",
        "分贝仪 1 台，260 元，居委会办公经费",
        "广场四周住户",
    ),
    "我愿意轮值测音量",
)  # fmt: skip
DRAINS = Tabled(
    Demand("zhou", "一下大雨二栋门口就积水，雨水口堵了", "二栋雨水口清淤", "2栋", ("tenant", "cai")),
    "common_upkeep", "property_company", "property_company", "tenant",
    (
        "汛期前清淤 6 个雨水口，以后每季一次",
        "禅顺物业",
        "每次人工约 900 元，物业日常维修费",
        "二栋住户",
    ),
    "下雨天我拍照告诉大家哪里积水",
)  # fmt: skip
MEALS = Tabled(
    Demand(
        "grandmother", "下雨天老人去不了助餐点，能不能送到家",
        "助餐点雨天送餐上门", behind=("he", "cai"),
    ),
    "neighbours_order", "residents_committee", "property_company", "grandmother",
    (
        "雨天中午由志愿者和物业门岗接力，把助餐点的饭送到八十岁以上老人家",
        "居委会排班，物业借电动车",
        "保温箱 3 个，540 元，居委会办公经费",
        "登记在册的八十岁以上老人 11 位",
    ),
    "我帮着打电话问今天谁要送",
)  # fmt: skip
PINGPONG = Demand(
    "grandmother", "架空层空着也是空着，放两张乒乓球桌，孙子他们有地方玩",
    "架空层设乒乓球角", behind=("he", "tenant"),
)  # fmt: skip
READY = Tabled(
    Demand(
        "cai", "快递堆在门岗没人管，拿错好几次", "快递架分栋摆放", behind=("owner", "zhou"),
    ),
    "neighbours_order", "residents_committee", "property_company", "cai",
    (
        "门岗旁设两组分栋快递架，大件当天通知",
        "禅顺物业摆放，居委会协调快递员",
        "货架 2 组，640 元，物业公共收益列支",
        "全体住户",
    ),
    "我每天傍晚去理一次架子",
)  # fmt: skip


def _raise(story: Story, demand: Demand) -> Topic:
    where = story.buildings.get(demand.building)
    return voices.raise_topic(story.who[demand.raiser], voice=Voice(demand.words, where))


def _accept(story: Story, demand: Demand) -> Topic:
    row = _raise(story, demand)
    for key in demand.behind:
        voices.support(story.who[key], topic=row.pk)
    desk.accept(story.office["clerk"], topic=row.pk, title=demand.title, words="已受理")
    return row


def table(story: Story, tabled: Tabled) -> int:
    """Raised, supported, taken up; who has the power sits at the table; proposed."""
    row = _accept(story, tabled.demand)
    finding = Finding(
        tabled.matter, tabled.power, tabled.means, "meeting", "有权的和有办法的都在席上，上会商量"
    )
    desk.check(story.office["clerk"], topic=row.pk, finding=finding)
    parts = dict(zip(("what", "who", "means", "benefits"), tabled.parts, strict=True))
    proposals.propose(story.who[tabled.proposer], topic=row.pk, parts=parts, mine=tabled.mine)
    return row.pk


def small(story: Story) -> None:
    """What ended without a meeting: merged, not taken up, withdrawn."""
    with story.ago(70, 9):
        clerk = story.office["clerk"]
        again = _raise(story, Demand("cai", "垃圾投放点早上堆满，味道飘到楼里", "", "1栋"))
        first = Topic.objects.within(story.community).get(title=RUBBISH.demand.title)
        desk.merge(clerk, topic=again.pk, into=first.pk, words="与在办的一件相同，合并办理")
        bank = _raise(story, Demand("zhou", "楼下银行排队太久，请社区管一管", ""))
        words = "银行网点服务由银行负责，可拨打其客服或 12363 投诉"
        desk.reject(clerk, topic=bank.pk, ground="elsewhere", words=words)
        swing = _raise(story, Demand("tenant", "想在小广场装一个秋千", ""))
        voices.withdraw(story.who["tenant"], topic=swing.pk, words="和邻居商量后觉得不安全")


def for_others(story: Story) -> None:
    """What nobody at the table may decide: by an outside body, by the owners."""
    with story.ago(40, 9):
        _bus_stop(story)
        _parking(story)


def rail(story: Story) -> None:
    """The daily track: a duty with a day, done, and confirmed by who raised it."""
    clerk, worker = story.office["clerk"], story.office["grid_worker"]
    with story.ago(73, 9):
        demand = Demand("grandmother", "一栋三楼的扶手松了", "一栋三楼扶手松动", "1栋")
        row = _accept(story, demand)
        finding = Finding(
            "committee_service", "residents_committee", "residents_committee", "daily",
            "小修，网格员当天就能办",
            day=workdays.shifted(story.moment(73, 9).date(), 3),
            office=worker.office,
        )  # fmt: skip
        desk.check(clerk, topic=row.pk, finding=finding)
    row.refresh_from_db()
    duty = row.duty or 0
    with story.ago(73, 11):
        duties.accept(worker, duty=duty)
    with story.ago(72, 16):
        duties.report(worker, duty=duty, words="螺丝已上紧，晃不动了")
        story.follow()
        duties.confirm(clerk, duty=duty)
    with story.ago(72, 19):
        voices.confirm(story.who["grandmother"], topic=row.pk, words="扶着稳了，谢谢")


def _bus_stop(story: Story) -> None:
    row = _accept(
        story,
        Demand(
            "grandmother", "小区门口公交站没有座位，等车站不住", "公交站加座椅", behind=("cai",)
        ),
    )
    finding = Finding(
        "road_transport", "district_bureau", "district_bureau", "outside",
        "站台由区交通部门管，居委会和物业都不能动",
        day=workdays.shifted(story.today, 6),
        path="居委会报街道 → 街道“吹哨” → 区交通部门",
    )  # fmt: skip
    desk.check(story.office["clerk"], topic=row.pk, finding=finding)


def _parking(story: Story) -> None:
    row = _accept(story, Demand("owner", "地面车位重新划线，收费标准也该公开", "地面车位划线收费"))
    finding = Finding(
        "common_use", "owners_assembly", "property_company", "owners",
        "利用共有部分收费，须业主共同决定",
        day=workdays.shifted(story.today, 20),
    )  # fmt: skip
    desk.check(story.office["clerk"], topic=row.pk, finding=finding)


def for_residents(story: Story) -> int:
    """A demand on which those who live there vote."""
    row = _accept(story, PINGPONG)
    finding = Finding(
        "residents_covenant", "residents_assembly", "residents_committee", "residents",
        "架空层怎样用，由住在小区的人投票决定",
        day=workdays.shifted(story.today, -12),
    )  # fmt: skip
    desk.check(story.office["clerk"], topic=row.pk, finding=finding)
    return row.pk


def lately(story: Story) -> None:
    """What came in these days: in work with a day, asked back, not looked at yet."""
    clerk, worker = story.office["clerk"], story.office["grid_worker"]
    with story.ago(3, 9):
        row = _accept(story, Demand("zhou", "楼道里堆了旧家具，过不去", "二栋楼道堆物", "2栋"))
        finding = Finding(
            "committee_service", "residents_committee", "residents_committee", "daily",
            "先上门劝，一周内清", day=workdays.shifted(story.today, 4), office=worker.office,
        )  # fmt: skip
        desk.check(clerk, topic=row.pk, finding=finding)
        story.follow()
        row.refresh_from_db()
        duties.accept(worker, duty=row.duty or 0)
    with story.ago(2, 9):
        row = _raise(story, Demand("tenant", "灯太暗了", ""))
        desk.ask(clerk, topic=row.pk, words="请说明是哪一栋、哪一处的灯")
    with story.ago(1, 20):
        _raise(story, Demand("he", "电梯里的广告屏声音太大，早上吵得很", "", "1栋"))
