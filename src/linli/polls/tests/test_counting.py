"""The rules as pure functions: the vectors E1–E7, and decisions against cross-multiplication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.profiles import ProfileError
from linli.kernel.shares import Fraction
from linli.polls.counting import Election, Outcome, Share, decided, elected, percent, turnout
from linli.polls.terms import PROFILES

LAW = PROFILES.in_force(date(2026, 5, 12)).rules


def election(seats, votes, roll=1000, ballots=501, *, again=False):
    return elected(LAW, roll, ballots, Election(seats, votes, again=again))


def test_e1_half_of_the_roll_is_not_valid_e2_one_more_is():
    half = election(1, {1: 500}, ballots=500)
    assert (half.outcome, half.elected, half.quorum.missing) == (Outcome.INVALID, (), 1)
    assert election(1, {1: 501}).outcome is Outcome.ELECTED
    assert decided(LAW, 1000, 500, 500).outcome is Outcome.INVALID
    assert decided(LAW, 1000, 501, 251).outcome is Outcome.PASSED


def test_e3_more_than_half_of_the_ballots():
    assert election(1, {1: 251, 2: 250}).elected == (1,)
    nobody = election(1, {1: 250, 2: 249})
    assert (nobody.outcome, nobody.elected) == (Outcome.NOBODY, ())
    assert (nobody.seats_left, nobody.next_candidates) == (1, (1, 2))
    assert nobody.support[1].missing == 1


def test_e4_seats_that_nobody_filled_go_to_a_run_off():
    found = election(5, {1: 400, 2: 300, 3: 260, 4: 200, 5: 190, 6: 180, 7: 20})
    assert (found.outcome, found.elected, found.seats_left) == (Outcome.PARTLY, (1, 2, 3), 2)
    assert (found.next_candidates, found.tied) == ((4, 5, 6), False)


def test_e5_a_run_off_needs_a_third():
    roll = 500
    assert election(1, {4: 100, 5: 50}, roll, 300, again=True).elected == (4,)
    short = election(1, {4: 99, 5: 50}, roll, 300, again=True)
    assert (short.elected, short.outcome) == ((), Outcome.NOBODY)
    # too few come to a run-off: nothing is filled, unless the place's rule lets it
    weak = election(1, {4: 100, 5: 50}, 600, 300, again=True)
    assert weak.outcome is Outcome.INVALID
    lax = elected(
        replace_rules(runoff_quorum=False), 600, 300, Election(1, {4: 100, 5: 50}, again=True)
    )
    assert lax.elected == (4,)


def replace_rules(**values):
    return LAW.model_copy(update=values)


def test_e6_the_most_votes_and_a_tie_at_the_last_seat():
    votes = dict(zip(range(1, 10), (490, 480, 470, 460, 450, 440, 430, 420, 410), strict=True))
    found = election(7, votes)
    assert (found.elected, found.outcome) == (tuple(range(1, 8)), Outcome.ELECTED)
    tie = election(7, {**votes, 7: 420, 8: 420})
    assert (tie.elected, tie.seats_left) == (tuple(range(1, 7)), 1)
    assert (tie.next_candidates, tie.tied) == ((7, 8), True)
    # a tie that is elected as a whole is none
    assert election(7, {**votes, 6: 430, 7: 430}).outcome is Outcome.ELECTED


@given(
    roll=st.integers(0, 60),
    agree=st.integers(0, 40),
    other=st.integers(0, 40),
)
def test_a_decision_needs_more_than_half_of_the_roll_and_of_those(roll, agree, other):
    ballots = agree + other
    found = decided(LAW, roll, ballots, agree)
    enough = roll > 0 and 2 * ballots > roll
    assert found.quorum.met is enough
    assert (found.outcome is Outcome.PASSED) is (enough and 2 * agree > ballots)
    assert (found.outcome is Outcome.INVALID) is not enough
    # the missing would have met it
    if not found.quorum.met and roll:
        assert 2 * (ballots + found.quorum.missing) > roll
        assert 2 * (ballots + found.quorum.missing - 1) <= roll


@given(
    seats=st.integers(1, 5),
    votes=st.lists(st.integers(0, 30), min_size=1, max_size=9),
    again=st.booleans(),
)
def test_an_election_against_a_plain_reading_of_the_rule(seats, votes, again):
    ballots = 30
    found = elected(LAW, 40, ballots, Election(seats, dict(enumerate(votes)), again=again))
    enough = [v for v in votes if (3 * v >= ballots if again else 2 * v > ballots)]
    for number, got in enumerate(votes):
        better = sum(1 for v in votes if v > got)
        level = sum(1 for v in votes if v == got)
        # whoever has enough, and for whom there is a seat whichever way a tie falls
        sure = got in enough and better + level <= seats
        assert (number in found.elected) is sure
    assert found.seats_left == seats - len(found.elected)
    assert not set(found.elected) & set(found.next_candidates)
    assert (found.outcome is Outcome.ELECTED) is (found.seats_left == 0)
    if found.tied:
        assert len(found.next_candidates) > found.seats_left
        assert len({votes[n] for n in found.next_candidates}) == 1


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8), st.integers(1, 12))
def test_no_shown_figure_is_of_a_small_group_nor_tells_one(parts, least):
    shares = [Share(n, roll, min(roll, v)) for n, (roll, v) in enumerate(parts)]
    shown = turnout(shares, least)
    assert all(each.roll >= least for each in shown)
    if shown:
        assert sum(each.roll for each in shown) == sum(each.roll for each in shares)
        assert sum(each.voted for each in shown) == sum(each.voted for each in shares)


def test_per_cents_are_rounded_down():
    assert (percent(1, 3), percent(2, 3), percent(3, 3), percent(0, 0)) == (33, 66, 100, 0)


def test_the_rules_of_a_day_are_the_youngest_that_hold():
    assert PROFILES.in_force(date(2025, 12, 31)).key == "national_2018"
    assert PROFILES.in_force(date(2026, 1, 1)).key == "national_2026"
    new = PROFILES.by_key["national_2026"]
    assert (new.trust, new.rules.party_studies_first) == ("known", True)
    assert (new.rules.quorum, new.rules.runoff) == (Fraction(1, 2, True), Fraction(1, 3, False))
    assert set(new.sources) == set(type(new.rules).model_fields)
    with pytest.raises(ProfileError):
        PROFILES.in_force(date(2000, 1, 1))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("posted_days = 20", "posted_days = 7"),
        ("age = 18", ""),
        ('quorum = ">1/2"', 'quorum = "half"'),
        ('age = "第八条"', ""),
        ("seats_min = 5", "seats_min = 10"),
    ],
)
def test_a_file_that_is_no_profile_is_refused(line, wrong):
    text = (PROFILES.folder / "national_2018.toml").read_text("utf-8")
    assert line in text
    assert PROFILES.read(text, "it").key == "national_2018"
    with pytest.raises(ProfileError):
        PROFILES.read(text.replace(line, wrong), "it")
