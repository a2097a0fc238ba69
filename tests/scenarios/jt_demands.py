"""Forty demands of ten months, as residents say them, and what becomes of each. Plain data.

Written down as the estate's list, not as the code knows it: the study counted one solved in five.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Demand:
    """`matter`: its kind in the catalogue; `fate`: what becomes of it, see `ENDS`."""

    words: str
    title: str
    matter: str
    fate: str


#: Where each stands in the end.
ENDS = {
    "done": "resolved",  # adopted, carried out, confirmed by another organisation and its raiser
    "silent": "resolved",  # … its raiser says nothing: a second official does
    "refused_first": "resolved",  # … the first who was asked refuses
    "postponed": "resolved",  # … the meeting puts it off to the next, which adopts it
    "referred": "resolved",  # … a body reports on it first, then the meeting adopts it
    "not_reached": "resolved",  # … the meeting ends before it, the next adopts it
    "daily": "resolved",  # done at once, without a meeting
    "asked": "resolved",  # … after it was asked back
    "merged": "merged",
    "parked": "parked",
    "moved_back": "parked",  # its mover withdraws it, other homes do not: the desk finds a way
    "lost": "rejected",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
    "put_off": "deferred",
    "with_street": "referred",
    "unconfirmed": "done",
    "working": "in_work",
    "reopened": "in_work",
}
#: Those that a meeting has before it.
TABLED = frozenset(ENDS) - {
    "daily", "asked", "merged", "parked", "rejected", "withdrawn",
}  # fmt: skip

_D = Demand
#: Of each month two for the internal meeting's Saturday, two for the joint one at its end.
MONTHS: tuple[tuple[tuple[Demand, Demand], tuple[Demand, Demand]], ...] = (
    (
        (
            _D("一栋三楼楼道灯坏了半个月，晚上摸黑上楼", "一栋楼道灯", "common_upkeep", "done"),
            _D("电梯口地砖松动，老人差点绊倒", "电梯口地砖", "common_upkeep", "daily"),
        ),
        (
            _D("楼下烧烤摊每晚吵到十二点", "夜间烧烤噪声", "neighbours_order", "lost"),
            _D("小区门口没有公交站，要走二十分钟", "增设公交站", "road_transport", "parked"),
        ),
    ),
    (
        (
            _D("地下车库漏水，雨天积水没过脚面", "地下车库积水", "common_upkeep", "done"),
            _D("地下车库漏水，雨天车位旁边全是积水", "地下车库积水", "common_upkeep", "merged"),
        ),
        (
            _D("垃圾投放点没有棚子，下雨垃圾水流一地", "投放点雨棚", "common_upkeep", "postponed"),
            _D("希望北门快递柜换个颜色", "快递柜颜色", "other", "withdrawn"),
        ),
    ),
    (
        (
            _D("电动车乱停占住消防通道", "电动车停放", "neighbours_order", "done"),
            _D("外墙渗水，开发商保修期内一直不修", "外墙渗水保修", "warranty", "parked"),
        ),
        (
            _D("儿童滑梯断了一截，孩子容易划伤", "儿童滑梯", "common_upkeep", "done"),
            _D("要求全市地铁票价打折", "地铁票价", "other", "rejected"),
        ),
    ),
    (
        (
            _D("二栋门禁失灵，谁都能进", "二栋门禁", "common_upkeep", "silent"),
            _D("活动室周末不开门，老人没地方去", "活动室周末开放", "committee_service", "daily"),
        ),
        (
            _D("绿化带杂草齐腰，夏天全是蚊子", "绿化带养护", "common_upkeep", "referred"),
            _D("没有业委会，什么都定不下来", "成立业委会", "owners_committee", "parked"),
        ),
    ),
    (
        (
            _D("宠物粪便没人清理，草坪不敢走", "文明养宠", "neighbours_order", "done"),
            _D("宠物粪便没人清理，孩子踩了一脚", "文明养宠", "neighbours_order", "merged"),
        ),
        (
            _D("监控一半是坏的，丢了自行车也查不到", "监控检修", "common_upkeep", "refused_first"),
            _D("要求每天广播提醒收衣服", "广播提醒", "committee_service", "lost"),
        ),
    ),
    (
        (
            _D("雨水井盖破裂，踩上去会晃", "雨水井盖", "common_upkeep", "done"),
            _D("西门外道路坑洼，路灯不亮", "西门外道路", "road_transport", "parked"),
        ),
        (
            _D("有人在楼道堆纸箱", "楼道堆物", "committee_service", "asked"),
            _D("想把健身器材搬到东边", "健身器材移位", "other", "withdrawn"),
        ),
    ),
    (
        (
            _D("二次供水水箱多久没清洗过了", "水箱清洗公示", "common_upkeep", "done"),
            _D("访客车辆进出没有登记", "访客车辆登记", "neighbours_order", "not_reached"),
        ),
        (
            _D("三号变压器老跳闸，夏天停电", "变压器增容", "utilities", "parked"),
            _D("邻居孩子弹琴请社区发文禁止", "禁止弹琴", "other", "rejected"),
        ),
    ),
    (
        (
            _D("无障碍坡道太陡，轮椅上不去", "无障碍坡道", "common_upkeep", "done"),
            _D("要在广场划停车位收费", "广场停车收费", "neighbours_order", "moved_back"),
        ),
        (
            _D("公告栏玻璃碎了，通知看不清", "公告栏玻璃", "common_upkeep", "daily"),
            _D("要求取消垃圾分类值守", "取消分类值守", "neighbours_order", "lost"),
        ),
    ),
    (
        (
            _D("楼顶天台门锁坏了，孩子会爬上去", "天台门锁", "common_upkeep", "done"),
            _D("楼外有人违法搭建占了人行道", "占道搭建", "unlawful_building", "parked"),
        ),
        (
            _D("物业服务热线经常没人接", "物业热线", "common_upkeep", "unconfirmed"),
            _D("夜间货车在小区南路鸣笛", "夜间货车鸣笛", "neighbours_order", "with_street"),
        ),
    ),
    (
        (
            _D("单元门闭门器坏了，关门震天响", "单元门闭门器", "common_upkeep", "reopened"),
            _D("消防栓箱里没有水带", "消防栓水带", "common_upkeep", "working"),
        ),
        (
            _D("春节前挂灯笼要不要统一", "春节灯笼", "committee_service", "put_off"),
            _D("希望食堂菜单多两个素菜", "食堂菜单", "other", "withdrawn"),
        ),
    ),
)
