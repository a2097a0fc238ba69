"""What a ballot asks in one statement is what pages ask in several."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.kernel import clock
from linli.polls import queries
from linli.polls.begun import any_taken, poll_with_lines
from linli.polls.models import Poll
from linli.polls.operations.course import strike
from linli.polls.tests.making import ALL, MAY, fresh, home, line, opened, people, posted, town, vote
from linli.polls.tests.test_urn_and_hands import merged
from linli.residence.models import Residence

BALLOT = 9


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


def both(here, row: Poll) -> dict[str, list[int]]:
    """Name -> their lines, after both ways said the same of everybody."""
    found = {}
    for name, each in here.people.items():
        slow = [line.pk for line in queries.lines_of(each.pk, fresh(row))]
        there = poll_with_lines(row.pk, each.pk)
        assert there is not None
        assert there[0] == row
        assert [line.pk for line in there[1]] == slow, name
        assert any_taken(there[1]) == bool(queries.taken(there[1]))
        found[name] = slow
    return found


@pytest.mark.parametrize("mode", ["persons", "households"])
def test_whoever_it_is_and_wherever_they_live(here, mode):
    names = people(here, 4)
    home(here, "ann", "203", "2")
    rows = Residence.objects.across_communities(ALL)
    place = rows.filter(person=here.people[names[0]]).select_related("unit").get().unit
    scopes = [{}, {"estate": place.estate_id}, {"building": place.building_id}]
    polls = [posted(here, mode=mode, **more) for more in scopes]
    before = [both(here, row) for row in polls]
    assert all(len(found[names[0]]) == 1 for found in before)
    strike(queries.lines_of(here.people[names[0]].pk, polls[0])[0])
    rows.filter(person=here.people[names[1]]).update(until=clock.today() - timedelta(days=1))
    rows.filter(person=here.people[names[2]]).update(until=clock.today(), lives=False)
    merged(here, names[3], "ann")
    after = [both(here, row) for row in polls]
    assert after[0][names[0]] == []
    assert [len(found["ann"]) for found in after] == [
        len(found["ann"]) + len(found[names[3]]) for found in before
    ]


def test_nobody_s_poll_is_none_and_a_number_beyond_all_numbers_too(here):
    assert poll_with_lines(0, here.people["ann"].pk) is None
    assert poll_with_lines(2**64, here.people["ann"].pk) is None


def test_a_ballot_is_so_many_statements(here):
    """Whoever adds one slows every ballot: docs/decisions/0005-hot-statements.md."""
    name = people(here, 1)[0]
    with opened(here) as row:
        number = line(here, row, name)
        with CaptureQueriesContext(connection) as asked:
            vote(here, row, name, number=number)
        # begin; community, locks, poll with lines, taken, turn, event, urn; commit
        assert len(asked.captured_queries) == BALLOT
        assert any_taken(queries.lines_of(here.people[name].pk, row))
