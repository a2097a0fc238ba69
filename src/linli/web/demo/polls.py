"""A residents' poll of the community with homes, open now: a ballot per home, tenants too."""

from datetime import timedelta

from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.organisations.queries import offices_of
from linli.polls.actions import course
from linli.polls.models import Poll
from linli.polls.wanted import Wanted
from linli.web.acting import as_office
from linli.web.demo.homes import KEY
from linli.web.demo.people import BY_KEY

TITLE = "楼下绿地改成共享晾晒区"
WORDS = (
    "同意：把 1 栋南侧 40 平方米草地铺成晾晒区，费用 6000 元由社区经费列支。\n"
    "反对：保持草地不变。\n"
    "住在小区的人都可以决定，租户也算，每户一票。"
)


def poll_residents() -> None:
    """Once: where a poll was called before, nothing is added."""
    clerk = person_by_phone(BY_KEY[f"clerk-{KEY}"].phone)
    if clerk is None or not clerk.is_active:
        return
    office = as_office(clerk, offices_of(clerk.pk)[0], second=True)
    community = clerk.community or 0
    if Poll.objects.within(community).exists():
        return
    now = clock.now()
    with clock.frozen(now - timedelta(days=24)):
        wanted = Wanted(community=community, title=TITLE, words=WORDS, mode="households")
        row = course.propose(office, wanted=wanted)
        course.study(office, poll=row.pk, day=clock.today(), words="社区党委研究，同意提交居民会议")
        course.post(office, poll=row.pk)
    with clock.frozen(now - timedelta(days=2)):
        course.freeze(office, poll=row.pk)
        course.open_(office, poll=row.pk, closes_at=now + timedelta(days=5))
