"""The ballot of an election on pages and by the API, the published count, a constant number of queries."""

from datetime import timedelta

import pytest
from tests.entering import entering
from tests.queries import asked

from linli.kernel import clock
from linli.polls.actions import course, standing
from linli.polls.models import Turn
from linli.polls.tests.making import MAY, POSTED, finish, fresh, line, open_, people, town, vote
from linli.polls.tests.test_elections import SEATS, listed, named, numbers
from linli.polls.tests.test_pages import hidden


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


@pytest.fixture
def enter(client, here):
    return entering(client, here)


def test_a_ballot_names_up_to_the_seats_or_nobody(here, enter):
    names = people(here, 12)
    row = listed(here, names, 7)
    with clock.frozen(clock.now() + timedelta(days=POSTED)):
        course.freeze(here.clerk, poll=row.pk)
        standing.list_candidates(here.clerk, poll=row.pk, order="drawn")
        row = open_(here, row)
        voter = enter(names[0])
        address = f"/polls/{row.code}/ballot/{line(here, row, names[0])}/"
        form = voter.get(address)
        for wrong in ([], ["1", "abstain"], [str(n) for n in range(1, SEATS + 2)], ["99"]):
            assert voter.post(address, {**hidden(form), "choice": wrong}).status_code == 422
        review = voter.post(address, {**hidden(form), "choice": ["2", "5"]})
        assert (review.context["choice"], Turn.objects.within(here.community).count()) == (
            [2, 5],
            0,
        )
        slip = hidden(review)["slip"]
        voter.post(address, {"slip": slip, "choice": ["2", "5"], "sure": "1"})
        assert Turn.objects.within(here.community).count() == 1
        for name in names[1:]:
            vote(here, row, name, choice=[2])
        api = enter(names[0]).get(f"/api/polls/{row.code}").json()["election"]
        assert [each["votes"] for each in api["candidates"]] == [None] * 7
    finish(here, row)
    page = enter(names[0]).get(f"/polls/{row.code}/").content.decode()
    assert "得票 12" in page
    enter(names[0]).logout()
    public = voter.get(f"/api/public/polls/{row.code}").json()
    found = {each["number"]: each for each in public["election"]["candidates"]}
    assert (found[2]["votes"], found[2]["elected"], found[5]["votes"]) == (12, True, 1)
    assert {each["name"] for each in found.values()} == {""}
    assert (public["figures"]["elected"], public["election"]["seats_left"]) == ([2], 4)


def test_more_nominations_take_no_more_queries(here, enter):
    names = people(here, 12)
    row = listed(here, names, 2)
    address = f"/polls/{row.code}/"
    before = asked(enter(names[11]), address)
    for name in names[2:7]:
        named(here, row, name, names[:2])
    assert asked(enter(names[11]), address) == before
    assert numbers(fresh(row)) == {}
