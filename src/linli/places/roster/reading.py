"""Rows to units with findings, and the figures of a roster."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from linli.places.roster import cells, evidence, owners
from linli.places.roster.body import Body
from linli.places.roster.electors import Electors
from linli.places.roster.sheets import Formula, Stamp
from linli.places.roster.table import (
    Row,
    is_repeated_heading,
    is_subtotal,
    is_total,
    reads_as_footing,
    words_of_heading,
)
from linli.places.roster.types import (
    SEVERITY,
    Answers,
    Finding,
    Holding,
    Layout,
    Owner,
    Severity,
    Sheet,
    UnitRow,
)
from linli.places.roster.where import Where

_PARKING_USE = re.compile(r"车位|车库|泊位|停车|parking|garage", re.IGNORECASE)
#: Problems with the buyer of a unit that is still the developer's do not make it doubtful.
_OF_OWNER = {"id_length", "id_checksum", "id_birth", "uscc_checksum", "owner_missing"}


@dataclass(slots=True)
class Roster:
    """What a roster says. `units` holds every row but the totals, the rejected ones included."""

    units: list[UnitRow] = field(default_factory=list)
    totals: int = 0
    passed_over: int = 0
    first_of: dict[tuple[bool, str, str, str], UnitRow] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        for unit in self.units:
            yield from unit.findings

    def taken(self) -> Iterator[UnitRow]:
        return (unit for unit in self.units if not unit.rejected)


def read(
    sheets: list[Sheet], layouts: tuple[Layout, ...], answers: Answers, *, today: date
) -> Roster:
    """Read the sheets that have a layout. All questions must be answered before."""
    by_name = {sheet.name: sheet for sheet in sheets}
    roster = Roster()
    for layout in layouts:
        sheet = by_name[layout.sheet]
        _Reader(sheet, layout, answers=answers, today=today, roster=roster).run()
    return roster


class _Reader:
    """One sheet, from the top."""

    def __init__(
        self, sheet: Sheet, layout: Layout, *, answers: Answers, today: date, roster: Roster
    ) -> None:
        self.sheet = sheet
        self.layout = layout
        self.answers = answers
        self.today = today
        self.roster = roster
        self.body = Body(sheet, layout)
        self.where = Where(self.body, layout)
        self.last: UnitRow | None = None
        self.headed = words_of_heading([key.split("#", 1)[0] for key in layout.headings])

    def run(self) -> None:
        for at in range(self.layout.first, len(self.sheet.rows)):
            row = self.sheet.rows[at]
            if not any(row):
                continue
            if is_total(row):
                self.roster.totals += 1
                if is_subtotal(row):
                    self.where.forget()
                continue
            if is_repeated_heading(row, self.headed):
                continue
            if self._is_footing(row):
                self.roster.passed_over += 1
                continue
            self._row(at, row)

    def _is_footing(self, row: Row) -> bool:
        """Below a table or a printed page. A row that names a room or an area is a unit's."""
        first = next(cell for cell in row if cell)
        if not reads_as_footing(first):
            return False
        said = (self.body.own(row, name) for name in (self.where.place, "address", "area"))
        return all(cell is None or reads_as_footing(cell) for cell in said)

    def _row(self, at: int, row: Row) -> None:
        place = self.where.place
        spanned = self.body.spanned(at, place, "address")
        if spanned and self.last is not None and self.body.own(row, "owner"):
            self._another_owner(at, row)
            return
        names = (place, "address", "owner", "area", "id")
        if not any(self.body.own(row, name) for name in names):
            self.roster.passed_over += 1
            return
        if not self.body.get(at, row, place) and not self.body.get(at, row, "address"):
            filled = [cell for cell in row if cell]
            if len(filled) == 1:  # a remark under the table
                self.roster.passed_over += 1
                return
        unit = self._unit(at, row)
        self._duplicate(unit)
        self.roster.units.append(unit)
        self.last = unit

    def _unit(self, at: int, row: Row) -> UnitRow:
        problems: list[tuple[str, str]] = []
        building, stair, room = self.where.of(at, row, problems)
        use = self.body.get(at, row, "use") or ""
        parking = self.layout.parking or bool(_PARKING_USE.search(use))
        area = self._area(row, problems)
        holding, people = self._holding(at, row, parking=parking)
        for code, name in people:
            problems.append((code, name))
        unit = UnitRow(
            sheet=self.sheet.name,
            row=at + 1,
            parking=parking,
            building=building,
            building_key=cells.building_key(building) if building else "",
            stair=stair,
            stair_key=cells.stair_key(stair) if stair else "",
            room=room,
            room_key=cells.room_key(room),
            use=use,
            area_centi=area,
            holding=holding,
            owners=self._owners,
            remark=self.body.own(row, "remark") or "",
        )
        for code, name in dict.fromkeys(problems):
            unit.findings.append(self._finding(unit, code, name))
        return unit

    def _finding(self, unit: UnitRow, code: str, name: str) -> Finding:
        severity = SEVERITY[code]
        of_owner = code in _OF_OWNER or name in {"owner", "id"}
        light = (of_owner and unit.holding != Holding.DELIVERED) or name in {"phone", "remark"}
        if severity == Severity.DISPUTED and light:
            severity = Severity.WARNING
        return Finding(unit.sheet, unit.row, code, severity, name)

    # --- what and whose ---------------------------------------------------------------------
    def _area(self, row: Row, problems: list[tuple[str, str]]) -> int | None:
        if "area" not in self.layout.columns:
            if not self.layout.parking:
                problems.append(("area_missing", "area"))
            return None
        text = self.body.own(row, "area")
        if text is None:
            problems.append(("area_missing", "area"))
            return None
        if isinstance(text, Formula):
            problems.append(("formula", "area"))
            return None
        area = None if isinstance(text, Stamp) else cells.area_centi(text)
        if area is None:
            problems.append(("area_invalid", "area"))
        return area

    def _holding(
        self, at: int, row: Row, *, parking: bool
    ) -> tuple[Holding, list[tuple[str, str]]]:
        """Who holds it, and the findings on its people; leaves the owners in `_owners`."""
        word = cells.plain(self.body.get(at, row, "status") or "")
        told = self.answers.get(
            f"{self.sheet.name}|status|{word}", self.answers.get(f"*|status|{word}", "")
        )
        holding = Holding(evidence.holding_of(word) or told or "delivered") if word else None
        people = owners.people_in(
            self.body.get(at, row, "owner"),
            self.body.get(at, row, "id"),
            self.body.get(at, row, "phone"),
            phone_column="phone" in self.layout.columns and not parking,
            today=self.today,
        )
        self._owners: tuple[Owner, ...] = people.owners
        if people.says_unsold and holding is None:
            holding = Holding.UNSOLD
        held = holding or Holding.DELIVERED
        problems = list(people.problems)
        for more in self._co_owners(at, row):
            self._owners += more.owners
            problems.extend(more.problems)
        if held != Holding.DELIVERED and not people.owners:
            problems = []
        if parking:  # outside of the roll: an owner known by number alone is known enough
            problems = [p for p in problems if p[0] not in {"owner_missing", "phone_missing"}]
        return held, problems

    def _co_owners(self, at: int, row: Row) -> Iterator[owners.People]:
        """Owners with columns of their own; a number without a name is an owner too."""
        names = self.body.every(at, row, "co_owner")
        numbers = self.body.every(at, row, "co_owner_id")
        for name, number in zip_longest(names, numbers):
            if name or number:
                yield owners.people_in(name, number, None, phone_column=False, today=self.today)

    def _another_owner(self, at: int, row: Row) -> None:
        """The room's cell spans this row too: one more owner of the same unit."""
        unit = self.last
        if unit is None:
            return
        people = owners.people_in(
            self.body.own(row, "owner"),
            self.body.own(row, "id"),
            self.body.own(row, "phone"),
            phone_column=False,
            today=self.today,
        )
        unit.owners = unit.owners + people.owners
        for code, name in people.problems:
            finding = self._finding(unit, code, name)
            unit.findings.append(
                Finding(finding.sheet, at + 1, finding.code, finding.severity, finding.field)
            )

    def _duplicate(self, unit: UnitRow) -> None:
        """The same unit twice: the second row is rejected.

        When the owners differ, the first is disputed: one of the two is wrong about who owns it.
        """
        first = self.roster.first_of.setdefault(unit.key, unit)
        if first is unit:
            return
        unit.findings = [Finding(unit.sheet, unit.row, "unit_duplicate", Severity.REJECTED, "room")]
        same = Electors.names_of(first) == Electors.names_of(unit)
        if not same and not any(f.code == "unit_duplicate" for f in first.findings):
            first.findings.append(
                Finding(first.sheet, first.row, "unit_duplicate", Severity.DISPUTED, "owner")
            )
