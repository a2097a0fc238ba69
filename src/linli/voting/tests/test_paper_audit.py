"""The sample is large enough, drawn by everybody alike, and no smaller wrong set changes anything."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.voting import paper_audit
from linli.voting.tests import making
from linli.voting.tests.counting import rules_for

CHOICES = ("agree", "oppose", "abstain", "invalid")


def published(areas, choices, policy="ACTUAL", told=()):
    electors = [making.elector(n, area, units=(n,), told=told) for n, area in enumerate(areas, 1)]
    cast = {n: {1: choice} for n, choice in enumerate(choices, 1)}
    value = making.make("a", rules_for(policy), electors, cast, {1: "other_major"}).published
    return replace(value, ballots=tuple(replace(b, channel="paper") for b in value.ballots))


def outcome(value, areas, choices, policy, told):
    return published(areas, choices, policy, told).results[1]["passed"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(1, 4), min_size=3, max_size=5),
    st.data(),
    st.sampled_from(["ACTUAL", "FOLLOW_MAJORITY"]),
)
def test_fewer_wrong_sheets_than_the_bound_change_nothing(areas, data, policy):
    """Every way to re-key up to `least - 1` sheets, tried out."""
    size = data.draw(st.integers(1, len(areas)))
    choices = data.draw(st.lists(st.sampled_from(CHOICES), min_size=size, max_size=size))
    told = set(range(1, len(areas) + 1))
    value = published(areas, choices, policy, told)
    least = paper_audit.least_wrong(value)
    wrong = size if least is None else least - 1
    for spots in combinations(range(size), min(wrong, 2)):
        for others in product(CHOICES, repeat=len(spots)):
            changed = list(choices)
            for spot, other in zip(spots, others, strict=True):
                changed[spot] = other
            was = value.results[1]["passed"]
            assert outcome(value, areas, changed, policy, told) == was


def test_the_sample_size_is_the_smallest_that_keeps_the_limit():
    limit = Fraction(5, 100)
    assert paper_audit.sample_size(100, 10, limit) == 25
    assert paper_audit.missed(100, 10, 25) <= limit < paper_audit.missed(100, 10, 24)
    assert paper_audit.sample_size(100, None, limit) == 0
    assert paper_audit.sample_size(0, 1, limit) == 0
    assert paper_audit.sample_size(20, 1, limit) == 19
    assert paper_audit.sample_size(20, 20, limit) == 1


def test_everybody_draws_the_same_and_another_checkpoint_another():
    note = "linli.example/demo\n17\nAAAA\n\n— x y\n"
    seed = paper_audit.seed_of("abcd", note)
    assert seed == "linli/paper-audit@v1\nabcd\nlinli.example/demo\n17\nAAAA"
    codes = [f"s{n:03}" for n in range(300)]
    drawn = paper_audit.draw(seed, reversed(codes), 40)
    assert drawn == paper_audit.draw(seed, codes, 40)
    assert drawn[:10] == paper_audit.draw(seed, codes, 10)
    assert len(set(drawn)) == 40
    assert drawn != paper_audit.draw(seed.replace("17", "18"), codes, 40)
    assert sorted(paper_audit.draw(seed, codes, 300)) == codes
    with pytest.raises(ValueError, match="cannot be drawn"):
        paper_audit.draw(seed, codes, 301)


def test_an_election_is_bounded_by_the_seats():
    electors = [making.elector(n, 10_000) for n in range(1, 13)]
    cast = {n: {1: (1, 2)} for n in range(1, 8)} | {n: {1: (1, 3)} for n in range(8, 13)}
    cast |= {5: {1: (1, 2, 3)}, 6: {1: (1, 2, 3)}, 7: {1: (1, 2, 3)}}
    kinds = {1: "committee_election"}
    made = making.make("e", rules_for(), electors, cast, kinds, seats=2, candidates=(1, 2, 3))
    assert made.published.results[1]["elected"] == [1, 3]
    value = replace(
        made.published,
        ballots=tuple(replace(b, channel="paper") for b in made.published.ballots),
    )
    assert paper_audit.least_wrong(value) == 1
