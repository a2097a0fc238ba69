"""The course of a poll: what must come first, and what nobody can do."""

from datetime import date, timedelta

import pytest
from tests.refusing import refusing

from linli.deliberation.tests.voices import accepted, checked
from linli.journal.models import Event
from linli.kernel import clock
from linli.polls.actions import course, taking_part
from linli.polls.jobs import look
from linli.polls.models import Counted, Objection, Poll, RollEntry, Signature, Slip, Turn
from linli.polls.queries import signed, waiting
from linli.polls.tests.making import (
    MAY,
    born,
    finish,
    fresh,
    home,
    line,
    open_,
    opened,
    people,
    person,
    posted,
    proposed,
    studied,
    town,
    vote,
    wanted,
)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


refused = refusing()


def roll(row):
    return RollEntry.objects.within(row.community).filter(poll=row, struck_at=None)


def test_a_decision_from_the_proposal_to_the_archive(here):
    names = ["ann", "bob", *people(here, 3)]
    row = proposed(here)
    assert (row.state, row.secret, row.profile) == ("proposed", True, "national_2026")
    refused("polls.study_first", course.post, here.clerk, poll=row.pk)
    tomorrow = clock.today() + timedelta(days=1)
    refused("polls.day_over", course.study, here.clerk, poll=row.pk, day=tomorrow, words="研究")
    for long_ago in (date(1, 1, 1), clock.today() - timedelta(days=367)):
        then = {"poll": row.pk, "day": long_ago, "words": "研究"}
        refused("polls.studied_long_ago", course.study, here.clerk, **then)
    studied(here, row)
    course.post(here.clerk, poll=row.pk)
    assert roll(row).count() == 5
    assert sorted(roll(row).values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    refused("polls.objection_days", course.freeze, here.clerk, poll=row.pk)
    with clock.frozen(MAY + timedelta(days=6)):
        course.freeze(here.clerk, poll=row.pk)
        refused("polls.posted_days", open_, here, fresh(row))
    with clock.frozen(MAY + timedelta(days=20)):
        long = clock.now() + timedelta(days=31)
        refused("polls.vote_days", course.open_, here.clerk, poll=row.pk, closes_at=long)
        refused("polls.not_open", vote, here, row, "ann")
        open_(here, row)
        refused("polls.still_open", course.close, here.clerk, poll=row.pk)
        refused("polls.not_now", course.withdraw, here.clerk, poll=row.pk, words="撤回")
        codes = [
            vote(here, row, name, choice)
            for name, choice in zip(
                names, ("agree", "agree", "agree", "oppose", "abstain"), strict=True
            )
        ]
        refused("polls.not_now", course.count, here.clerk, poll=row.pk)
    done = finish(here, fresh(row))
    assert (done.state, done.outcome) == ("published", "passed")
    assert done.figures == {
        "roll": 5,
        "ballots": 5,
        "phone": 5,
        "paper": 0,
        "door": 0,
        "missing": 0,
        "agree": 3,
        "oppose": 1,
        "abstain": 1,
        "invalid": 0,
    }
    # the urn is empty, the key is gone, the list is in the order of the slips' numbers
    assert Slip.objects.filter(poll=row).count() == 0
    assert done.key is None
    listed = list(Counted.objects.filter(poll=row).order_by("pk").values_list("code", "choice"))
    assert [code for code, _choice in listed] == sorted(codes)
    assert dict(listed)[codes[3]] == "oppose"
    decided = Event.objects.get(type="polls.decided").payload
    # five voices are too few to tell what they said
    assert (decided["passed"], decided["roll"], decided["agree"]) == (True, 5, None)
    with clock.frozen(row.proposed_at + timedelta(days=25)):
        refused("polls.published_days", course.archive, here.clerk, poll=row.pk)
    with clock.frozen(row.proposed_at + timedelta(days=31)):
        assert course.archive(here.clerk, poll=row.pk).state == "archived"


def test_weak_turnout_never_becomes_a_decision(here):
    people(here, 2)
    with opened(here) as row:
        vote(here, row, "ann")
        vote(here, row, "bob")
    done = finish(here, row)
    assert (done.outcome, done.figures["agree"], done.figures["roll"]) == ("invalid", 2, 4)
    assert Event.objects.get(type="polls.decided").payload["valid"] is False


def test_who_is_on_the_roll_and_what_is_objected(here):
    """Of age or of unknown age, each once; no child; whoever lives there, owner or not."""
    person(here, "kid", here.community)
    home(here, "kid", "103")
    born(here, "kid", clock.today() - timedelta(days=365 * 17))
    born(here, "bob", clock.today() - timedelta(days=365 * 40))
    home(here, "ann", "104", "2")
    row = posted(here)
    on = set(roll(row).values_list("person", flat=True))
    assert on == {here.people["ann"].pk, here.people["bob"].pk}
    refused(
        "polls.on_the_roll", taking_part.object_, here.ann, poll=row.pk, about="missing", words="我"
    )
    mine = taking_part.object_(here.dan, poll=row.pk, about="missing", words="我住 2 栋 201")
    refused(
        "polls.objected_already",
        taking_part.object_,
        here.dan,
        poll=row.pk,
        about="missing",
        words="再说一次",
    )
    other = taking_part.object_(
        here.ann, poll=row.pk, about="wrong", words="已经搬走", number=line(here, row, "bob")
    )
    with clock.frozen(MAY + timedelta(days=6)):
        refused(
            "polls.objections_over",
            taking_part.object_,
            here.cai,
            poll=row.pk,
            about="missing",
            words="还有我",
        )
        refused("polls.answer_first", course.freeze, here.clerk, poll=row.pk)
        taking_part.answer(here.clerk, objection=mine.pk, upheld=True, words="查实居住")
        taking_part.answer(here.clerk2, objection=other.pk, upheld=True, words="已迁出")
        refused(
            "polls.answered_already",
            taking_part.answer,
            here.clerk,
            objection=other.pk,
            upheld=False,
            words="不对",
        )
        assert waiting(row) == 0
        done = course.freeze(here.clerk, poll=row.pk)
    assert set(roll(row).values_list("person", flat=True)) == {
        here.people["ann"].pk,
        here.people["dan"].pk,
    }
    assert (done.roll_size, len(done.roll_root)) == (2, 64)
    assert Objection.objects.within(here.community).get(pk=mine.pk).answer_text == "查实居住"


def test_a_home_has_one_ballot_whoever_of_it_casts_it(here):
    """E7: the second ballot of the same household is refused."""
    home(here, "cai", "101")
    home(here, "dan", "105")
    born(here, "dan", clock.today() - timedelta(days=365 * 17))
    with opened(here, mode="households") as row:
        assert roll(row).filter(unit__isnull=False).count() == roll(row).count() == 3
        assert line(here, row, "cai") == line(here, row, "ann")
        vote(here, row, "ann")
        refused("polls.voted_already", vote, here, row, "cai", "oppose")
        refused("polls.too_young", vote, here, row, "dan")
        refused("polls.not_on_the_roll", vote, here, row, "bob", number=line(here, row, "ann"))
        vote(here, row, "bob", "oppose")
    done = finish(here, row)
    assert (done.outcome, done.figures["ballots"]) == ("rejected", 2)
    assert Turn.objects.within(here.community).count() == 2


def test_signatures_are_counted_by_the_program(here):
    """A fifth of ten: with the second signature the committee has to call it."""
    people(here, 8)
    row = course.petition(here.ann, wanted=wanted(here))
    assert (row.state, row.base, signed(row).have, signed(row).missing) == ("collecting", 10, 1, 1)
    refused("polls.signed_already", course.sign, here.ann, poll=row.pk)
    refused("polls.live_here_first", course.sign, here.cai, poll=row.pk)
    refused("polls.not_now", studied, here, row)
    assert course.sign(here.bob, poll=row.pk).state == "proposed"
    assert Event.objects.get(type="polls.signed").payload["reached"] is True
    refused("polls.not_now", course.sign, here.actors["p1x0"], poll=row.pk)
    refused("polls.residents_asked", course.withdraw, here.clerk, poll=row.pk, words="不办")
    assert studied(here, row).studied_on == clock.today()


def test_homes_that_sign_count_once_and_too_few_lapse(here):
    home(here, "cai", "101")
    people(here, 13)
    row = course.petition(here.ann, wanted=wanted(here, mode="households"))
    course.sign(here.cai, poll=row.pk)
    assert (row.base, signed(row).have, Signature.objects.filter(poll=row).count()) == (15, 1, 2)
    assert look() == 0
    with clock.frozen(MAY + timedelta(days=61)):
        refused("polls.not_now", course.sign, here.bob, poll=row.pk)
        assert look() == 1
    assert fresh(row).state == "withdrawn"


def test_a_poll_out_of_a_topic_waits_for_the_residents(here):
    topic = checked(here, accepted(here), "residents")
    row = proposed(here, topic=topic.pk)
    assert (row.origin, row.topic) == ("topic", topic.pk)
    refused("polls.topic_has_one", proposed, here, topic=topic.pk)
    course.withdraw(here.clerk, poll=row.pk, words="改日再办")
    assert proposed(here, topic=topic.pk).topic == topic.pk
    elsewhere = checked(here, accepted(here, "bob", "楼道灯坏了很久没有人管"), "owners")
    refused("polls.topic_elsewhere", proposed, here, topic=elsewhere.pk)


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("polls.no_such_choice", {"kind": "recall"}),
        ("polls.no_such_choice", {"mode": "everybody"}),
        ("polls.seats", {"seats": 1}),
        ("polls.seats", {"kind": "election", "seats": 3}),
        ("polls.secret_only", {"kind": "election", "seats": 5, "secret": False}),
        ("polls.words_first", {"words": "  "}),
        ("kernel.not_found", {"building": 10**6}),
        ("kernel.not_found", {"topic": 10**6}),
    ],
)
def test_what_is_no_poll_is_refused(here, code, more):
    refused(code, proposed, here, **more)
    assert Poll.objects.within(here.community).count() == 0


