"""One person votes once by whatever record, nobody judges about themself, the urn tells no order."""

import pytest
from django.db import connection
from tests.entering import entering
from tests.racing import race

from linli.identity.models import Person
from linli.kernel import clock
from linli.polls import queries
from linli.polls.actions import course, taking_part
from linli.polls.models import Counted, Signature, Slip, Turn
from linli.polls.operations.ballots import STIRRED
from linli.polls.tests.making import (
    ALL,
    MAY,
    finish,
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


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


def merged(here, gone: str, into: str) -> None:
    Person.objects.filter(pk=here.people[gone].pk).update(
        merged_into=here.people[into], locked="merged", is_active=False
    )


def at_once(here, row, name: str, **more):
    """For another thread, where the same time holds."""
    now = clock.now()

    def run() -> None:
        with clock.frozen(now):
            vote(here, row, name, **more)

    return run


def ask_sql(sql: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_two_records_of_one_person_have_one_vote_and_one_signature(here):
    names = people(here, 3)
    with opened(here) as row:
        first, second = line(here, row, names[0]), line(here, row, names[1])
        merged(here, names[1], names[0])
        assert [e.number for e in queries.lines_of(here.people[names[0]].pk, row)] == sorted(
            [first, second]
        )
        assert race(*[at_once(here, row, names[0], number=each) for each in (first, second)]) == [
            "done",
            "polls.voted_already",
        ]
        assert (Turn.objects.across_communities(ALL).count(), Slip.objects.count()) == (1, 1)
    asked = course.petition(here.actors[names[0]], wanted=wanted(here))
    unit = queries.homes_here(here.people[names[2]].pk, asked)[0].unit
    Signature.objects.create(poll=asked, person=here.people[names[2]], unit=unit, at=clock.now())
    assert queries.signed(asked).have == 2
    merged(here, names[2], names[0])
    assert queries.signed(asked).have == 1


def test_a_home_of_two_still_votes_once_and_two_homes_of_one_twice(here):
    """Where homes vote, one person may speak for two of them."""
    home(here, "ann", "203", "2")
    with opened(here, mode="households") as row:
        for each in queries.lines_of(here.people["ann"].pk, row):
            vote(here, row, "ann", number=each.number)
        assert Turn.objects.across_communities(ALL).count() == 2


def test_nobody_answers_an_objection_to_their_own_line_or_home(here):
    person_of = here.people["clerk"].pk
    home(here, "clerk", "204", "2")
    for mode in ("persons", "households"):
        row = posted(here, mode=mode)
        number = queries.lines_of(person_of, row)[0].number
        said = taking_part.object_(
            here.ann, poll=row.pk, about="wrong", words="不住这里", number=number
        )
        call = {"objection": said.pk, "upheld": False, "words": "住这里"}
        refused("polls.own_objection", taking_part.answer, here.clerk, **call)
        assert taking_part.answer(here.clerk2, **call).ruling == "rejected"


def test_the_order_of_the_urn_is_not_that_of_the_turns(here):
    """Neither by place nor by transaction: whoever reads the tables, or a copy of them, sees a heap."""
    names = people(here, 12)
    with opened(here) as row:
        for name in names:
            vote(here, row, name, choice="oppose" if name == names[0] else "agree")
        assert Slip.objects.count() == len(names)
        kept = dict(ask_sql("SELECT xmin::text, count(*) FROM polls_slip GROUP BY 1"))
        turns = {each for (each,) in ask_sql("SELECT xmin::text FROM polls_turn")}
        # every slip lies there as written by the last voter
        assert list(kept.values()) == [len(names)]
        assert set(kept) <= turns
        assert len(names) <= STIRRED
        finish(here, row)
        assert sorted(Counted.objects.values_list("choice", flat=True)) == [
            *["agree"] * (len(names) - 1),
            "oppose",
        ]


def test_two_who_vote_at_once_both_lie_in_the_urn(here):
    names = people(here, 6)
    with opened(here) as row:
        for name in names[:2]:
            vote(here, row, name)
        for pair in (names[2:4], names[4:6]):
            assert race(*[at_once(here, row, name) for name in pair]) == ["done", "done"]
        assert Slip.objects.count() == 6
        assert finish(here, row).figures["agree"] == 6


@pytest.mark.parametrize(
    "choice", ["yes", "", [], [1], ["agree"], {}, None, 1, [[1]], "agree\u0000"]
)
def test_a_ballot_that_says_nothing_is_none(here, client, choice):
    names = people(here, 1)
    with opened(here) as row:
        number = line(here, row, names[0])
        answer = entering(client, here)(names[0]).post(
            f"/api/polls/{row.code}/ballots",
            {"number": number, "choice": choice},
            content_type="application/json",
        )
        assert 400 <= answer.status_code < 500
        assert (Slip.objects.count(), Turn.objects.across_communities(ALL).count()) == (0, 0)


def test_a_topic_by_a_strange_number_is_none(here, client):
    clerk = entering(client, here)("clerk")
    proposed(here)
    for number in ("9" * 5000, "²", "-1", "x"):
        assert clerk.get("/work/polls/new/", {"topic": number}).status_code == 404


def test_a_slip_comes_in_among_any_of_its_neighbours_and_none_is_lost(here, monkeypatch):
    """Of a full urn a few are stirred, always side by side with the new one somewhere among them."""
    monkeypatch.setattr("linli.polls.operations.ballots.STIRRED", 4)
    names = people(here, 14)
    places = set()
    with opened(here) as row:
        known: set = set()
        for number, name in enumerate(names, 1):
            vote(here, row, name)
            # who wrote last: the new one and three others, side by side by number
            rows = ask_sql("SELECT id, xmin::text::bigint FROM polls_slip ORDER BY id")
            assert len(rows) == number
            last = max(xmin for _id, xmin in rows)
            beside = [place for place, (_id, xmin) in enumerate(rows) if xmin == last]
            assert len(beside) == min(number, 4)
            assert beside == list(range(beside[0], beside[0] + len(beside)))
            (new,) = {each for each, _xmin in rows} - known
            known.add(new)
            places.add([rows[place][0] for place in beside].index(new))
        assert len(places) > 1
        assert finish(here, row).figures["agree"] == len(names)
