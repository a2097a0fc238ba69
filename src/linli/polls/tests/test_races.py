"""Two at once, each with a connection of its own."""

import pytest
from tests.racing import race

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.polls.actions import course, outside
from linli.polls.models import Slip, Turn
from linli.polls.tests.making import MAY, fresh, home, line, opened, town, vote


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


def test_a_home_votes_once_over_all_channels_at_once(here):
    home(here, "cai", "101")
    with opened(here, mode="households") as row:
        now, number = clock.now(), line(here, row, "ann")

        def at(act):
            def run():
                with clock.frozen(now):
                    act()

            return run

        answers = race(
            at(lambda: vote(here, row, "ann")),
            at(lambda: vote(here, row, "cai", "oppose")),
            at(lambda: outside.admit(here.clerk, poll=row.pk, number=number)),
            at(
                lambda: outside.answer_at_door(
                    here.clerk2, poll=row.pk, number=number, choice="agree"
                )
            ),
        )
    assert answers == ["done", *["polls.voted_already"] * 3]
    assert Turn.objects.within(here.community).count() == 1
    kinds = Turn.objects.within(here.community).values_list("channel", flat=True)
    assert Slip.objects.count() == (1 if list(kinds) == ["phone"] else 0)


def test_a_vote_beside_the_close_is_in_or_refused(here):
    with opened(here) as row:
        before = clock.now()
    after = row.closes_at

    def cast():
        with clock.frozen(before):
            vote(here, row, "ann")

    def close():
        with clock.frozen(after):
            course.close(here.clerk, poll=row.pk)

    answers = race(cast, close)
    assert answers in (["done", "done"], ["done", "polls.not_open"])
    assert fresh(row).state == "closed"
    with clock.frozen(after):
        done = course.count(here.clerk, poll=row.pk)
    assert done.figures["ballots"] == (2 if answers == ["done", "done"] else 1) - 1


def test_two_sign_at_once_and_two_count_at_once(here):
    from linli.polls.tests.making import people, wanted

    people(here, 8)
    row = course.petition(here.ann, wanted=wanted(here))
    now = clock.now()

    def sign(name):
        def run():
            with clock.frozen(now):
                course.sign(here.actors[name], poll=row.pk)

        return run

    assert race(sign("bob"), sign("bob")) == ["done", "polls.not_now"]
    assert fresh(row).state == "proposed"
    with opened(here) as other:
        vote(here, other, "ann")
    with clock.frozen(other.closes_at):
        course.close(here.clerk, poll=other.pk)

    def count():
        with clock.frozen(other.closes_at):
            course.count(here.clerk, poll=other.pk)

    assert race(count, count) == ["done", "polls.not_now"]
    with pytest.raises(Refused):
        count()
