"""Topics for tests: raised, taken up, on each way."""

from datetime import date

from linli.deliberation.actions import desk, proposals
from linli.deliberation.actions import topics as actions
from linli.deliberation.models import Topic
from linli.deliberation.states import State
from linli.deliberation.tests.town import Town, estate
from linli.deliberation.wanted import Finding, Voice

WORDS = "三号楼门口的路灯不亮，老人晚上出门不方便"
PARTS = {
    "what": "更换三号楼门口路灯",
    "who": "物业电工更换，居民监督",
    "means": "物业费列支 300 元",
    "benefits": "三号楼 48 户",
}
#: A Thursday that works.
LATER = date(2026, 5, 28)
ALL = "test"


def raised(here: Town, who: str = "ann", words: str = WORDS, **more) -> Topic:
    files = more.pop("files", ())
    return actions.raise_topic(here.actors[who], voice=Voice(words, **more), files=files)


def accepted(here: Town, who: str = "ann", words: str = WORDS) -> Topic:
    row = raised(here, who, words)
    return desk.accept(here.clerk, topic=row.pk, title="三号楼门口路灯", words="已受理")


def checked(here: Town, topic: Topic, way: str, **more) -> Topic:
    """Sent on its way by the clerk; the bodies fit the way unless said otherwise."""
    bodies = {
        "daily": ("residents_committee", "residents_committee", "committee_service"),
        "meeting": ("residents_committee", "property_company", "neighbours_order"),
        "owners": ("owners_assembly", "property_company", "maintenance_fund"),
        "residents": ("residents_assembly", "residents_committee", "residents_covenant"),
        "outside": ("district_bureau", "district_bureau", "road_transport"),
    }
    power, means, matter = bodies[way]
    values = {"power": power, "means": means, "matter": matter, "way": way, "words": "有权者如此"}
    if way == "daily":
        values["office"] = here.offices["grid"].pk
    if way == "outside":
        values["path"] = "街道 → 区交通局"
    if way != "meeting":
        values["day"] = LATER
    return desk.check(here.clerk, topic=topic.pk, finding=Finding(**{**values, **more}))


def proposed(here: Town, topic: Topic, who: str = "bob"):
    return proposals.propose(here.actors[who], topic=topic.pk, parts=PARTS, mine="我来监督安装")


def fresh(topic: Topic) -> Topic:
    return Topic.objects.across_communities(ALL).get(pk=topic.pk)


def building(here: Town, key: str = "1") -> int:
    return estate(here).buildings.get(key=key).pk


def state(topic: Topic) -> State:
    return State(fresh(topic).state)
