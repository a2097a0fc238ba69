"""Holder and substitute hear of a cover and of its end; whoever did it does not."""

from datetime import timedelta

from django.urls import reverse
from tests.working import work

from linli.kernel import clock
from linli.notices.models import Addressed
from linli.organisations import actions
from linli.organisations.tests.conftest import town  # noqa: F401
from linli.organisations.tests.test_terms import director


def told(person) -> list[tuple[str, str]]:
    rows = Addressed.objects.filter(person=person).select_related("notice").order_by("pk")
    return [(row.notice.kind, row.notice.link) for row in rows if "cover" in row.notice.kind]


def test_both_hear_of_a_cover_and_of_its_end(town):  # noqa: F811
    office = director(town, town.people.clerk)
    cover = actions.cover(
        town.admin,
        office=office.pk,
        person=town.people.other.public_id,
        since=clock.today(),
        until=clock.today() + timedelta(days=1),
        ground="病假",
    )
    work()
    link = reverse("organisation", args=[office.organisation_id])
    assert told(town.people.clerk) == told(town.people.other) == [("cover_named", link)]
    actions.end_cover(town.admin, cover=cover.pk)
    work()
    both = [("cover_named", link), ("cover_ended", link)]
    assert told(town.people.clerk) == told(town.people.other) == both