def test_the_job_closes_at_the_time_and_once(here):
    with opened(here) as row:
        assert look() == 0
    with clock.frozen(row.closes_at):
        refused("polls.not_open", vote, here, row, "ann")
        assert look() == 1
        assert look() == 0
        assert course.count(here.clerk, poll=row.pk).outcome == "invalid"


def test_an_urn_that_was_touched_is_not_counted(here):
    with opened(here) as row:
        vote(here, row, "ann")
    box = Slip.objects.get(poll=row)
    Slip.objects.create(poll=row, box=box.box)
    with clock.frozen(row.closes_at):
        course.close(here.clerk, poll=row.pk)
        refused("polls.urn_altered", course.count, here.clerk, poll=row.pk)
    assert (fresh(row).state, Counted.objects.count()) == ("closed", 0)


def test_an_open_vote_says_who_said_what(here):
    with opened(here, secret=False) as row:
        code = vote(here, row, "ann")
    done = finish(here, row)
    assert done.outcome == "invalid"
    ballot = Counted.objects.get(poll=row, code=code)
    assert ballot.entry.person_id == here.people["ann"].pk


def test_a_slip_is_its_voters_alone(here):
    from linli.polls import urn

    with opened(here) as row:
        entry = roll(row).get(number=line(here, row, "bob"))
        _code, token = urn.hand_out(row.code, entry.pk, here.people["bob"].pk)
        refused("polls.not_this_slip", vote, here, row, "ann", slip=token)
        refused("polls.not_this_slip", vote, here, row, "ann", slip="x" + token)
        assert vote(here, row, "bob", slip=token) == _code
        refused("voting.no_such_choice", vote, here, row, "ann", "perhaps")
        refused("voting.no_such_choice", vote, here, row, "ann", "invalid")
