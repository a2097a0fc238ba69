"""How many sheets of paper are keyed anew, and which: a risk-limiting audit. Pure, exact.

If the published outcome were wrong because sheets were keyed wrongly, at least `least` sheets would
have to be wrong. A sample of `n` of `N` sheets misses all of them with probability
C(N - least, n) / C(N, n); `n` is the smallest for which that is at most the risk limit. One sheet
that differs, and all are keyed anew: so the chance that a wrong outcome stands is the risk limit at
the most. (Ballot-level comparison: Lindeman and Stark, "A Gentle Introduction to Risk-Limiting
Audits", IEEE Security & Privacy 10(5), 2012; here without any tolerated difference, which is
simpler and never audits too little.)

The sheets are drawn by SHA-256 in counter mode from the first checkpoint of the log that holds the
audit's beginning, and with it a hash of all that was keyed: nobody could know it before, and
everybody can draw again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from math import comb
from typing import Any

from linli.voting.published import Ballot, Elector, Matter, Published

BASES = ("area", "persons")
OPTIONS = ("agree", "oppose", "abstain")
DOMAIN = "linli/paper-audit@v1"

Weights = Mapping[str, Sequence[int]]


# --- how many -----------------------------------------------------------------------------------
def least_wrong(published: Published) -> int | None:
    """The fewest sheets that, keyed wrongly, could have changed any outcome; None: not all could."""
    found = [least_for(matter, published) for matter in published.matters]
    return min((each for each in found if each is not None), default=None)


def least_for(matter: Matter, published: Published) -> int | None:
    """The same for one matter. A bound from below: each sheet is taken to do its worst."""
    electors = {each.number: each for each in published.electors}
    weights = _weights(published.ballots, electors, matter)
    result = published.results[matter.number]
    if not matter.candidates:
        return _least(result, weights)
    each = [_least(own, weights) for own in result["candidates"].values()]
    return _smallest([*each, _seats(result, matter, weights)])


def _weights(ballots: Iterable[Ballot], electors: Mapping[int, Elector], matter: Matter) -> Weights:
    """Area and persons of the sheets that decide on this matter, the heaviest first."""
    mine = [
        electors[each.elector]
        for each in ballots
        if each.channel == "paper" and (matter.electors is None or each.elector in matter.electors)
    ]
    return {
        "area": sorted((each.area_centi for each in mine), reverse=True),
        "persons": sorted((each.persons for each in mine), reverse=True),
    }


def _least(result: Mapping[str, Any], weights: Weights) -> int | None:
    """To undo what passed one condition must break; to pass, every broken one must mend."""
    breaking, mending = [], []
    for condition in result["conditions"]:
        basis, share = condition["basis"], condition["threshold"]
        parts, whole = (int(x) for x in (share.lstrip(">=") + "/1").split("/")[:2])
        strict = not share.startswith(">=")
        slack = condition["have"] * whole - condition["of"] * parts
        sheets = [each * max(whole, parts) for each in weights[basis]]
        if condition["met"]:
            breaking.append(_reach(sheets, slack if strict else slack + 1))
        else:
            mending.append(_reach(sheets, -slack + 1 if strict else -slack))
    if result["passed"]:
        found = _smallest(breaking)
    else:  # all of them must mend: one that cannot decides, else the hardest
        found = None if None in mending else max(each for each in mending if each is not None)
    return _smallest([found, _followers(result, weights)])


def _followers(result: Mapping[str, Any], weights: Weights) -> int | None:
    """Sheets that could change whom the silent join, which moves many votes at once."""
    to = result["followed_to"]
    if not to:
        return None
    own = {
        name: {b: result[name][b] - (result["followed"][b] if name == to else 0) for b in BASES}
        for name in OPTIONS
    }
    leads = [own[to][b] - own[other][b] for other in OPTIONS if other != to for b in BASES]
    if min(leads) <= 0:  # nobody leads: one sheet may make a leader
        return 1 if weights["persons"] else None
    return _smallest(
        [
            _reach([2 * each for each in weights[b]], own[to][b] - own[other][b])
            for other in OPTIONS
            if other != to
            for b in BASES
        ]
    )


def _seats(result: Mapping[str, Any], matter: Matter, weights: Weights) -> int | None:
    """Sheets that could exchange somebody elected for somebody who is not, by persons."""
    fit = {n: own["agree"]["persons"] for n, own in result["candidates"].items() if own["passed"]}
    if not weights["persons"] or len(fit) <= (matter.seats or 0):
        return None
    if result["tied"]:
        return 1
    inside = {str(each) for each in result["elected"]}
    last = min(votes for n, votes in fit.items() if n in inside)
    next_ = max(votes for n, votes in fit.items() if n not in inside)
    return _reach([2 * each for each in weights["persons"]], max(last - next_, 1))


def _reach(sheets: Sequence[int], need: int) -> int | None:
    """How many of the heaviest sheets add up to what is needed; at least one; None: all do not."""
    total = 0
    for count, each in enumerate(sheets, 1):
        total += each
        if total >= need:
            return count
    return None


def _smallest(values: Iterable[int | None]) -> int | None:
    return min((each for each in values if each is not None), default=None)


def sample_size(sheets: int, least: int | None, limit: Fraction) -> int:
    """The smallest sample that misses `least` wrong sheets with a chance of `limit` at the most."""
    if least is None or not sheets:
        return 0
    for size in range(sheets + 1):
        if missed(sheets, least, size) <= limit:
            return size
    return sheets


def missed(sheets: int, wrong: int, size: int) -> Fraction:
    """The chance that a sample holds none of the wrong sheets."""
    return Fraction(comb(sheets - wrong, size), comb(sheets, size))


# --- which --------------------------------------------------------------------------------------
def seed_of(assembly: str, note: str) -> str:
    """From the assembly's code and the first three lines of a checkpoint: origin, size, root."""
    return "\n".join([DOMAIN, assembly, *note.split("\n")[:3]])


def draw(seed: str, codes: Iterable[str], size: int) -> list[str]:
    """`size` of the sheets, in the order in which they are drawn, without returning any."""
    left, numbers = sorted(codes), _numbers(seed)
    if size > len(left):
        message = f"{size} of {len(left)} sheets cannot be drawn"
        raise ValueError(message)
    return [left.pop(_below(len(left), numbers)) for _ in range(size)]


def _numbers(seed: str) -> Iterator[int]:
    """SHA-256 of the seed, a line feed and 1, 2, 3 … as big-endian numbers."""
    count = 0
    while True:
        count += 1
        yield int.from_bytes(sha256(f"{seed}\n{count}".encode()).digest(), "big")


def _below(end: int, numbers: Iterator[int]) -> int:
    """Uniform in 0 … end - 1: a number beyond the last whole multiple of `end` is thrown away."""
    bound = (1 << 256) // end * end
    return next(each for each in numbers if each < bound) % end
