"""Key-set pages: every row once, in order, one query a page, whatever the size and the ties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.journal.models import Event
from linli.kernel.errors import Refused
from linli.kernel.pagination import page_of
from tests.queries import queries

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def fill(minutes: list[int]) -> None:
    Event.objects.bulk_create(
        Event(type="t", capacity="system", payload={}, at=NOON + timedelta(minutes=m))
        for m in minutes
    )


def walk(key, size):
    seen, after = [], None
    while True:
        page = page_of(Event.objects.all(), key=key, after=after, size=size)
        seen += [row.pk for row in page.items]
        if page.next is None:
            return seen
        assert len(page.items) == size
        after = page.next


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    minutes=st.lists(st.integers(0, 3), max_size=12),
    size=st.integers(1, 5),
    key=st.sampled_from([("at", "id"), ("-at", "-id"), ("-at", "id"), ("id",)]),
)
def test_walking_the_pages_sees_every_row_once_in_order(db, minutes, size, key):
    start = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    fill(minutes)
    everything = list(Event.objects.order_by(*key).values_list("pk", flat=True))
    assert walk(key, size) == everything
    assert len([pk for pk in everything if pk > start]) == len(minutes)


def test_a_page_is_one_query_at_any_depth(db):
    fill(list(range(50)))
    after = None
    for _ in range(5):
        with queries() as made:
            page = page_of(Event.objects.all(), key=("at", "id"), after=after, size=10)
        assert len(made) == 1
        after = page.next
    assert after is None


@pytest.mark.parametrize(
    "cursor",
    ["x", "%%%", "e30", "WzFd", "WyJub3QgYSBkYXRlIiwgMV0", "W251bGwsIDFd", "W1sxXSwgMV0", "é", "W"],
)
def test_a_cursor_that_we_did_not_make_is_refused(db, cursor):
    with pytest.raises(Refused) as refusal:
        page_of(Event.objects.all(), key=("at", "id"), after=cursor)
    assert refusal.value.code == "kernel.bad_cursor"
