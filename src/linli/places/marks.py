"""Keyed hashes of what a roster says: equal rows have equal marks, and nobody reads them.

They decide what a later roster changes without opening what is sealed.
"""

import json
from dataclasses import dataclass

from linli.identity.names import cleaned_name
from linli.identity.vault import Vault, vault
from linli.places.roster.electors import Electors
from linli.places.roster.types import Owner, Severity, UnitRow


@dataclass(frozen=True, slots=True)
class Marked:
    """A row with its marks. `owners`: mark of each person -> what the row says of them."""

    row: UnitRow
    mark: bytes
    elector: bytes | None
    owners: dict[bytes, Owner]
    disputes: tuple[str, ...]
    warnings: tuple[str, ...]


class Marker:
    """Marks the rows of one estate."""

    def __init__(self, estate: int, electors: Electors) -> None:
        self.estate = estate
        self.electors = electors
        self.vault: Vault = vault()

    def person(self, key: str) -> bytes:
        return self.vault.blind(key, kind=f"roster_owner:{self.estate}")

    def elector(self, people: list[bytes]) -> bytes | None:
        """Of a set: the order of its owners does not matter. None for nobody."""
        if not people:
            return None
        joined = ",".join(sorted(mark.hex() for mark in people))
        return self.vault.blind(joined, kind=f"elector:{self.estate}")

    def marked(self, row: UnitRow) -> Marked:
        owners = {
            self.person(self.electors.person(owner, row)): owner
            for owner in row.owners
            if owner.name or owner.id_number
        }
        disputes = _codes(row, Severity.DISPUTED)
        warnings = _codes(row, Severity.WARNING)
        said = [
            *row.key, row.area_centi, row.holding, row.use, disputes, warnings,
            sorted((m.hex(), cleaned_name(o.name), o.phone) for m, o in owners.items()),
        ]  # fmt: skip
        text = json.dumps(said, ensure_ascii=False)
        mark = self.vault.blind(text, kind=f"roster_unit:{self.estate}")
        return Marked(row, mark, self.elector(list(owners)), owners, disputes, warnings)


def _codes(row: UnitRow, severity: Severity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.code for f in row.findings if f.severity == severity))
