"""Who may change the tree of places, and what may lie in what."""

from typing import Any

from django.db.models import QuerySet

from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.places.models import Area, Estate, Place, RosterImport, Unit, UnitCorrection

#: What lies directly in what; None is the root of the tree.
INSIDE: dict[str | None, str] = {
    None: Place.Kind.DISTRICT,
    Place.Kind.DISTRICT: Place.Kind.STREET,
    Place.Kind.STREET: Place.Kind.COMMUNITY,
}
#: Digits of the official codes. They say what a place is, in whatever order a table names them.
DIGITS: dict[str, int] = {Place.Kind.DISTRICT: 6, Place.Kind.STREET: 9, Place.Kind.COMMUNITY: 12}


def is_code(kind: str, code: str) -> bool:
    return code.isascii() and code.isdecimal() and len(code) == DIGITS[kind]


def may_establish(actor: Actor, *, kind: str, **_: Any) -> Decision:
    """The system imports the tree; the district's administrator enters streets and communities."""
    if actor.capacity == Capacity.SYSTEM:
        return ALLOWED
    if actor.capacity != Capacity.DISTRICT_ADMIN or kind == Place.Kind.DISTRICT:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def fits_under(kind: str, parent: Place | None) -> Decision:
    wanted = INSIDE.get(parent.kind if parent else None)
    return ALLOWED if kind == wanted else denied("places.wrong_parent")


def works_here(actor: Actor, *, community: int, **_: Any) -> Decision:
    """Staff with two factors in their communities, and the system (commands)."""
    if actor.capacity == Capacity.SYSTEM:
        return ALLOWED
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.STAFF:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def may_reform(actor: Actor, **_: Any) -> Decision:
    """The district's administrator enters what the government decided on its communities."""
    if actor.capacity == Capacity.SYSTEM:
        return ALLOWED
    if actor.capacity != Capacity.DISTRICT_ADMIN:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def works_on_area(actor: Actor, *, area: int, **_: Any) -> Decision:
    return _where(actor, Area.objects.across_communities("which community").filter(pk=area))


def searches_homes(actor: Actor, **_: Any) -> Decision:
    """Staff with two factors; what they find lies in their reach."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity != Capacity.STAFF:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def may_import_alone(actor: Actor, **_: Any) -> Decision:
    """Upload and apply in one step, without another person: the operator's command."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")


def works_on_estate(actor: Actor, *, estate: int, **_: Any) -> Decision:
    return _where(actor, Estate.objects.across_communities("which community").filter(pk=estate))


def works_on_roster(actor: Actor, *, roster: int, **_: Any) -> Decision:
    rows = RosterImport.objects.across_communities("which community")
    return _where(actor, rows.filter(pk=roster))


def works_on_unit(actor: Actor, *, unit: int, **_: Any) -> Decision:
    return _where(actor, Unit.objects.across_communities("which community").filter(pk=unit))


def decides_correction(actor: Actor, *, correction: int, **_: Any) -> Decision:
    """A second person: whoever proposed does not confirm."""
    rows = UnitCorrection.objects.across_communities("which community").filter(pk=correction)
    allowed = _where(actor, rows)
    if allowed and rows.filter(proposed_by=actor.person).exists():
        return denied("places.second_person")
    return allowed


def _where(actor: Actor, rows: QuerySet[Any]) -> Decision:
    community = rows.values_list("community", flat=True).first()
    if community is None:
        return denied("kernel.not_found")
    return works_here(actor, community=community)
