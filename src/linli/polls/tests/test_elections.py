"""An election: named, signed for jointly, checked, listed, counted, and run again for what is left."""

from datetime import timedelta

import pytest
from tests.racing import race
from tests.working import work

from linli.journal.models import Event
from linli.kernel import clock
from linli.notices.models import Notice
from linli.polls import elections
from linli.polls.actions import course, standing
from linli.polls.models import Candidate, Nomination, Poll, RollEntry, Support
from linli.polls.tests.making import (
    ALL,
    MAY,
    POSTED,
    finish,
    fresh,
    home,
    line,
    open_,
    people,
    person,
    posted,
    town,
    vote,
)
from linli.polls.tests.test_course import refused

SEATS = 5


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


def election(here, mode: str = "persons") -> Poll:
    return posted(here, kind="election", seats=SEATS, mode=mode)


def named(here, row: Poll, name: str, by: list[str]) -> Nomination:
    """By the first, accepted, and signed for by the others."""
    who = here.people[name].public_id
    made = standing.nominate(here.actors[by[0]], poll=row.pk, who=who)
    standing.answer_nomination(here.actors[name], nomination=made.pk, stands=True)
    for each in by[1:]:
        standing.support(here.actors[each], nomination=made.pk)
    return made


def check(here, made: Nomination, *, qualified: bool = True, strokes: int | None = None):
    return standing.check_nomination(
        here.clerk, nomination=made.pk, qualified=qualified, words="年满十八周岁", strokes=strokes
    )


def listed(here, names: list[str], stand: int) -> Poll:
    """Open, with so many of the names as candidates; the clock must stand still."""
    row = election(here)
    for name in names[:stand]:
        check(here, named(here, row, name, names[:10]))
    return row


def numbers(row: Poll) -> dict[int, int]:
    """Person -> number on the list."""
    return dict(Candidate.objects.filter(poll=row).values_list("person", "number"))


def events(kind: str) -> int:
    return Event.objects.filter(type=kind).count()


def test_ten_electors_name_somebody_who_agrees_and_is_checked_with_a_reason(here):
    names = people(here, 12)
    row = election(here)
    nominee = here.people[names[0]]
    ask = {"poll": row.pk, "who": nominee.public_id}
    refused("polls.no_such_elector", standing.nominate, here.ann, **{**ask, "who": "不存在"})
    made = standing.nominate(here.actors[names[1]], **ask)
    refused("polls.nominated_already", standing.nominate, here.actors[names[2]], **ask)
    # nobody sees or signs before they agreed, nor answers in their place
    other = here.actors[names[2]]
    assert elections.named(fresh(row), other.person) == []
    refused("kernel.not_found", standing.support, other, nomination=made.pk)
    refused("kernel.not_found", standing.answer_nomination, other, nomination=made.pk, stands=True)
    assert (Support.objects.count(), events("polls.nominated")) == (1, 1)
    standing.answer_nomination(here.actors[names[0]], nomination=made.pk, stands=True)
    (seen,) = elections.named(fresh(row), other.person)
    assert (seen.have, seen.needed, seen.enough) == (1, 10, False)
    for each in names[2:10]:
        standing.support(here.actors[each], nomination=made.pk)
    assert elections.supports(row)[made.pk] == 9
    refused(
        "polls.nomination_incomplete",
        standing.check_nomination,
        here.clerk,
        nomination=made.pk,
        qualified=True,
        words="可以",
    )
    refused("polls.supported_already", standing.support, other, nomination=made.pk)
    standing.support(here.actors[names[10]], nomination=made.pk)
    assert elections.unchecked(row) == 1
    refused("kernel.not_for_you", standing.check_nomination, other, **_checking(made))
    refused(
        "polls.words_first", standing.check_nomination, here.clerk, **_checking(made, words=" ")
    )
    check(here, made, qualified=False)
    refused("polls.checked_already", standing.check_nomination, here.clerk, **_checking(made))
    found = Nomination.objects.within(here.community).get()
    assert (found.standing, found.why, found.checked_by_id) == (
        "rejected",
        "年满十八周岁",
        here.clerk.person,
    )
    assert events("polls.nomination_checked") == 1
    work()
    kinds = set(
        Notice.objects.within(here.community)
        .filter(kind__startswith="poll_nom")
        .values_list("kind", flat=True)
    )
    assert kinds == {"poll_nominated", "poll_nomination_checked"}


