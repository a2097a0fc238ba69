"""How the community with homes deliberates: a charter in force, and topics on several ways."""

from datetime import date, datetime, time, timedelta

from linli.deliberation.actions import charters, desk, proposals
from linli.deliberation.actions import topics as actions
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns
from linli.deliberation.wanted import Finding, Voice
from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM, Actor
from linli.organisations.queries import offices_of
from linli.residence.queries import homes_of
from linli.stalling import actions as ladder
from linli.stalling.wanted import Delivery
from linli.web.acting import as_office, as_resident
from linli.web.demo.homes import KEY
from linli.web.demo.people import BY_KEY

COUNTS = {"entitled": 402, "votes_for": 231, "votes_against": 18, "votes_abstain": 9}
LAMP = "一栋门口第二盏路灯不亮，晚上老人下楼看不见台阶"


def deliberate() -> None:
    """Once: where a charter was drafted before, nothing is added."""
    grandmother, owner, tenant, clerk = (
        _living(f"{role}-{KEY}") for role in ("grandmother", "owner", "tenant", "clerk")
    )
    if grandmother is None or owner is None or tenant is None or clerk is None:
        return
    granny, young, third = (as_resident(each) for each in (grandmother, owner, tenant))
    community = owner.community or 0
    if Charter.objects.within(community).exists() or not homes_of(owner.pk).exists():
        return
    office = as_office(clerk, offices_of(clerk.pk)[0], second=True)
    now = clock.now()
    _stalled(young, office)
    with clock.frozen(now - timedelta(days=24)):
        draft = charters.draft(
            young,
            community=community,
            pattern=patterns()["jt"],
            terms={"support_households": 2},
        )
    with clock.frozen(now - timedelta(days=12)):
        charters.ratify(
            office,
            charter=draft.pk,
            decided_by="residents_assembly",
            decision="福升里居会〔2026〕7号",
            decided_on=clock.today(),
            since=clock.today() + timedelta(days=1),
            counts=COUNTS,
        )
    with clock.frozen(now - timedelta(days=6)):
        _topics(granny, young, third, office)


def _topics(granny: Actor, young: Actor, third: Actor, office: Actor) -> None:
    home = homes_of(young.person or 0).first()
    building = home.unit.building_id if home else None
    actions.raise_topic(third, voice=Voice("一栋门口的第二盏路灯不亮了，请尽快修", building))
    actions.raise_topic(granny, voice=Voice(LAMP, building))
    bus = actions.raise_topic(granny, voice=Voice("公交站离小区太远，老人走不动"))
    actions.support(young, topic=bus.pk)
    desk.accept(office, topic=bus.pk, title="增设公交站点", words="已受理，先查明谁有权办")
    day = workdays.shifted(clock.today(), 15)
    outside = Finding(
        matter="road_transport",
        power="district_bureau",
        means="district_bureau",
        way="outside",
        words="站点由区交通部门决定，居委会没有这个权限",
        day=day,
        path="居委会报街道 → 街道“吹哨” → 区交通部门",
    )
    desk.check(office, topic=bus.pk, finding=outside)
    pets = actions.raise_topic(young, voice=Voice("遛狗不牵绳，孩子害怕"))
    desk.accept(office, topic=pets.pk, title="小区遛狗牵绳", words="已受理")
    meeting = Finding(
        matter="committee_service",
        power="residents_committee",
        means="residents_committee",
        way="meeting",
        words="居委会能组织，大家商量怎样管",
    )
    desk.check(office, topic=pets.pk, finding=meeting)
    parts = {
        "what": "每晚七点到九点，志愿者在入口提醒牵绳，设两处拾便箱",
        "who": "养犬居民轮值，居委会提供马甲",
        "means": "拾便箱 2 个，约 160 元，居委会办公经费列支",
        "benefits": "带孩子的家庭、老人和养犬的邻居",
    }
    proposals.propose(young, topic=pets.pk, parts=parts, mine="我负责排班，每周值一晚")


def _stalled(young: Actor, office: Actor) -> None:
    """The developer let its day pass: the letter went out, now the lawyer on duty is asked."""
    now = clock.now()
    home = homes_of(young.person or 0).first()
    building = home.unit.building_id if home else None
    with clock.frozen(now - timedelta(days=75)):
        leak = actions.raise_topic(young, voice=Voice("地下车库入口漏水，下雨就积水", building))
        desk.accept(office, topic=leak.pk, title="地下车库入口漏水", words="已受理，属保修范围")
        outside = Finding(
            matter="warranty",
            power="developer",
            means="developer",
            way="outside",
            words="在保修期内，由开发商修",
            day=workdays.shifted(clock.today(), 15),
            path="书面要求 → 驻点律师 → 街道 → 住建部门 → 诉讼",
        )
        desk.check(office, topic=leak.pk, finding=outside)
    began = workdays.shifted(clock.today(), -18)
    with clock.frozen(_noon(began)):
        stall = ladder.open_overdue(SYSTEM, topic=leak.pk)
        ladder.advance(SYSTEM, stall=stall.pk)
        letter = Delivery("post", "EMS 1089 2231 407 CN", ("facts", "photos", "purchase"))
        ladder.done(young, stall=stall.pk, level=0, delivery=letter)
    with clock.frozen(_noon(workdays.shifted(began, 16))):
        ladder.advance(SYSTEM, stall=stall.pk)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.LOCAL)


def _living(key: str) -> Person | None:
    person = person_by_phone(BY_KEY[key].phone)
    return person if person is not None and person.is_active else None
