"""Who leads a poll: the desk of the community's residents' committee. Others help."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.entering import entering

from linli.journal.models import Event
from linli.kernel import clock
from linli.organisations.models import Office
from linli.polls.actions import course, outside, standing
from linli.polls.models import Poll
from linli.polls.tests.making import MAY, fresh, line, opened, proposed, town, vote, wanted
from linli.polls.tests.test_course import refused


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = town()
        Office.objects.filter(pk=made.offices["grid"].pk).update(seat="grid_worker")
        yield made


@pytest.mark.parametrize("who", ["grid", "street"])
def test_neither_a_grid_worker_nor_the_street_takes_a_step(here, who):
    actor = here.actors[who]
    row = proposed(here)
    before = Event.objects.count()
    refused("polls.committee_alone", course.propose, actor, wanted=wanted(here))
    for step, more in (
        (course.study, {"day": clock.today(), "words": "好"}),
        (course.post, {}),
        (course.freeze, {}),
        (course.open_, {"closes_at": clock.now() + timedelta(days=3)}),
        (course.count, {}),
        (course.publish, {}),
        (course.archive, {}),
        (course.withdraw, {"words": "好"}),
        (standing.list_candidates, {"order": "drawn"}),
        (standing.run_again, {}),
    ):
        refused("polls.committee_alone", step, actor, poll=row.pk, **more)
    assert (fresh(row).state, Poll.objects.within(here.community).count()) == ("proposed", 1)
    assert Event.objects.count() == before


def test_the_committee_of_another_community_does_not_see_it(here):
    row = proposed(here)
    refused("kernel.not_found", course.post, here.far, poll=row.pk)


def test_in_another_office_somebody_of_the_committee_leads_nothing(here):
    """The office in which one acts counts, not which others one holds."""
    row = proposed(here)
    grid = replace(here.clerk, office=here.offices["grid"].pk)
    refused("polls.committee_alone", course.post, grid, poll=row.pk)
    acting = replace(here.clerk, office=here.offices["clerk"].pk)
    course.study(acting, poll=row.pk, day=clock.today(), words="同意")
    assert course.post(acting, poll=row.pk).state == "posted"


def test_a_grid_worker_helps_and_closes_at_its_time(here):
    with opened(here) as row:
        number = line(here, row, "bob")
        outside.answer_at_door(here.grid, poll=row.pk, number=number, choice="agree")
        vote(here, row, "ann")
    with clock.frozen(row.closes_at):
        assert course.close(here.grid, poll=row.pk).state == "closed"
        refused("polls.committee_alone", course.count, here.grid, poll=row.pk)
    with clock.frozen(row.closes_at + timedelta(days=4)):
        assert course.count(here.clerk2, poll=row.pk).figures["ballots"] == 2


def test_pages_offer_steps_to_whoever_may_take_them(here, client):
    enter = entering(client, here)
    row = proposed(here)
    clerk = enter("clerk")
    assert "step/study/" in clerk.get(f"/work/polls/{row.code}/").content.decode()
    assert "/work/polls/new/" in clerk.get("/work/polls/").content.decode()
    grid = enter("grid")
    page = grid.get(f"/work/polls/{row.code}/")
    assert (page.status_code, "step/" in page.content.decode()) == (200, False)
    assert "/work/polls/new/" not in grid.get("/work/polls/").content.decode()
    for address in ("/work/polls/new/", f"/work/polls/{row.code}/step/study/"):
        assert grid.get(address).status_code == 403
        assert grid.post(address, {}).status_code == 403
    assert fresh(row).state == "proposed"
