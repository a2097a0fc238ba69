"""Matters of a party committee: one decided and filed, one hung out for the decision, one about which people are asked."""

from datetime import timedelta

from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.organisations.queries import offices_of
from linli.partywork.actions import course, opinions
from linli.partywork.models import Affair
from linli.partywork.wanted import Answer, Study, Vote, Wanted
from linli.web.acting import as_office, as_resident
from linli.web.demo.people import BY_KEY

KEY = "yaohuo"
PARKING = "社区西门外空地白天免费停车，晚上八点到早上七点只停本社区车辆，由居委会登记车牌。"
CANTEEN = (
    "把旧窑工宿舍一楼改建为社区食堂：午餐、晚餐各一餐，六十岁以上老人每餐优惠三元，"
    "改造费用二十八万元由党组织服务群众经费和共建单位资助列支。"
)

BUDGET = "明年党组织服务群众经费十二万元：老人助餐五万元，楼道照明四万元，青少年暑期班三万元。"


def ask_before_deciding() -> None:
    """Once: where a matter was begun before, nothing is added."""
    secretary = person_by_phone(BY_KEY[f"party_secretary-{KEY}"].phone)
    granny = person_by_phone(BY_KEY[f"grandmother-{KEY}"].phone)
    young = person_by_phone(BY_KEY[f"owner-{KEY}"].phone)
    if secretary is None or granny is None or young is None or not secretary.is_active:
        return
    held = offices_of(secretary.pk)
    if not held or Affair.objects.within(secretary.community or 0).exists():
        return
    office = as_office(secretary, held[0], second=True)
    _parking(office, as_resident(young))
    _budget(office, as_resident(young))
    now = clock.now()
    with clock.frozen(now - timedelta(days=2)):
        row = _asked(office, "旧窑工宿舍一楼改建社区食堂", CANTEEN, days=9)
        said = opinions.say(as_resident(granny), affair=row.pk, words="饭菜要软一点，少放盐")
    with clock.frozen(now - timedelta(days=1)):
        answer = Answer("taken", "老人餐要软、少盐", "菜单分设老人餐，少盐软食，每周公布。")
        opinions.answer(office, opinion=said.pk, answer=answer)


def _asked(office: Actor, title: str, text: str, *, days: int) -> Affair:
    row = course.open_affair(office, wanted=Wanted(office.place or 0, title, text))
    study = Study(clock.today(), 7, 6, "同意征求居民意见")
    course.study(office, affair=row.pk, study=study)
    until = clock.today() + timedelta(days=days)
    return course.consult(office, affair=row.pk, until=until, text=text)


def _parking(office: Actor, resident: Actor) -> None:
    """From the draft to the file, in the days that it takes."""
    now = clock.now()
    with clock.frozen(now - timedelta(days=29)):
        row = _asked(office, "西门外空地错时停车", PARKING, days=7)
        said = opinions.say(resident, affair=row.pk, words="晚上七点半才下班，八点前进得来吗？")
    with clock.frozen(now - timedelta(days=21)):
        answer = Answer("partly", "下班晚的居民进得来吗", "登记车牌的车辆任何时间都可以进。")
        opinions.answer(office, opinion=said.pk, answer=answer)
        until = clock.today() + timedelta(days=5)
        course.show(office, affair=row.pk, until=until, text=PARKING)
    with clock.frozen(now - timedelta(days=15)):
        vote = Vote(clock.today(), 7, 7, 6, 0)
        course.decide(office, affair=row.pk, vote=vote)
        course.file_away(office, affair=row.pk, number="窑火党〔2026〕11号")


def _budget(office: Actor, resident: Actor) -> None:
    """Asked, answered, changed by the answer; hung out with every opinion before it is decided."""
    now = clock.now()
    with clock.frozen(now - timedelta(days=12)):
        row = _asked(office, "明年党组织服务群众经费怎么用", BUDGET, days=7)
        said = opinions.say(resident, affair=row.pk, words="暑期班名额太少，去年没报上")
    with clock.frozen(now - timedelta(days=3)):
        answer = Answer("taken", "暑期班名额太少", "暑期班由一期改为两期，经费从照明中调一万元。")
        opinions.answer(office, opinion=said.pk, answer=answer)
        changed = BUDGET.replace("照明四万元", "照明三万元").replace("班三万元", "班四万元")
        until = clock.today() + timedelta(days=7)
        course.show(office, affair=row.pk, until=until, text=changed)
