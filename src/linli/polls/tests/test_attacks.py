"""What an opponent tries: one person by two records at the desk, children, topics of others, floods."""

from datetime import date, timedelta

import pytest
from tests.entering import entering
from tests.racing import race
from tests.working import work

from linli.deliberation.tests.town import estate
from linli.deliberation.tests.voices import accepted, checked
from linli.kernel import clock
from linli.notices.models import Notice
from linli.polls import queries
from linli.polls.actions import course, outside, taking_part
from linli.polls.models import Counted, DoorAnswer, Poll, RollEntry, Slip, Turn
from linli.polls.tests.making import (
    ALL,
    MAY,
    born,
    finish,
    fresh,
    home,
    line,
    opened,
    people,
    posted,
    proposed,
    town,
    vote,
    wanted,
)
from linli.polls.tests.test_course import refused
from linli.polls.tests.test_urn_and_hands import merged

CHILD = date(2015, 1, 1)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


def now_and(act):
    """For another thread, where the same time holds."""
    now = clock.now()

    def run() -> None:
        with clock.frozen(now):
            act()

    return run


def turns() -> int:
    return Turn.objects.across_communities(ALL).filter(void_at=None).count()


def test_a_second_record_gets_no_sheet_and_no_answer_at_the_door(here):
    names = people(here, 3)
    with opened(here) as row:
        first, second = (line(here, row, name) for name in names[:2])
        merged(here, names[1], names[0])
        vote(here, row, names[0], number=first)
        call = {"poll": row.pk, "number": second}
        refused("polls.voted_already", outside.admit, here.clerk, **call)
        refused("polls.voted_already", outside.answer_at_door, here.clerk, **call, choice="agree")
        assert turns() == 1
        # the record that went, at the desk, and the one that stays, on the phone, at once
        third, fourth = line(here, row, names[2]), line(here, row, "ann")
        merged(here, names[2], "ann")
        answers = race(
            now_and(lambda: outside.admit(here.clerk, poll=row.pk, number=third)),
            now_and(lambda: vote(here, row, "ann", number=fourth)),
        )
        assert (answers, turns()) == (["done", "polls.voted_already"], 2)


def test_a_child_neither_comes_on_the_roll_nor_denies_an_answer(here):
    home(here, "cai", "101")
    born(here, "cai", CHILD)
    born(here, "dan", CHILD)
    row = posted(here)
    said = taking_part.object_(here.dan, poll=row.pk, about="missing", words="我住这里")
    call = {"objection": said.pk, "words": "查过"}
    refused("polls.they_are_too_young", taking_part.answer, here.clerk, **call, upheld=True)
    assert RollEntry.objects.within(here.community).filter(poll=row, added=True).count() == 0
    assert taking_part.answer(here.clerk, **call, upheld=False).ruling == "rejected"
    with opened(here, mode="households") as other:
        number = line(here, other, "ann")
        outside.answer_at_door(here.clerk, poll=other.pk, number=number, choice="agree")
        refused("polls.too_young", outside.deny, here.cai, poll=other.pk, number=number)
        assert DoorAnswer.objects.filter(poll=other, denied_at=None).count() == 1


def test_whoever_lives_there_hears_that_the_desk_took_their_answer_out(here):
    with opened(here, mode="households") as row:
        for name in ("ann", "bob"):
            number = line(here, row, name)
            outside.answer_at_door(here.clerk, poll=row.pk, number=number, choice="agree")
        outside.deny(here.clerk2, poll=row.pk, number=line(here, row, "ann"))
        outside.deny(here.bob, poll=row.pk, number=line(here, row, "bob"))
        work()
    told = Notice.objects.within(here.community).filter(kind="poll_answer_denied")
    assert [a.person_id for n in told for a in n.addressed.all()] == [here.people["ann"].pk]


def test_a_topic_is_decided_by_those_whom_it_is_about_and_by_one_poll(here):
    topic = checked(here, accepted(here), "residents", day=clock.today() + timedelta(days=60))
    where = estate(here)
    building = where.buildings.get(key="2").pk
    type(topic).objects.within(here.community).filter(pk=topic.pk).update(estate=None)
    for place in ({"estate": where.pk}, {"building": building}):
        refused("polls.whose_topic", proposed, here, topic=topic.pk, **place)
    type(topic).objects.within(here.community).filter(pk=topic.pk).update(estate=where)
    refused("polls.whose_topic", proposed, here, topic=topic.pk, building=building)
    far = wanted(here, topic=topic.pk, community=here.other)
    refused("kernel.not_found", course.propose, here.clerk, wanted=far)
    refused("kernel.not_found", proposed, here, topic=10**18)
    ask = now_and(lambda: proposed(here, topic=topic.pk, estate=where.pk))
    assert race(ask, ask, ask) == ["done", "polls.topic_has_one", "polls.topic_has_one"]
    assert Poll.objects.within(here.community).count() == 1


