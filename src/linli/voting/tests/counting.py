"""The code under test behind the same call as the oracle's."""

from decimal import Decimal

from linli.voting.profiles.loading import load, with_own_rules
from linli.voting.roll import Home, Part, entries
from linli.voting.tally import counted, explained

NATIONAL = load()["national"].rules


def rules_for(policy="ACTUAL", *, parking=False, invalid_counts=False, rules=NATIONAL):
    own = {
        "counting.silence": policy,
        "counting.count_parking": parking,
        "counting.invalid_participates": invalid_counts,
    }
    return with_own_rules(rules, own)


def homes(units):
    return [
        Home(
            id=unit["id"],
            area_centi=int(Decimal(str(unit["area"])) * 100),
            owners=frozenset(unit["owners"]),
            parking=unit.get("kind") == "parking",
            developer=unit.get("status") in {"unsold", "undelivered"},
            building=unit.get("building"),
            stair=unit.get("stair") or "",
        )
        for unit in units
    ]


def result_of(units, ballots, *, kind, rules, delivered=(), building=None, stair=None):
    roll = entries(homes(units), rules.counting, Part(building, stair or ""))
    cast, told = {}, set()
    for entry in roll:
        said = {ballots[unit] for unit in entry.ids if unit in ballots}
        assert len(said) <= 1
        if said:
            cast[entry.ids] = said.pop()
        if set(entry.ids) & set(delivered):
            told.add(entry.ids)
    weights = [(entry.ids, entry.area_centi, entry.persons) for entry in roll]
    return explained(counted(weights, cast, frozenset(told)), rules, kind)


def figures(result):
    return {
        "total_area": Decimal(result.counts.roll.area) / 100,
        "total_persons": result.counts.roll.persons,
        "part_area": Decimal(result.participating.area) / 100,
        "part_persons": result.participating.persons,
        "agree_area": Decimal(result.agree.area) / 100,
        "agree_persons": result.agree.persons,
        "quorum": result.quorum,
        "passed": result.passed,
    }
