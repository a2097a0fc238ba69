"""Activities of the first community: one to come, a series, one that waits, one with hours."""

import uuid
from datetime import datetime, time, timedelta

from linli.activities.actions import attending, campaigns, coming, honours, planning
from linli.activities.models import Activity, Occasion, SignUp
from linli.activities.queries.people import Marked
from linli.activities.scoring import Criterion
from linli.activities.tasks import Wanted
from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.organisations.queries import offices_of
from linli.places.models import Place
from linli.web.acting import as_office, as_resident
from linli.web.demo.people import BY_KEY
from linli.web.demo.places import COMMUNITIES

HOUR = timedelta(hours=1)


def _actor(who: str) -> Actor | None:
    person = person_by_phone(BY_KEY[who].phone)
    if person is None or not person.is_active:
        return None
    office = next(iter(offices_of(person.pk)), None)
    return as_office(person, office, second=True) if office else as_resident(person)


def activities() -> None:
    """Once: where something is planned already, nothing is added."""
    key, code = COMMUNITIES[0][:2]
    here = Place.objects.get(code=code).pk
    people = [_actor(f"{role}-{key}") for role in ("clerk", "grandmother", "owner", "tenant")]
    clerk, grandmother, owner, tenant = people
    if clerk is None or grandmother is None or owner is None or tenant is None:
        return
    if Activity.objects.within(here).exists():
        return
    nine = datetime.combine(clock.today() + timedelta(days=3), time(9), clock.LOCAL)
    cleaning = planning.plan(
        clerk,
        community=here,
        kind="volunteering",
        title="周末清洁楼道志愿行动",
        text="工具已备好，请穿方便活动的鞋。完成后由社区确认志愿时长。",
        where="3号楼架空层",
        begins_at=nine,
        ends_at=nine + 2 * HOUR,
        seats=2,
    )
    evening = nine + timedelta(days=1, hours=10)
    planning.plan(
        clerk,
        community=here,
        kind="fitness",
        title="八段锦晚练",
        where="中心广场",
        begins_at=evening,
        ends_at=evening + HOUR,
        seats=30,
        rule="FREQ=WEEKLY;COUNT=4",
    )
    planning.plan(
        owner,
        community=here,
        kind="skills",
        title="手机摄影入门",
        text="教长辈用手机拍照、整理相册。",
        where="共享小屋",
        begins_at=evening + timedelta(days=1),
        ends_at=evening + timedelta(days=1, hours=1),
        seats=12,
    )
    first = Occasion.objects.within(here).get(activity=cleaning)
    for actor in (grandmother, tenant, owner):
        coming.sign_up(actor, occasion=first.pk)
    _campaign(clerk, [(owner, True), (tenant, False)], here)
    _yesterday(clerk, [owner, tenant], here)
    _award(clerk, here)


def _campaign(clerk: Actor, people: list[tuple[Actor, bool]], here: int) -> None:
    """It runs; one of two who take part wants to stand on the board."""
    today = clock.today()
    row = campaigns.open_campaign(
        clerk,
        community=here,
        title="社区事务我参与",
        text="参加社区活动、完成认领的任务，经他人确认后计入。",
        since=today - timedelta(days=7),
        until=today + timedelta(days=60),
        tasks=[Wanted("attendance", 5), Wanted("duty", 1)],
    )
    for actor, shown in people:
        campaigns.enter_campaign(actor, campaign=row.pk, shown=shown)


def _award(clerk: Actor, here: int) -> None:
    """Its criteria stand; the days are counted."""
    today = clock.today()
    row = honours.draft(
        clerk,
        community=here,
        kind="person",
        title="共享标兵评选",
        since=today - timedelta(days=30),
        until=today + timedelta(days=30),
        size=3,
        criteria=(Criterion("minutes", 1, 30), Criterion("voluntary", 20)),
    )
    honours.freeze(clerk, cycle=row.pk)


def _yesterday(clerk: Actor, people: list[Actor], here: int) -> None:
    """It took place, hours are counted, one is confirmed and the other waits."""
    begin = datetime.combine(clock.today() - timedelta(days=1), time(14), clock.LOCAL)
    with clock.frozen(begin - HOUR):
        made = planning.plan(
            clerk,
            community=here,
            kind="family",
            title="亲子阅读会",
            where="社区图书角",
            begins_at=begin,
            ends_at=begin + 2 * HOUR,
            seats=10,
        )
        row = Occasion.objects.within(here).get(activity=made)
        for actor in people:
            coming.sign_up(actor, occasion=row.pk)
    signups = list(SignUp.objects.within(here).filter(occasion=row).order_by("number"))
    now = clock.now()
    marks = [
        Marked(uuid.uuid4(), each.pk, what, at)
        for each in signups
        for what, at in (("in", begin), ("out", begin + 90 * HOUR / 60))
    ]
    attending.note_marks(clerk, community=here, marks=marks, sent_at=now)
    attending.confirm(clerk, signup=signups[0].pk)
    coming.rate(people[0], occasion=row.pk, stars=5, words="孩子很喜欢，希望常办。")
