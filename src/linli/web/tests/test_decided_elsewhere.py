"""What residents and owners adopt becomes a resolution that somebody must take on; once, and nothing else does."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.working import work

from linli.deliberation.models import Topic
from linli.deliberation.tests.town import MAY, town
from linli.deliberation.tests.voices import accepted, checked
from linli.journal.models import Event
from linli.kernel import clock
from linli.polls.tests.making import ALL, finish, opened, people, vote
from linli.resolutions.consumers import make_of_matters
from linli.resolutions.models import Resolution
from linli.voting.actions import results
from linli.voting.tests import deciding, estates
from linli.voting.tests.conftest import built_quarter, quarter
from linli.voting.tests.estates import CLOSES
from linli.web.consumers_resolutions import make_of_poll

__all__ = ["built_quarter", "quarter"]


def resolutions() -> list[Resolution]:
    return list(Resolution.objects.across_communities(ALL).order_by("pk"))


@pytest.mark.parametrize("choice", ["agree", "oppose"])
def test_an_adopted_poll_is_carried_out_by_a_resolution(committed, choice):
    with clock.frozen(MAY):
        here = town()
        people(here, 1)
        topic = checked(here, accepted(here), "residents", day=clock.today() + timedelta(days=60))
        with opened(here, topic=topic.pk) as row:
            for name in ("ann", "bob", "p1x0"):
                vote(here, row, name, choice)
    done = finish(here, row)
    with clock.frozen(row.closes_at):
        work()
    found = Topic.objects.within(here.community).get(pk=topic.pk)
    if choice == "oppose":
        assert (resolutions(), found.state, found.ground) == ([], "rejected", "voted")
        return
    # told twice, it is made once
    with transaction.atomic():
        make_of_poll(Event.objects.get(type="polls.decided"))
    (made,) = resolutions()
    assert (made.source, made.decided_by, made.item, made.topic_id) == (
        "poll", row.pk, row.pk, topic.pk,
    )  # fmt: skip
    assert (made.community, made.title, made.text) == (here.community, row.title, row.text)
    assert (made.decided_on, made.state) == (
        (done.published_at or MAY).astimezone(clock.LOCAL).date(), "to_give",
    )  # fmt: skip
    # the demand waits for whoever will take the resolution on, by the resolution's day
    assert (found.state, found.due_on, found.adopted_on) == (
        "in_work", made.due_on, made.decided_on,
    )  # fmt: skip


def test_a_poll_of_no_topic_is_carried_out_too_and_one_of_too_few_is_not(committed):
    with clock.frozen(MAY):
        here = town()
        people(here, 1)
        for voters in (("ann",), ("ann", "bob")):
            with opened(here) as row:
                for name in voters:
                    vote(here, row, name)
            finish(here, row)
            with clock.frozen(row.closes_at):
                work()
    (made,) = resolutions()
    assert (made.source, made.decided_by, made.topic_id, made.state) == (
        "poll", row.pk, None, "to_give",
    )  # fmt: skip


def test_adopted_matters_of_the_owners_are_carried_out_by_whom_they_name(quarter):
    row = deciding.closed(quarter)
    matter = row.matters.get()
    type(matter).objects.filter(pk=matter.pk).update(
        owner_organisation=quarter.committee, due_on=date(2026, 12, 1)
    )
    estates.signed(quarter, row)
    with clock.frozen(CLOSES):
        row = results.publish(estates.clerk(quarter), assembly=row.pk)
        event = Event.objects.get(type="voting.result_published")
        with transaction.atomic():
            make_of_matters(event)
            make_of_matters(event)
    assert event.payload["adopted"] == [matter.pk]
    (made,) = resolutions()
    assert (made.source, made.decided_by, made.item, made.topic_id) == (
        "owners", row.pk, matter.pk, None,
    )  # fmt: skip
    assert (made.community, made.estate_id, made.named_body_id, made.named_day) == (
        row.community, row.estate_id, quarter.committee, date(2026, 12, 1),
    )  # fmt: skip
    assert made.title
    assert made.state == "to_give"
