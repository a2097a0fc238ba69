"""People of the demo district. All are invented: no such ID area exists, no such phone is given out.

ID numbers bear the area 440699, which was never assigned; phones are 1990000xxxx.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from linli.identity.identifiers import check_character
from linli.kernel.actor import Capacity
from linli.kernel.language import either
from linli.web.demo.places import COMMUNITIES, DISTRICT, STREETS

AREA = "440699"


class Role(StrEnum):
    """What a demo person is for; the list "enter as …" is grouped by it, in this order."""

    OWNER = "owner"
    GRANDMOTHER = "grandmother"
    TENANT = "tenant"
    CLERK = "clerk"
    GRID_WORKER = "grid_worker"
    OWNERS_CHAIR = "owners_chair"
    PROPERTY_MANAGER = "property_manager"
    PARTY_SECRETARY = "party_secretary"
    STREET = "street"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.OWNER: _("Owner"),
    Role.GRANDMOTHER: _("Grandmother, 72, large letters"),
    Role.TENANT: _("Tenant"),
    Role.CLERK: _("Clerk of the residents' committee"),
    Role.GRID_WORKER: _("Grid worker"),
    Role.OWNERS_CHAIR: _("Chair of the owners' committee"),
    Role.PROPERTY_MANAGER: _("Property manager"),
    Role.PARTY_SECRETARY: _("Secretary of the party committee"),
    Role.STREET: _("Street office"),
    Role.AUDITOR: _("Independent auditor"),
    Role.ADMINISTRATOR: _("District administrator"),
}

#: Chinese and English title of the office, and the capacity that it gives.
OFFICES: dict[Role, tuple[str, str, Capacity]] = {
    Role.CLERK: ("社区专干", "Clerk", Capacity.STAFF),
    Role.GRID_WORKER: ("网格员", "Grid worker", Capacity.STAFF),
    Role.OWNERS_CHAIR: ("主任", "Chair", Capacity.OFFICER),
    Role.PROPERTY_MANAGER: ("物业经理", "Property manager", Capacity.OFFICER),
    Role.PARTY_SECRETARY: ("书记", "Secretary", Capacity.OFFICER),
    Role.STREET: ("街道经办", "Street officer", Capacity.STAFF),
    Role.AUDITOR: ("审计员", "Auditor", Capacity.AUDITOR),
    Role.ADMINISTRATOR: ("平台管理员", "Administrator", Capacity.DISTRICT_ADMIN),
}

#: Per community: grandmother, owner, tenant, clerk, grid worker. Chinese, pinyin.
_NAMES = {
    "rongyin": (
        ("霍玉兰", "Huo Yulan"),
        ("梁家乐", "Liang Jiale"),
        ("覃小雨", "Qin Xiaoyu"),
        ("陈敏仪", "Chen Minyi"),
        ("区志强", "Ou Zhiqiang"),
    ),
    "fushengli": (
        ("何惠珍", "He Huizhen"),
        ("罗俊贤", "Luo Junxian"),
        ("石磊", "Shi Lei"),
        ("卢婉婷", "Lu Wanting"),
        ("谭永康", "Tan Yongkang"),
    ),
    "taoran": (
        ("招秀英", "Zhao Xiuying"),
        ("欧阳文轩", "Ouyang Wenxuan"),
        ("韦春燕", "Wei Chunyan"),
        ("麦佩珊", "Mai Peishan"),
        ("关国栋", "Guan Guodong"),
    ),
    "yaohuo": (
        ("潘月娥", "Pan Yue'e"),
        ("冼伟明", "Xian Weiming"),
        ("龙海涛", "Long Haitao"),
        ("邓嘉慧", "Deng Jiahui"),
        ("庞德胜", "Pang Desheng"),
    ),
    "zhijin": (
        ("吕桂芳", "Lü Guifang"),
        ("黎思远", "Li Siyuan"),
        ("蒙晓峰", "Meng Xiaofeng"),
        ("曾咏诗", "Zeng Yongshi"),
        ("布耀华", "Bu Yaohua"),
    ),
    "qingke": (
        ("简少琼", "Jian Shaoqiong"),
        ("孔令仪", "Kong Lingyi"),
        ("向阳", "Xiang Yang"),
        ("叶绮雯", "Ye Qiwen"),
        ("钟建业", "Zhong Jianye"),
    ),
    "outang": (
        ("罗带娣", "Luo Daidi"),
        ("关颖彤", "Guan Yingtong"),
        ("田大勇", "Tian Dayong"),
        ("霍静雯", "Huo Jingwen"),
        ("潘树根", "Pan Shugen"),
    ),
}
#: Role, birth date, sequence of the ID number (odd: male) per community, in the order of `_NAMES`.
_HOUSE = (
    (Role.GRANDMOTHER, "19540318", (2, 4, 6, 8, 10, 12, 14)),
    (Role.OWNER, "19910907", (1, 3, 5, 7, 9, 16, 18)),
    (Role.TENANT, "19981124", (20, 11, 22, 13, 15, 17, 19)),
    (Role.CLERK, "19890512", (24, 26, 28, 30, 32, 34, 36)),
    (Role.GRID_WORKER, "19830225", (21, 23, 25, 27, 29, 31, 33)),
)
#: Above the communities: role, code of the place, names, birth date, sequence, home community.
_ABOVE = (
    (Role.STREET, "440604010", ("苏锦泉", "Su Jinquan"), "19790630", 35, "rongyin"),
    (Role.STREET, "440604011", ("岑雪芬", "Cen Xuefen"), "19860119", 38, "taoran"),
    (Role.STREET, "440604012", ("游志远", "You Zhiyuan"), "19821008", 37, "zhijin"),
    (Role.STREET, "440604100", ("江楚红", "Jiang Chuhong"), "19750421", 40, "outang"),
    (Role.AUDITOR, DISTRICT[0], ("司徒慎言", "Situ Shenyan"), "19700803", 39, "fushengli"),
    (Role.ADMINISTRATOR, DISTRICT[0], ("容立恒", "Rong Liheng"), "19800216", 41, "yaohuo"),
    (Role.ADMINISTRATOR, DISTRICT[0], ("尹丽莎", "Yin Lisha"), "19841209", 42, "qingke"),
)
#: In bodies of the first community: role, names, birth date, sequence.
_IN_BODIES = (
    (Role.OWNERS_CHAIR, ("唐慕华", "Tang Muhua"), "19730614", 43),
    (Role.PROPERTY_MANAGER, ("骆嘉明", "Luo Jiaming"), "19880922", 45),
)
#: In party committees: the community, names, birth date, sequence.
_IN_PARTY = (("yaohuo", ("黄国良", "Huang Guoliang"), "19680411", 47),)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of them. `key` names the person in the list; `place` is the code where they serve."""

    key: str
    role: Role
    name_zh: str
    name_en: str
    phone: str
    id_number: str
    community: str
    place: str

    @property
    def name(self) -> str:
        return either(self.name_zh, self.name_en)

    @property
    def where(self) -> str:
        """The place that they live or serve in."""
        return either(*PLACE_NAMES[self.place])

    @property
    def office(self) -> tuple[str, str, Capacity] | None:
        return OFFICES.get(self.role)


