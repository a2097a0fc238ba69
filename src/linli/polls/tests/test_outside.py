"""Paper at the desk and answers at the door; what becomes of the topic."""

from datetime import timedelta

import pytest
from tests.refusing import refusing
from tests.working import work

from linli.deliberation.models import Topic
from linli.deliberation.tests.voices import accepted, checked
from linli.deliberation.tests.voices import fresh as topic_now
from linli.kernel import clock
from linli.notices.models import Notice
from linli.polls.actions import course, outside
from linli.polls.models import Counted, DoorAnswer, Reading, Turn
from linli.polls.tests.making import MAY, finish, fresh, home, line, opened, people, town, vote


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


refused = refusing()


def read(here, row, who, sheet, choice):
    return outside.read_sheet(here.actors[who], poll=row.pk, code=sheet.code, choice=choice)


def test_sheets_are_read_by_two_and_by_a_third_where_they_differ(here):
    names = people(here, 4)
    with opened(here) as row:
        sheets = outside.print_sheets(here.clerk, poll=row.pk, count=5)
        for name in names[:3]:
            outside.admit(here.clerk, poll=row.pk, number=line(here, row, name))
        refused(
            "polls.voted_already",
            outside.admit,
            here.clerk,
            poll=row.pk,
            number=line(here, row, names[0]),
        )
        refused("polls.voted_already", vote, here, row, names[1])
        vote(here, row, "ann")
        refused("polls.not_now", read, here, row, "clerk", sheets[0], "agree")
    with clock.frozen(row.closes_at):
        course.close(here.clerk, poll=row.pk)
        assert read(here, row, "clerk", sheets[0], "agree") == "first"
        refused("polls.read_by_you", read, here, row, "clerk", sheets[0], "agree")
        assert read(here, row, "clerk2", sheets[0], "agree") == "settled"
        refused("polls.sheet_settled", read, here, row, "grid", sheets[0], "oppose")
        read(here, row, "clerk", sheets[1], "agree")
        assert read(here, row, "clerk2", sheets[1], "oppose") == "differs"
        refused("polls.sheets_left", course.count, here.clerk, poll=row.pk)
        assert read(here, row, "grid", sheets[1], "oppose") == "settled"
        read(here, row, "clerk", sheets[2], "agree")
        read(here, row, "clerk2", sheets[2], "invalid")
        assert read(here, row, "grid", sheets[2], "abstain") == "settled"
        sheets[3].code = "0000000000"
        refused("polls.no_such_sheet", read, here, row, "clerk", sheets[3], "agree")
        done = course.count(here.clerk, poll=row.pk)
    figures = done.figures
    assert [figures[name] for name in ("roll", "ballots", "phone", "paper", "door", "missing")] == [
        6,
        4,
        1,
        3,
        0,
        0,
    ]
    assert [figures[name] for name in ("agree", "oppose", "invalid")] == [2, 1, 1]
    assert done.outcome == "rejected"
    said = dict(Counted.objects.filter(poll=row).values_list("code", "choice"))
    assert (said[sheets[1].code], said[sheets[2].code]) == ("oppose", "invalid")


def test_more_sheets_than_people_are_not_counted(here):
    with opened(here) as row:
        sheets = outside.print_sheets(here.clerk, poll=row.pk, count=2)
        outside.admit(here.clerk, poll=row.pk, number=line(here, row, "ann"))
    with clock.frozen(row.closes_at):
        course.close(here.clerk, poll=row.pk)
        for sheet in sheets:
            read(here, row, "clerk", sheet, "agree")
            read(here, row, "clerk2", sheet, "agree")
        refused("polls.more_sheets_than_people", course.count, here.clerk, poll=row.pk)
    assert (fresh(row).state, Counted.objects.count(), Reading.objects.count()) == ("closed", 0, 4)


def test_a_sheet_that_never_came_back_took_no_part(here):
    with opened(here) as row:
        outside.print_sheets(here.clerk, poll=row.pk, count=1)
        outside.admit(here.clerk, poll=row.pk, number=line(here, row, "ann"))
        vote(here, row, "bob")
    done = finish(here, row)
    assert (done.outcome, done.figures["ballots"], done.figures["missing"]) == ("invalid", 1, 1)


def test_a_home_hears_of_its_answer_and_may_say_that_it_was_not_so(here):
    home(here, "cai", "101")
    with opened(here, mode="households") as row:
        ann, bob = line(here, row, "ann"), line(here, row, "bob")
        outside.answer_at_door(here.clerk, poll=row.pk, number=ann, choice="agree")
        outside.answer_at_door(here.clerk, poll=row.pk, number=bob, choice="oppose")
        work()
        told = Notice.objects.within(here.community).filter(kind="poll_voted_door")
        people_told = {each.person_id for notice in told for each in notice.addressed.all()}
        assert people_told == {here.people[name].pk for name in ("ann", "bob", "cai")}
        refused("polls.written_by_you", outside.deny, here.clerk, poll=row.pk, number=ann)
        refused("polls.not_on_the_roll", outside.deny, here.bob, poll=row.pk, number=ann)
        refused("polls.voted_already", vote, here, row, "ann")
        outside.deny(here.cai, poll=row.pk, number=ann)
        refused("kernel.not_found", outside.deny, here.cai, poll=row.pk, number=ann)
        assert DoorAnswer.objects.filter(poll=row, box=None).count() == 1
        vote(here, row, "ann", "abstain")
    with clock.frozen(row.closes_at):
        course.close(here.clerk, poll=row.pk)
        refused("polls.door_days", course.count, here.clerk, poll=row.pk)
    with clock.frozen(row.closes_at + timedelta(days=4)):
        refused("polls.not_now", outside.deny, here.bob, poll=row.pk, number=bob)
        done = course.count(here.clerk, poll=row.pk)
    assert [done.figures[name] for name in ("door", "phone", "oppose", "abstain", "agree")] == [
        1,
        1,
        1,
        1,
        0,
    ]
    assert DoorAnswer.objects.filter(poll=row, box__isnull=False).count() == 0
    assert Turn.objects.within(here.community).filter(void_at__isnull=False).count() == 1


def test_nobody_writes_down_the_answer_of_their_own_home(here):
    home(here, "clerk", "101")
    with opened(here, mode="households") as row:
        number = line(here, row, "ann")
        refused(
            "polls.own_door",
            outside.answer_at_door,
            here.clerk,
            poll=row.pk,
            number=number,
            choice="agree",
        )


@pytest.mark.parametrize(
    ("choices", "outcome", "state", "ground"),
    [
        (("agree", "agree", "oppose"), "passed", "in_work", ""),
        (("oppose", "agree"), "rejected", "rejected", "voted"),
        (("agree",), "invalid", "accepted", ""),
    ],
)
def test_the_topic_follows_what_the_residents_decided(here, choices, outcome, state, ground):
    people(here, 1)
    topic = checked(here, accepted(here), "residents", day=clock.today() + timedelta(days=60))
    with opened(here, topic=topic.pk) as row:
        for name, choice in zip(("ann", "bob", "p1x0"), choices, strict=False):
            vote(here, row, name, choice)
    done = finish(here, row)
    with clock.frozen(row.closes_at):
        work()
    found: Topic = topic_now(topic)
    assert (done.outcome, found.state, found.ground) == (outcome, state, ground)
    assert "应到 3，参加" in found.why