def _checking(made: Nomination, **more):
    return {"nomination": made.pk, "qualified": True, "words": "可以", **more}


def test_nobody_checks_their_own_nomination(here):
    names = people(here, 10)
    home(here, "clerk", "204", "2")
    row = election(here)
    who = here.people["clerk"].public_id
    made = standing.nominate(here.actors[names[0]], poll=row.pk, who=who)
    refused("polls.own_nomination", standing.check_nomination, here.clerk, **_checking(made))
    assert Nomination.objects.within(here.community).get().standing == "waiting"


def test_five_homes_name_where_homes_vote_each_once(here):
    names = people(here, 6)
    person(here, "kin", here.community)
    home(here, "kin", "1000", "1")
    row = election(here, mode="households")
    # the first and her kin share a home
    made = named(here, row, names[5], [names[0], "kin", *names[1:4]])
    assert (elections.supports(row)[made.pk], elections.needed(row)) == (4, 5)
    assert elections.unchecked(row) == 0
    standing.support(here.actors[names[4]], nomination=made.pk)
    assert elections.unchecked(row) == 1


def test_the_list_is_published_once_all_are_checked_normally_with_more_than_seats(here):
    names = people(here, 12)
    row = election(here)
    made = [named(here, row, name, names[:10]) for name in names[:6]]
    late = named(here, row, names[6], names[:3])
    with clock.frozen(clock.now() + timedelta(days=POSTED)):
        course.freeze(here.clerk, poll=row.pk)
        lists = {"poll": row.pk, "order": "strokes"}
        refused("polls.no_candidates", open_, here, row)
        refused("polls.check_first", standing.list_candidates, here.clerk, **lists)
        for each, strokes in zip(made[:5], (9, 3, 12, 7, 5), strict=True):
            check(here, each, strokes=strokes)
        check(here, made[5], qualified=False)
        refused("polls.more_candidates", standing.list_candidates, here.clerk, **lists)
        assert Candidate.objects.count() == 0
        lists["words"] = "无人再提名"
        standing.list_candidates(here.clerk, **lists)
        found = fresh(row)
        assert (found.state, found.list_order, found.few_words) == (
            "frozen",
            "strokes",
            "无人再提名",
        )
        order = sorted(numbers(row).items(), key=lambda each: each[1])
        assert [person for person, _ in order] == [
            made[place].person_id for place in (1, 4, 3, 0, 2)
        ]
        assert events("polls.candidates_listed") == 1
        refused("polls.not_now", standing.list_candidates, here.clerk, **lists)
        refused("polls.not_now", standing.support, here.ann, nomination=late.pk)
        refused(
            "polls.not_now",
            standing.nominate,
            here.ann,
            poll=row.pk,
            who=here.people["ann"].public_id,
        )
        # whoever stands may step back until it opens; the number stays empty
        standing.answer_nomination(here.actors[names[0]], nomination=made[0].pk, stands=False)
        assert [each.number for each in elections.standing(fresh(row))] == [1, 2, 3, 5]
        open_(here, row)
        refused(
            "polls.not_now",
            standing.answer_nomination,
            here.actors[names[1]],
            nomination=made[1].pk,
            stands=False,
        )


