"""From a duty to the inbox through the job queue, as the running platform does it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from tests.working import work

from linli.districts.context import in_district
from linli.duties import actions, jobs
from linli.duties.tests.factories import build, given
from linli.kernel import clock
from linli.notices.jobs import digest_all
from linli.notices.models import Addressed, Evidence, Notice

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)


@pytest.fixture
def town(committed):
    with clock.frozen(MONDAY):
        yield build()


def inboxes(town) -> list[tuple[str, str]]:
    """(person, kind of notice), oldest first."""
    names = {person.pk: name for name, person in town.people.items()}
    rows = Addressed.objects.order_by("notice", "pk")
    kinds = dict(Notice.objects.across_communities("test").values_list("pk", "kind"))
    return [(names[row.person_id], kinds[row.notice_id]) for row in rows]


def test_the_other_side_is_told_at_each_step(town):
    duty = given(town)
    actions.accept(town.ann, duty=duty.pk)
    actions.report(town.ann, duty=duty.pk, words="完成")
    actions.reopen(
        town.clerk, duty=duty.pk, words="没有", due_on=(MONDAY + timedelta(days=1)).date()
    )
    actions.report(town.ann, duty=duty.pk, words="这次完成了")
    actions.confirm(town.grid, duty=duty.pk)
    work()
    work()
    assert inboxes(town) == [
        ("ann", "duty_given"),
        ("clerk", "duty_reported"),
        ("ann", "duty_reopened"),
        ("clerk", "duty_reported"),
        ("ann", "duty_confirmed"),
    ]
    assert Evidence.objects.filter(channel="inbox", outcome="placed").count() == 5


def test_who_hears_of_an_escalation_finds_it_in_the_inbox(town):
    actions.accept(town.ann, duty=given(town).pk)
    with clock.frozen(MONDAY + timedelta(days=15)):
        jobs.escalate()
    work()
    assert inboxes(town)[-2:] == [("ann", "duty_reminder"), ("clerk", "duty_escalated")]


def test_the_schedules_reach_every_district(town):
    actions.accept(town.ann, duty=given(town).pk)
    jobs.escalate_all(timestamp=0)
    digest_all(timestamp=0)
    with in_district("north"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args->>'schema' FROM public.procrastinate_jobs"
            " WHERE task_name IN ('linli.duties.escalate', 'linli.notices.digest')"
        )
        found = sorted(cursor.fetchall())
    assert found == [
        ("linli.duties.escalate", "demo"),
        ("linli.duties.escalate", "north"),
        ("linli.notices.digest", "demo"),
        ("linli.notices.digest", "north"),
    ]
    work()
