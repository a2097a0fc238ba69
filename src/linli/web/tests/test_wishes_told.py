"""From a wish to the inboxes of both sides, through the job queue."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.working import work

from linli.kernel import clock
from linli.notices.models import Addressed, Notice
from linli.wishes import actions, jobs
from linli.wishes.tests.factories import claimed, town, wished
from linli.wishes.wanted import Wanted

MONDAY = datetime(2026, 5, 11, 2, tzinfo=UTC)


@pytest.fixture
def here(committed):
    with clock.frozen(MONDAY):
        yield town()


def inboxes(here) -> list[tuple[str, str, str]]:
    """(person, kind of notice, link), oldest first."""
    names = {person.pk: name for name, person in here.people.items()}
    rows = Addressed.objects.order_by("notice", "pk")
    notices = Notice.objects.across_communities("test").in_bulk()
    return [
        (names[r.person_id], notices[r.notice_id].kind, notices[r.notice_id].link) for r in rows
    ]


def test_both_sides_hear_of_each_step(here):
    wish = claimed(here)
    actions.prove(here.bob, wish=wish.pk, words="好了", minutes=5)
    actions.missing(here.ann, wish=wish.pk, words="还差一点")
    actions.prove(here.bob, wish=wish.pk, words="好了", minutes=5)
    actions.confirm(here.ann, wish=wish.pk)
    actions.thank(here.ann, wish=wish.pk, words="谢谢")
    work()
    page, mine = f"/wishes/{wish.pk}/", "/me/wishes/?tab=helped"
    assert inboxes(here) == [
        ("ann", "wish_claimed", page),
        ("ann", "wish_proved", page),
        ("bob", "wish_missing", mine),
        ("ann", "wish_proved", page),
        ("bob", "wish_confirmed", mine),
        ("bob", "wish_thanked", mine),
    ]


def test_a_lapsed_claim_and_a_wish_by_proxy_and_one_without_a_name(here):
    claimed(here)
    with clock.frozen(MONDAY + timedelta(days=4)):
        jobs.release_lapsed()
    wanted = Wanted(kind="errand", words="取药")
    actions.post_for(here.clerk, person=here.people["dan"].public_id, wanted=wanted)
    hidden = wished(here, "cai", unnamed=True)
    actions.verify(here.clerk, wish=hidden.pk)
    actions.approve(here.clerk, wish=hidden.pk)
    work()
    found = inboxes(here)
    assert [(who, kind) for who, kind, _link in found] == [
        ("ann", "wish_claimed"),
        ("ann", "wish_open_again"),
        ("bob", "wish_lapsed"),
        ("dan", "wish_for_you"),
        ("cai", "wish_approved"),
    ]
    # nothing in the notice tells which wish is theirs
    assert found[-1][2] == "/me/wishes/"
