"""Owners' decisions: the vectors, the oracle, the exact fraction both ways."""

import json
import random
from decimal import Decimal
from fractions import Fraction as Exact
from pathlib import Path

import pytest

from linli.kernel.shares import Fraction
from linli.voting.tally import NOTHING, Counts, Sums, election, explained, packed
from linli.voting.tests import oracle
from linli.voting.tests.counting import NATIONAL, figures, result_of, rules_for

VECTORS = json.loads((Path(__file__).parent / "data/vote_vectors.json").read_text())


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["id"])
def test_the_vectors(vector):
    opts = vector["opts"]
    rules = rules_for(opts.get("policy", "ACTUAL"))
    sent = {"delivered": opts["delivered"], "rules": rules}
    ordinary = result_of(vector["units"], vector["ballots"], kind="covenant", **sent)
    wanted = dict(vector["ordinary"])
    for name in ("total_area", "part_area", "agree_area"):
        wanted[name] = Decimal(wanted[name])
    assert figures(ordinary) == wanted
    special = result_of(vector["units"], vector["ballots"], kind="rebuilding", **sent)
    assert special.passed == vector["major_passed"]


def random_case(rng: random.Random):
    """A small estate with everything that makes rolls awkward, and a vote on it."""
    size = rng.choice([0, 1, 2, 3, 4, 6, 9, 12, 16, 24])
    people = [f"p{n}" for n in range(max(size * 2 // 3, 1))]
    even = rng.random() < 0.5
    units = []
    for n in range(size):
        unit = {
            "id": f"u{n}",
            "area": "100" if even else f"{rng.randint(10, 300)}.{rng.randint(0, 99):02}",
            "owners": rng.sample(people, k=min(rng.choice([1, 1, 1, 2]), len(people))),
            "building": rng.choice("AB"),
            "stair": rng.choice("12"),
        }
        if rng.random() < 0.15:
            unit["kind"] = "parking"
        if rng.random() < 0.15:
            unit["status"] = rng.choice(["unsold", "undelivered"])
        units.append(unit)
    scope = rng.choice([{}, {}, {"building": "A"}, {"building": "A", "stair": "1"}])
    parking = rng.random() < 0.3
    lean = rng.choice([["agree"], ["agree", "agree", "oppose"], ["agree", "oppose", "abstain"]])
    ballots = {}
    for person in oracle.electors(units, parking=parking, **scope):
        if rng.random() < rng.choice([0.66, 0.75, 0.95]):
            said = "invalid" if rng.random() < 0.05 else rng.choice(lean)
            ballots.update(dict.fromkeys(person["units"], said))
    return units, ballots, scope, parking


def compare(seed: int) -> bool:
    rng = random.Random(seed)
    units, ballots, scope, parking = random_case(rng)
    policy = rng.choice(["ACTUAL", "ACTUAL", "FOLLOW_MAJORITY"])
    invalid_counts = rng.random() < 0.3
    delivered = [u["id"] for u in units if rng.random() < 0.6]
    kind = rng.choice(["covenant", "use_of_funds", "common_parts", "raising_funds"])
    rules = rules_for(policy, parking=parking, invalid_counts=invalid_counts)
    ours = result_of(units, ballots, kind=kind, rules=rules, delivered=delivered, **scope)
    theirs = oracle.decide(
        units,
        ballots,
        kind=kind,
        policy=policy,
        delivered=delivered,
        invalid_counts=invalid_counts,
        parking=parking,
        **scope,
    )
    mine = {k: Exact(v) if isinstance(v, Decimal) else v for k, v in figures(ours).items()}
    assert mine == theirs, (seed, units, ballots, scope, policy)
    return ours.passed


def test_random_rolls_equal_the_oracle():
    passed = sum(compare(seed) for seed in range(600))
    assert 60 < passed < 540


@pytest.mark.long
def test_twenty_thousand_random_rolls_equal_the_oracle():
    assert sum(compare(seed) for seed in range(1_000_000, 1_020_000)) > 2_000


@pytest.mark.parametrize("text", [">=2/3", ">1/2", ">=3/4", ">=1", ">=20/100", ">0"])
def test_a_threshold_at_its_very_edge(text):
    fraction = Fraction.parse(text)
    exact = Exact(fraction.numerator, fraction.denominator)
    for of in [1, 2, 3, 5, 12, 373, 837804, 10**12 + 7]:
        least = fraction.least(of)
        for have in {least - 1, least, least + 1, 0, of}:
            share = Exact(have, of)
            assert fraction.met(have, of) == (share > exact if fraction.strict else share >= exact)
        assert fraction.met(least, of)
        assert not fraction.met(least - 1, of)
    assert not fraction.met(0, 0)


@pytest.mark.parametrize("text", ["2/3", "=>2/3", ">=2/0", "0.66", "", None, ">=-1/2"])
def test_what_is_no_threshold(text):
    with pytest.raises(ValueError, match="threshold"):
        Fraction.parse(text)


def test_what_was_missing_is_told_to_the_square_metre():
    counts = Counts(roll=Sums(900_00, 9), agree=Sums(289_75, 3), oppose=Sums(210_25, 1))
    result = explained(counts, NATIONAL, "covenant")
    missing = [(c.name, c.basis, c.missing) for c in result.conditions if not c.met]
    assert missing == [("participation", "area", 100_00), ("participation", "persons", 2)]
    enough = explained(
        Counts(Sums(900_00, 9), agree=Sums(600_00 - missing[0][2], 6), oppose=Sums(100_00, 0)),
        NATIONAL,
        "covenant",
    )
    assert enough.passed


def test_everyone_must_agree_to_a_home_turned_into_a_shop():
    all_agree = Counts(roll=Sums(600, 6), agree=Sums(600, 6))
    assert explained(all_agree, NATIONAL, "home_to_business").passed
    one_silent = Counts(roll=Sums(600, 6), agree=Sums(500, 5))
    result = explained(one_silent, NATIONAL, "home_to_business")
    assert (result.quorum, result.passed) == (True, False)
    assert [(c.basis, c.missing) for c in result.conditions if not c.met] == [
        ("area", 100),
        ("persons", 1),
    ]


@pytest.mark.parametrize(
    ("agree", "oppose", "abstain", "joined"),
    [
        (Sums(300, 3), Sums(100, 1), NOTHING, "agree"),
        (Sums(100, 1), Sums(300, 3), NOTHING, "oppose"),
        (Sums(100, 1), NOTHING, Sums(300, 3), "abstain"),
        # a lead on one basis alone is none
        (Sums(500, 2), Sums(300, 3), NOTHING, "abstain"),
        (Sums(100, 1), Sums(100, 1), NOTHING, "abstain"),
        (NOTHING, NOTHING, NOTHING, "abstain"),
    ],
)
def test_the_silent_join_whoever_leads_on_both_bases(agree, oppose, abstain, joined):
    rules = rules_for("FOLLOW_MAJORITY")
    told = Sums(200, 2)
    counts = Counts(Sums(1000, 10), agree, oppose, abstain, told=told)
    result = explained(counts, rules, "covenant")
    assert (result.followed, result.followed_to) == (told, joined)
    assert result.participating == counts.voted + told
    assert getattr(result, joined) == getattr(counts, joined) + told


def test_an_election_fills_the_seats_in_order_of_votes():
    roll, voted = Sums(1200, 12), Sums(900, 9)
    names = {1: Sums(800, 8), 2: Sums(500, 5), 3: Sums(700, 7), 4: Sums(400, 4), 5: Sums(500, 4)}
    asked = {"rules": NATIONAL, "kind": "committee_election"}
    result = election(names, voted, NOTHING, roll, 2, **asked)
    assert (result.elected, result.tied) == ((1, 3), ())
    # more than half on one basis only is not enough
    assert election(names, voted, NOTHING, roll, 5, **asked).elected == (1, 3, 2)
    tied = election({**names, 3: Sums(500, 5)}, voted, NOTHING, roll, 2, **asked)
    assert (tied.elected, tied.tied) == ((1,), (2, 3))
    few = election(names, Sums(700, 7), NOTHING, roll, 3, **asked)
    assert (few.passed, few.elected) == (False, ())


def test_packed_holds_every_number_and_no_float():
    counts = Counts(Sums(900_00, 9), agree=Sums(400_00, 4), oppose=Sums(200_00, 2))
    values = packed(explained(counts, NATIONAL, "covenant"))
    assert values["silent"] == {"area": 300_00, "persons": 3}
    assert [c["threshold"] for c in values["conditions"]] == [">=2/3", ">=2/3", ">1/2", ">1/2"]
    assert "." not in json.dumps(values)
