"""Two communities under one street, their clerks, an auditor, a few residents."""

from tests.town import Town, bodies, places

__all__ = ["Town", "build"]


def build() -> Town:
    """Actors: clerk, second (a colleague), far (the other community's), auditor, ann, bob, eve."""
    town = places()
    bodies(
        town,
        ("residents_committee", town.community, "甲居委会"),
        ("residents_committee", town.other, "乙居委会"),
        ("auditor", town.district_place, "审计所"),
    )
    known = town.bodies
    town.official("clerk", known["甲居委会"], town.community, "staff")
    town.official("second", known["甲居委会"], town.community, "staff")
    town.official("far", known["乙居委会"], town.other, "staff")
    town.official("auditor", known["审计所"], town.district_place, "auditor")
    for name, place in (("ann", town.community), ("bob", town.community), ("eve", town.other)):
        town.resident(name, place)
    return town