def test_one_question_of_a_resident_gathers_signatures_at_a_time(here):
    people(here, 12)
    ask = now_and(lambda: course.petition(here.ann, wanted=wanted(here)))
    assert race(ask, ask, ask) == ["done", "polls.gathers_already", "polls.gathers_already"]
    row = Poll.objects.within(here.community).get()
    with clock.frozen(clock.now() + timedelta(days=61)):
        refused("polls.not_now", course.sign, here.bob, poll=row.pk)
        # the job calls off what too few signed
        from linli.polls.jobs import look

        assert (look(), fresh(row).state) == (1, "withdrawn")
        assert course.petition(here.ann, wanted=wanted(here)).state == "collecting"


def test_after_the_last_second_nothing_comes_in_by_any_way(here):
    names = people(here, 3)
    with opened(here) as row:
        outside.answer_at_door(
            here.clerk, poll=row.pk, number=line(here, row, names[0]), choice="agree"
        )
        sheet = outside.print_sheets(here.clerk, poll=row.pk, count=1)[0]
    number = line(here, row, names[1])
    for moment in (row.closes_at, row.closes_at + timedelta(microseconds=1)):
        with clock.frozen(moment):
            refused("polls.not_open", vote, here, row, names[1])
            refused("polls.not_open", outside.admit, here.clerk, poll=row.pk, number=number)
            call = {"poll": row.pk, "number": number, "choice": "agree"}
            refused("polls.not_open", outside.answer_at_door, here.clerk, **call)
    with clock.frozen(row.closes_at - timedelta(microseconds=1)):
        refused("polls.still_open", course.close, here.clerk, poll=row.pk)
        vote(here, row, names[1])
    with clock.frozen(row.closes_at + timedelta(days=4)):
        course.close(here.clerk, poll=row.pk)
        refused("polls.not_now", course.publish, here.clerk, poll=row.pk)
        course.count(here.clerk, poll=row.pk)
        call = {"poll": row.pk, "code": sheet.code, "choice": "agree"}
        refused("polls.not_now", outside.read_sheet, here.clerk2, **call)
        refused("polls.not_now", outside.print_sheets, here.clerk, poll=row.pk, count=1)
        refused("polls.not_now", course.withdraw, here.clerk, poll=row.pk, words="不算")
        done = course.publish(here.clerk, poll=row.pk)
    assert (done.figures["ballots"], Counted.objects.count(), Slip.objects.count()) == (2, 2, 0)


def test_the_desk_of_another_community_finds_nothing(here):
    with opened(here) as row:
        number = line(here, row, "ann")
        far = here.far
        for act, more in (
            (course.study, {"day": clock.today(), "words": "好"}),
            (course.freeze, {}),
            (course.close, {}),
            (course.count, {}),
            (course.publish, {}),
            (course.withdraw, {"words": "好"}),
            (outside.admit, {"number": number}),
            (outside.answer_at_door, {"number": number, "choice": "agree"}),
            (outside.print_sheets, {"count": 1}),
            (outside.read_sheet, {"code": "0", "choice": "agree"}),
            (outside.deny, {"number": number}),
        ):
            refused("kernel.not_found", act, far, poll=row.pk, **more)
        for actor in (here.ann, here.manager):
            refused("kernel.not_for_you", outside.admit, actor, poll=row.pk, number=number)
    assert (turns(), fresh(row).state) == (0, "open")


def test_an_open_vote_says_which_line_chose_what_and_a_secret_one_does_not(here, client):
    names = people(here, 10)
    for secret in (False, True):
        with opened(here, secret=secret) as row:
            for name in names:
                vote(here, row, name, "oppose" if name == names[0] else "agree")
        done = finish(here, row)
        with clock.frozen(row.closes_at):
            page = client.get(f"/public/polls/{row.code}/ballots/").content.decode()
            roll = entering(client, here)("ann").get(f"/polls/{row.code}/roll/").content.decode()
            client.logout()
        number = RollEntry.objects.within(here.community).get(
            poll=row, person=here.people[names[0]]
        ).number  # fmt: skip
        ours = Counted.objects.filter(poll=row, choice="oppose").get()
        assert f"{ours.code} oppose" in page
        assert ((ours.entry.number == number) if ours.entry else False) is not secret
        assert (f"第 {number} 行" in page) is not secret
        assert (roll.count("反对"), roll.count("同意")) == ((0, 0) if secret else (1, 9))
        assert queries.shows_choices(done)
