"""Our count of what an export says, before anything is written; after it `counting` says the same."""

from collections.abc import Mapping
from typing import Any

from linli.voting.official.types import Ask, Choice, Roll
from linli.voting.profiles.model import Rules
from linli.voting.tally import counted, election, explained, packed

Ballots = Mapping[int, Mapping[int, Choice]]


def recount(ask: Ask, kind: str, roll: Roll, ballots: Ballots, rules: Rules) -> dict[str, Any]:
    """The whole computation of one matter, as `tally.packed` gives it."""
    weights = [(each.number, each.area_centi, each.persons) for each in roll.electors.values()]
    said = {n: choices[ask.number] for n, choices in ballots.items() if ask.number in choices}
    follows = rules.counting.silence != "ACTUAL"
    told = frozenset(n for n, each in roll.electors.items() if follows and each.told)
    words = {n: choice if isinstance(choice, str) else "agree" for n, choice in said.items()}
    sums = counted(weights, words, told)
    if not ask.candidates:
        return packed(explained(sums, rules, kind))
    approvals = {}
    for number in sorted(set(ask.candidates.values())):
        mine = {n: "agree" for n, c in said.items() if not isinstance(c, str) and number in c}
        approvals[number] = counted(weights, mine).agree
    made = election(
        approvals,
        sums.voted,
        sums.invalid,
        sums.roll,
        ask.seats,
        rules=rules,
        kind=kind,
        told=sums.told,
    )
    return {
        "seats": ask.seats,
        "candidates": {str(n): packed(result) for n, result in made.candidates.items()},
        "elected": list(made.elected),
        "tied": list(made.tied),
        "passed": made.passed,
    }
