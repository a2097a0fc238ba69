"""Who would be on the roll of a poll today. Reads only; a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linli.identity.identifiers import age_on
from linli.identity.models import PrivateRecord
from linli.kernel import clock
from linli.kernel.scoping import ScopedQuerySet
from linli.places.models import Unit
from linli.polls.terms import Mode, Rules
from linli.residence.models import Residence
from linli.residence.models.home import live

WHO = "whoever lives where the poll is held"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a poll is held: a building, an estate, or the community."""

    community: int
    estate: int | None = None
    building: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A person or a home, with the building that turnout counts it in."""

    person: int | None
    unit: int | None
    building: int | None


def homes(scope: Scope) -> ScopedQuerySet[Unit]:
    """Homes of a scope; a parking space is none."""
    rows = Unit.objects.within(scope.community).filter(gone=False, parking=False)
    if scope.building is not None:
        return rows.filter(building=scope.building)
    return rows.filter(estate=scope.estate) if scope.estate is not None else rows


def residents(scope: Scope) -> ScopedQuerySet[Residence]:
    """Whoever lives there today, tenants and family as well as owners."""
    rows = Residence.objects.within(scope.community).filter(
        live(),
        lives=True,
        unit__gone=False,
        unit__parking=False,
        person__erased_at=None,
    )
    if scope.building is not None:
        return rows.filter(unit__building=scope.building)
    return rows.filter(unit__estate=scope.estate) if scope.estate is not None else rows


def too_young(people: Iterable[int], rules: Rules, day: date | None = None) -> frozenset[int]:
    """Who is not of age, and who may be left out since nobody knows. One query."""
    wanted, on = set(people), day or clock.today()
    known: dict[int, date] = {}
    for row in PrivateRecord.objects.filter(person__in=wanted, birth_date__isnull=False):
        born = row.read("birth_date")
        if born:
            known[row.person_id] = date.fromisoformat(born)
    young = {person for person, born in known.items() if age_on(born, on) < rules.age}
    if rules.age_unknown == "left_out":
        young |= wanted - set(known)
    return frozenset(young)


def lines(scope: Scope, mode: Mode, rules: Rules) -> list[Line]:
    """The roll as it would be posted today, in the order of the homes."""
    return _households(scope, rules) if mode is Mode.HOUSEHOLDS else _persons(scope, rules)


def _persons(scope: Scope, rules: Rules) -> list[Line]:
    """Each once, where they live first; a merged record is the one it went into."""
    rows = residents(scope).order_by("unit__estate", "unit__position", "unit", "pk")
    found: dict[int, int] = {}
    for person, into, building in rows.values_list(
        "person", "person__merged_into", "unit__building"
    ):
        found.setdefault(into or person, building)
    young = too_young(found, rules)
    return [Line(each, None, where) for each, where in found.items() if each not in young]


def _households(scope: Scope, rules: Rules) -> list[Line]:
    rows = homes(scope).order_by("estate", "position", "pk")
    if rules.homes == "lived_in":
        rows = rows.filter(pk__in=residents(scope).values("unit"))
    return [Line(None, unit, building) for unit, building in rows.values_list("pk", "building")]


def entitled(scope: Scope, mode: Mode, rules: Rules) -> int:
    """How many a share of signatures is taken of."""
    return len(lines(scope, mode, rules))
