"""A slow counter written from the law's text, in another style than `roll` and `tally`: lists,
Fractions, one elector after the other. The tests compare both on thousands of random rolls.

No import of the code under test.
"""

from fractions import Fraction

HALF, TWO_THIRDS, THREE_QUARTERS = Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)
SPECIAL = {"raising_funds", "rebuilding", "common_parts"}


def electors(units, *, parking=False, building=None, stair=None):
    """[(set of unit ids, area as Fraction in m²)], the developer as one."""
    found = []
    for unit in units:
        if unit.get("kind") == "parking" and not parking:
            continue
        if building is not None and unit.get("building") != building:
            continue
        if stair is not None and unit.get("stair") != stair:
            continue
        mine = "the developer" if unit.get("status") in {"unsold", "undelivered"} else None
        who = mine or sorted(set(unit["owners"]))
        for one in found:
            if one["who"] == who:
                one["units"].add(unit["id"])
                one["area"] += Fraction(str(unit["area"]))
                break
        else:
            found.append({"who": who, "units": {unit["id"]}, "area": Fraction(str(unit["area"]))})
    return found


def decide(units, ballots, *, kind, policy="ACTUAL", delivered=(), invalid_counts=False, **scope):
    people = electors(units, **scope)
    total = sum((p["area"] for p in people), Fraction(0))
    piles = {"agree": [], "oppose": [], "abstain": [], "invalid": [], None: []}
    for person in people:
        said = {ballots[u] for u in person["units"] if u in ballots}
        assert len(said) <= 1
        piles[said.pop() if said else None].append(person)
    if policy == "FOLLOW_MAJORITY":
        reached = [p for p in piles[None] if p["units"] & set(delivered)]
        best = "abstain"
        for option in ("agree", "oppose", "abstain"):
            rivals = [o for o in ("agree", "oppose", "abstain") if o != option]
            if all(
                len(piles[option]) > len(piles[rival]) and area(piles[option]) > area(piles[rival])
                for rival in rivals
            ):
                best = option
        piles[best] = piles[best] + reached
    took_part = piles["agree"] + piles["oppose"] + piles["abstain"]
    if invalid_counts:
        took_part = took_part + piles["invalid"]
    quorum = (
        bool(people)
        and area(took_part) / total >= TWO_THIRDS
        and Fraction(len(took_part), len(people)) >= TWO_THIRDS
    )
    agreed = False
    if took_part:
        by_area = area(piles["agree"]) / area(took_part)
        by_heads = Fraction(len(piles["agree"]), len(took_part))
        if kind in SPECIAL:
            agreed = by_area >= THREE_QUARTERS and by_heads >= THREE_QUARTERS
        else:
            agreed = by_area > HALF and by_heads > HALF
    return {
        "total_area": total,
        "total_persons": len(people),
        "part_area": area(took_part),
        "part_persons": len(took_part),
        "agree_area": area(piles["agree"]),
        "agree_persons": len(piles["agree"]),
        "quorum": quorum,
        "passed": quorum and agreed,
    }


def area(pile):
    return sum((p["area"] for p in pile), Fraction(0))
