"""Counting owners' decisions. Pure; integers only, thresholds by cross-multiplication.

Civil Code §278: two thirds of the area *and* of the persons take part; of those, more than half
(or three quarters) of both agree. Abstentions stay in the denominator. Every number here comes in
with the profile, every number of the computation goes out with the explanation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from linli.kernel.shares import Fraction
from linli.voting.profiles.model import BASES, Basis, Counting, Rules, Threshold

Choice = Literal["agree", "oppose", "abstain", "invalid"]
CHOICES: tuple[Choice, ...] = ("agree", "oppose", "abstain", "invalid")
#: What a silent elector may join.
OPTIONS: tuple[Choice, ...] = ("agree", "oppose", "abstain")


@dataclass(frozen=True, slots=True)
class Sums:
    """On both bases."""

    area: int = 0
    persons: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.area + other.area, self.persons + other.persons)

    def __sub__(self, other: "Sums") -> "Sums":
        return Sums(self.area - other.area, self.persons - other.persons)

    def on(self, basis: Basis) -> int:
        return self.area if basis == "area" else self.persons

    def leads(self, other: "Sums") -> bool:
        """On both bases."""
        return self.area > other.area and self.persons > other.persons


NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class Counts:
    """What the ballots say. `told`: those of the silent whom the notice demonstrably reached."""

    roll: Sums
    agree: Sums = NOTHING
    oppose: Sums = NOTHING
    abstain: Sums = NOTHING
    invalid: Sums = NOTHING
    told: Sums = NOTHING

    @property
    def voted(self) -> Sums:
        return self.agree + self.oppose + self.abstain

    @property
    def silent(self) -> Sums:
        """Nobody heard from them; an invalid ballot is no silence."""
        return self.roll - self.voted - self.invalid


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the four tests. `missing`: how much more would have met it, all else equal."""

    name: Literal["participation", "agreement"]
    basis: Basis
    have: int
    of: int
    threshold: Fraction
    met: bool
    missing: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole computation of one matter."""

    counts: Counts
    participating: Sums
    agree: Sums
    oppose: Sums
    abstain: Sums
    #: Silent electors who were counted with the majority, and where; "" when nobody was.
    followed: Sums
    followed_to: Choice | Literal[""]
    conditions: tuple[Condition, ...]

    @property
    def quorum(self) -> bool:
        return all(c.met for c in self.conditions if c.name == "participation")

    @property
    def passed(self) -> bool:
        return all(c.met for c in self.conditions)


def counted(
    roll: Iterable[tuple[Any, int, int]],
    ballots: Mapping[Any, str],
    told: frozenset[Any] = frozenset(),
) -> Counts:
    """Counts from entries (name, area, persons) and the one ballot of those who cast one."""
    area = dict.fromkeys(CHOICES, 0)
    persons = dict.fromkeys(CHOICES, 0)
    all_area = all_persons = told_area = told_persons = 0
    for name, weight, heads in roll:
        all_area += weight
        all_persons += heads
        choice = ballots.get(name)
        if choice is None:
            if name in told:
                told_area += weight
                told_persons += heads
        else:
            area[choice] += weight  # type: ignore[index]
            persons[choice] += heads  # type: ignore[index]
    sums = {c: Sums(area[c], persons[c]) for c in CHOICES}
    return Counts(Sums(all_area, all_persons), **sums, told=Sums(told_area, told_persons))


def explained(counts: Counts, rules: Rules, kind: str) -> Explanation:
    """Whether a matter of this kind passed, and every step of the way there."""
    followers, to = _followed(counts, rules.counting)
    sums = {option: getattr(counts, option) for option in OPTIONS}
    if to:
        sums[to] += followers
    participating = sums["agree"] + sums["oppose"] + sums["abstain"]
    if rules.counting.invalid_participates:
        participating += counts.invalid
    return Explanation(
        counts=counts,
        participating=participating,
        agree=sums["agree"],
        oppose=sums["oppose"],
        abstain=sums["abstain"],
        followed=followers,
        followed_to=to,
        conditions=(
            *_tests("participation", participating, counts.roll, rules.participation),
            *_agreement(sums["agree"], participating, counts.roll, rules.threshold(kind)),
        ),
    )


def _agreement(
    agree: Sums, participating: Sums, roll: Sums, threshold: Threshold
) -> tuple[Condition, ...]:
    of = participating if threshold.of == "participating" else roll
    return _tests("agreement", agree, of, threshold)


def _tests(
    name: Literal["participation", "agreement"], have: Sums, of: Sums, threshold: Threshold
) -> tuple[Condition, ...]:
    return tuple(_test(name, b, have.on(b), of.on(b), getattr(threshold, b)) for b in BASES)


def _test(
    name: Literal["participation", "agreement"], basis: Basis, have: int, of: int, least: Fraction
) -> Condition:
    met = least.met(have, of)
    missing = 0 if met else max(least.least(of) - have, 1)
    return Condition(name, basis, have, of, least, met, missing)


def _followed(counts: Counts, counting: Counting) -> tuple[Sums, Choice | Literal[""]]:
    """The silent who are counted, and with whom: the option that leads on both bases.

    Where none leads, they took part and abstained.
    """
    if counting.silence != "FOLLOW_MAJORITY":
        return NOTHING, ""
    followers = counts.told if counting.silence_needs_delivery else counts.silent
    if followers == NOTHING:
        return NOTHING, ""
    sums = {option: getattr(counts, option) for option in OPTIONS}
    for option in OPTIONS:
        if all(sums[option].leads(sums[other]) for other in OPTIONS if other != option):
            return followers, option
    return followers, "abstain"


# --- elections ----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Elected:
    """`elected` in order of votes. `tied`: equal at the last seat, so none of them has it yet."""

    candidates: dict[int, Explanation]
    elected: tuple[int, ...]
    tied: tuple[int, ...]

    @property
    def passed(self) -> bool:
        return bool(self.elected)


def election(  # noqa: PLR0913 (an election is these)
    approvals: Mapping[int, Sums],
    voted: Sums,
    invalid: Sums,
    roll: Sums,
    seats: int,
    *,
    rules: Rules,
    kind: str,
    told: Sums = NOTHING,
) -> Elected:
    """Approval of up to `seats` candidates each; whoever meets both bases is in, the most first.

    `voted`: all valid ballots, whomever they approve. The silent never approve anybody.
    """
    each: dict[int, Explanation] = {}
    for number, agree in approvals.items():
        counts = Counts(roll, agree=agree, abstain=voted - agree, invalid=invalid, told=told)
        quiet = rules.counting.model_copy(update={"silence": "ACTUAL"})
        plain = rules.model_copy(update={"counting": quiet})
        each[number] = explained(counts, plain, kind)
    fit = [number for number, result in each.items() if result.passed]
    fit.sort(key=lambda n: (-approvals[n].persons, -approvals[n].area, n))
    if len(fit) <= seats:
        return Elected(each, tuple(fit), ())
    last = approvals[fit[seats - 1]]
    if approvals[fit[seats]] != last:
        return Elected(each, tuple(fit[:seats]), ())
    ahead = [n for n in fit if _before(approvals[n], last)]
    return Elected(each, tuple(ahead), tuple(n for n in fit if approvals[n] == last))


def _before(one: Sums, other: Sums) -> bool:
    return (one.persons, one.area) > (other.persons, other.area)


# --- as JSON ------------------------------------------------------------------------------------
def packed(result: Explanation) -> dict[str, Any]:
    """Every number of the computation, by name; areas in 0.01 m²."""
    sums: Sequence[str] = ("participating", "agree", "oppose", "abstain", "followed")
    return {
        "roll": asdict(result.counts.roll),
        "invalid": asdict(result.counts.invalid),
        "silent": asdict(result.counts.silent),
        "told": asdict(result.counts.told),
        **{name: asdict(getattr(result, name)) for name in sums},
        "followed_to": result.followed_to,
        "conditions": [{**asdict(c), "threshold": str(c.threshold)} for c in result.conditions],
        "quorum": result.quorum,
        "passed": result.passed,
    }