def id_number(born: str, sequence: int) -> str:
    body = f"{AREA}{born}{sequence:03d}"
    return body + check_character(body)


def _everybody() -> Iterator[DemoPerson]:
    number = 1
    for place, (key, code, _zh, _en) in enumerate(COMMUNITIES):
        for names, (role, born, sequences) in zip(_NAMES[key], _HOUSE, strict=True):
            phone = f"1990000{number:04d}"
            identity = id_number(born, sequences[place])
            yield DemoPerson(f"{role}-{key}", role, *names, phone, identity, code, code)
            number += 1
    homes = {key: code for key, code, _zh, _en in COMMUNITIES}
    for role, place_code, names, born, sequence, home in _ABOVE:
        phone = f"1990000{number:04d}"
        identity = id_number(born, sequence)
        key = f"{role}-{number}"
        yield DemoPerson(key, role, *names, phone, identity, homes[home], place_code)
        number += 1
    first, code, _zh, _en = COMMUNITIES[0]
    for role, names, born, sequence in _IN_BODIES:
        phone = f"1990000{number:04d}"
        identity = id_number(born, sequence)
        yield DemoPerson(f"{role}-{first}", role, *names, phone, identity, code, code)
        number += 1
    for key, names, born, sequence in _IN_PARTY:
        phone = f"1990000{number:04d}"
        identity = id_number(born, sequence)
        role, code = Role.PARTY_SECRETARY, homes[key]
        yield DemoPerson(f"{role}-{key}", role, *names, phone, identity, code, code)
        number += 1


PEOPLE = tuple(_everybody())
BY_KEY = {each.key: each for each in PEOPLE}
PLACE_NAMES = {code: (zh, en) for code, zh, en in (DISTRICT, *STREETS)} | {
    code: (zh, en) for _key, code, zh, en in COMMUNITIES
}
