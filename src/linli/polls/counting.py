"""Counting what residents decide and whom they elect. Pure; integers only, no division.

Law on residents' committees (2018), articles 9 and 10: more than half of the roll take part, more
than half of those decide. A poll that too few took part in decides nothing, whatever they said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from linli.kernel.shares import Fraction
from linli.polls.terms import Mode, Rules


class Outcome(StrEnum):
    """Of a poll. `invalid`: too few took part."""

    INVALID = "invalid"
    PASSED = "passed"
    REJECTED = "rejected"
    #: Of an election: every seat is filled, some are, none is.
    ELECTED = "elected"
    PARTLY = "partly"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Test:
    """One threshold: `have` of `of`. `missing`: how many more would have met it."""

    have: int
    of: int
    threshold: str
    met: bool
    missing: int


def tested(have: int, of: int, threshold: Fraction) -> Test:
    met = threshold.met(have, of)
    missing = 0 if met else max(threshold.least(of) - have, 1)
    return Test(have, of, str(threshold), met, missing)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with its whole computation. An invalid ballot took part and agreed to nothing."""

    outcome: Outcome
    quorum: Test
    agreement: Test


def decided(rules: Rules, roll: int, ballots: int, agree: int) -> Decided:
    """`ballots`: everybody who took part, abstentions and invalid ones among them."""
    quorum = tested(ballots, roll, rules.quorum)
    agreement = tested(agree, ballots, rules.decision)
    if not quorum.met:
        outcome = Outcome.INVALID
    else:
        outcome = Outcome.PASSED if agreement.met else Outcome.REJECTED
    return Decided(outcome, quorum, agreement)


@dataclass(frozen=True, slots=True)
class Elected:
    """An election. `next_candidates` stand for the `seats_left` in a run-off, `tied` or not."""

    outcome: Outcome
    quorum: Test
    support: Mapping[int, Test]
    elected: tuple[int, ...] = ()
    seats_left: int = 0
    next_candidates: tuple[int, ...] = ()
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Election:
    """`votes`: candidate -> ballots that name them. `again`: a run-off of an earlier election."""

    seats: int
    votes: Mapping[int, int] = field(default_factory=dict)
    again: bool = False


def elected(rules: Rules, roll: int, ballots: int, election: Election) -> Elected:
    """Who fills the seats: the most votes, each with enough of the ballots.

    A tie at the last seat is voted on again by the tied alone; seats that nobody filled go to a
    run-off of those who got the most of the rest.
    """
    quorum = tested(ballots, roll, rules.quorum)
    least = rules.runoff if election.again else rules.elected
    ranked = sorted(election.votes, key=lambda each: (-election.votes[each], each))
    support = {each: tested(election.votes[each], ballots, least) for each in ranked}
    if not quorum.met and (rules.runoff_quorum or not election.again):
        return Elected(Outcome.INVALID, quorum, support, seats_left=election.seats)
    enough = [each for each in ranked if support[each].met]
    if len(enough) > election.seats:
        line = election.votes[enough[election.seats - 1]]
        if election.votes[enough[election.seats]] == line:
            above = tuple(each for each in enough if election.votes[each] > line)
            same = tuple(each for each in enough if election.votes[each] == line)
            left = election.seats - len(above)
            return _ended(quorum, support, above, left, same, tied=True)
    filled = tuple(enough[: election.seats])
    left = election.seats - len(filled)
    rest = [each for each in ranked if each not in filled] if left else []
    onward = _most(rest, election.votes, left + rules.runoff_extra)
    return _ended(quorum, support, filled, left, onward, tied=False)


def _most(ranked: Sequence[int], votes: Mapping[int, int], count: int) -> tuple[int, ...]:
    """The first so many, and whoever has as many votes as the last of them."""
    if len(ranked) <= count:
        return tuple(ranked)
    line = votes[ranked[count - 1]]
    return tuple(each for each in ranked if votes[each] >= line)


def _ended(  # noqa: PLR0913 (what an election ends with)
    quorum: Test,
    support: Mapping[int, Test],
    filled: tuple[int, ...],
    left: int,
    onward: tuple[int, ...],
    *,
    tied: bool,
) -> Elected:
    short = Outcome.PARTLY if filled else Outcome.NOBODY
    outcome = short if left else Outcome.ELECTED
    return Elected(outcome, quorum, support, filled, left, onward, tied)


# --- paper ----------------------------------------------------------------------------------------
READERS, MOST_READERS = 2, 3


def settled(readings: Sequence[Any]) -> Any | None:
    """What a sheet says by those who read it one after the other; None while another must read it.

    Two that agree settle it. Three of whom no two agree show that nobody can read it: invalid.
    """
    for number, each in enumerate(readings):
        if each in readings[:number]:
            return each
    return "invalid" if len(readings) >= MOST_READERS else None


# --- who may ask for a poll -----------------------------------------------------------------------
def convening(rules: Rules, mode: Mode) -> Fraction:
    """Of the residents, the households or the groups."""
    return {
        Mode.PERSONS: rules.convene_persons,
        Mode.HOUSEHOLDS: rules.convene_households,
        Mode.GROUPS: rules.convene_groups,
    }[mode]


def nominators(rules: Rules, mode: Mode) -> int:
    """How many electors, or homes where homes vote, nominate somebody jointly."""
    homes = mode is Mode.HOUSEHOLDS
    return rules.nominators_households if homes else rules.nominators_persons


# --- figures that may be shown --------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Share:
    """Of a building: how many of its roll took part. `place` None: all that would tell too much."""

    place: int | None
    roll: int
    voted: int


def turnout(parts: Iterable[Share], least: int) -> list[Share]:
    """Buildings one by one, but those with fewer than `least` on the roll together.

    When what stands together is itself too few, the smallest building joins it; when that is all,
    nothing is shown by building.
    """
    shown = sorted(parts, key=lambda each: (each.roll, each.place or 0))
    small = [each for each in shown if each.roll < least]
    rest = shown[len(small) :]
    while small and sum(each.roll for each in small) < least and rest:
        small.append(rest.pop(0))
    if small and (sum(each.roll for each in small) < least or not rest):
        return []
    together = [Share(None, sum(e.roll for e in small), sum(e.voted for e in small))]
    return sorted(rest, key=lambda each: each.place or 0) + (together if small else [])


def percent(have: int, of: int) -> int:
    """Whole per cents, rounded down: what is shown never says more than was there."""
    return have * 100 // of if of else 0
