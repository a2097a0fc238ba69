"""A small district with two communities, their committees, their street office and people."""

from tests.town import Town, bodies, official, person, places

from linli.duties import actions
from linli.duties.models import Duty

__all__ = ["Town", "build", "given", "official", "person"]


def build() -> Town:
    """Actors: clerk and grid (two posts of one committee), street, district, far, ann, bob, eve."""
    town = places()
    bodies(
        town,
        ("district", town.district_place, "区政府"),
        ("street", town.street_place, "街道办"),
        ("residents_committee", town.community, "甲居委会"),
        ("residents_committee", town.other, "乙居委会"),
        ("auditor", town.district_place, "审计所"),
    )
    known = town.bodies
    official(town, "clerk", known["甲居委会"], town.community, "社区专干")
    official(town, "grid", known["甲居委会"], town.community, "网格员")
    official(town, "far", known["乙居委会"], town.other, "社区专干")
    official(town, "street", known["街道办"], town.street_place, "街道经办")
    official(town, "district", known["区政府"], town.district_place, "经办")
    official(town, "auditor", known["审计所"], town.district_place, "审计员", capacity="auditor")
    for name, place in (("ann", town.community), ("bob", town.community), ("eve", town.other)):
        person(town, name, place)
    return town


def given(town: Town, owner: str = "ann", *, by: str = "clerk", **more) -> Duty:
    """A duty that the clerk gives, to a person, or to the post of an office (`office=...`)."""
    owner_part = (
        {"office": more.pop("office")}
        if "office" in more
        else {"person": town.people[owner].public_id}
    )
    values = {
        "community": town.community,
        "kind": "task",
        "title": "清理楼道",
        **owner_part,
        **more,
    }
    return actions.give(town.actors[by], **values)
