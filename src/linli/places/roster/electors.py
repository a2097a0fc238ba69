"""Who is one elector: owner sets, the developer as one, each disputed unit by itself.

Interpretation of the Supreme People's Court on differentiated ownership (2020), article 9: the
same buyer with several units is one person; the developer's unsold units and those sold and not
handed over are together one person. Co-owners are one set; overlapping sets are distinct.

Somebody is recognised by the number of their paper; without one, by name and telephone together.
A name alone is not a person: two of the same name stay two electors.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from linli.places.roster.cells import plain
from linli.places.roster.types import Finding, Holding, Owner, Severity, UnitRow

OwnerSet = frozenset[str]


@dataclass(frozen=True, slots=True)
class Electors:
    """Recognises people across the rows of a roster."""

    by_name_and_phone: dict[tuple[str, str], str]

    @classmethod
    def of(cls, units: Iterable[UnitRow]) -> "Electors":
        """Learn which number belongs to a name with a telephone, where only one does."""
        numbers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for unit in units:
            for owner in unit.owners:
                if owner.id_kind and owner.phone and owner.name:
                    numbers[plain(owner.name), owner.phone].add(owner.id_number)
        return cls({key: next(iter(n)) for key, n in numbers.items() if len(n) == 1})

    def person(self, owner: Owner, unit: UnitRow) -> str:
        """A text that is equal for the same person."""
        name = plain(owner.name)
        if owner.id_kind:
            return owner.id_number
        if name and owner.phone:
            return self.by_name_and_phone.get((name, owner.phone), f"{name}|{owner.phone}")
        return f"{name}|{unit.key}"

    def set_of(self, unit: UnitRow) -> OwnerSet:
        return frozenset(self.person(owner, unit) for owner in unit.owners)

    @staticmethod
    def names_of(unit: UnitRow) -> frozenset[tuple[str, str]]:
        """The owners as the row has them."""
        return frozenset((plain(o.name), o.id_number) for o in unit.owners)


def figures(units: Sequence[UnitRow]) -> dict[str, Any]:
    """The counts of a roster; areas in 0.01 m², findings as (row, code) by severity."""
    taken = [unit for unit in units if not unit.rejected]
    homes = [unit for unit in taken if not unit.parking]
    parking = [unit for unit in taken if unit.parking]
    disputed = [unit for unit in homes if unit.disputed]
    sound = [unit for unit in homes if not unit.disputed]
    developer = [unit for unit in sound if unit.holding != Holding.DELIVERED]
    electors = Electors.of(taken)
    sets = Counter(electors.set_of(u) for u in sound if u.holding == Holding.DELIVERED)
    return {
        "units": len(homes),
        "parking": len(parking),
        "area_centi": sum(unit.area_centi or 0 for unit in homes),
        "parking_area_centi": sum(unit.area_centi or 0 for unit in parking),
        "disputed": _listed(units, Severity.DISPUTED),
        "rejected": _listed(units, Severity.REJECTED),
        "warnings": _listed(units, Severity.WARNING),
        "persons": len(sets) + len(disputed) + bool(developer),
        "developer_units": len(developer),
        "developer_area_centi": sum(unit.area_centi or 0 for unit in developer),
        "owner_sets": len(sets),
        "multi_unit_owner_sets": sum(1 for count in sets.values() if count > 1),
    }


def _listed(units: Iterable[UnitRow], severity: Severity) -> list[dict[str, Any]]:
    found: list[Finding] = [f for u in units for f in u.findings if f.severity == severity]
    return [{"row": finding.row, "code": finding.code} for finding in found]