def test_without_strokes_the_lot_decides(here):
    names = people(here, 10)
    row = listed(here, names, 6)
    with clock.frozen(clock.now() + timedelta(days=POSTED)):
        course.freeze(here.clerk, poll=row.pk)
        refused(
            "polls.strokes_first",
            standing.list_candidates,
            here.clerk,
            poll=row.pk,
            order="strokes",
        )
        standing.list_candidates(here.clerk, poll=row.pk, order="drawn")
    assert sorted(numbers(row).values()) == [1, 2, 3, 4, 5, 6]


def test_e4_three_of_five_are_elected_the_others_run_again_and_a_tie_once_more(here):
    names = people(here, 12)
    row = listed(here, names, 7)
    with clock.frozen(clock.now() + timedelta(days=POSTED)):
        course.freeze(here.clerk, poll=row.pk)
        standing.list_candidates(here.clerk, poll=row.pk, order="drawn")
        row = open_(here, row)
        number = [numbers(row)[here.people[name].pk] for name in names[:7]]
        refused("voting.too_many_names", vote, here, row, names[0], choice=number[:6])
        refused("voting.no_such_choice", vote, here, row, names[0], choice=[99])
        # all twelve name the first three; four the fourth and the fifth, three the sixth
        for place, name in enumerate(names):
            extra = number[3:5] if place < 4 else number[5:6] if place < 7 else []
            vote(here, row, name, choice=[*number[:3], *extra])
    row = finish(here, row)
    assert (row.outcome, sorted(row.figures["elected"])) == ("partly", sorted(number[:3]))
    assert (row.figures["seats_left"], sorted(row.figures["next"])) == (2, sorted(number[3:6]))
    with clock.frozen(row.closes_at + timedelta(hours=1)):
        answers = race(
            *[_at_once(here, row) for _ in range(2)],
        )
        assert answers == ["done", "polls.nothing_left"]
        again = Poll.objects.within(here.community).get(again_of=row)
        assert (again.state, again.seats, again.origin) == ("frozen", 2, "again")
        assert (again.roll_size, again.roll_root) == (row.roll_size, row.roll_root)
        assert (
            RollEntry.objects.within(here.community).filter(poll=again).count() == again.roll_size
        )
        assert set(numbers(again)) == {here.people[name].pk for name in names[3:6]}
        refused("polls.again_goes_on", course.withdraw, here.clerk, poll=again.pk, words="算了")
        again = open_(here, again)
        second = [numbers(again)[here.people[name].pk] for name in names[3:6]]
        # twelve ballots: six for the first, four each for the others: a third, and a tie
        for place, name in enumerate(names):
            choice = [second[0]] if place < 6 else [second[1], second[2]]
            vote(here, again, name, choice=choice if place < 10 else "abstain")
    again = finish(here, again)
    assert (again.outcome, again.figures["tied"]) == ("partly", True)
    assert again.figures["elected"] == [second[0]]
    assert sorted(again.figures["next"]) == sorted(second[1:])
    with clock.frozen(again.closes_at + timedelta(hours=1)):
        third = standing.run_again(here.clerk, poll=again.pk)
        assert (third.seats, len(numbers(third))) == (1, 2)
        assert events("polls.proposed") == 3


def _at_once(here, row: Poll):
    now = clock.now()

    def run() -> None:
        with clock.frozen(now):
            standing.run_again(here.clerk, poll=row.pk)

    return run


def test_e1_too_few_elect_nobody_and_there_is_no_run_off(here):
    names = people(here, 12)
    row = listed(here, names, 6)
    with clock.frozen(clock.now() + timedelta(days=POSTED)):
        course.freeze(here.clerk, poll=row.pk)
        standing.list_candidates(here.clerk, poll=row.pk, order="drawn")
        row = open_(here, row)
        for name in names[:3]:
            vote(here, row, name, choice=[1])
    row = finish(here, row)
    assert (row.outcome, row.figures["elected"]) == ("invalid", [])
    refused("polls.nothing_left", standing.run_again, here.clerk, poll=row.pk)
    assert not Poll.objects.across_communities(ALL).filter(again_of=row).exists()
    assert line(here, row, names[0])
