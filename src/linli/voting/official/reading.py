"""Rows to what each says on each matter, with findings; the roll is asked, nothing is folded yet."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from linli.places.roster import cells
from linli.places.roster.sheets import Formula
from linli.places.roster.table import (
    Row,
    Spans,
    is_repeated_heading,
    is_total,
    words_of_heading,
)
from linli.places.roster.types import NONE, Answers, Sheet
from linli.voting.official.choosing import LONGEST, MOST_WORDS, choice_of, matter_of
from linli.voting.official.detect import cell_at
from linli.voting.official.types import SILENT, Ask, Finding, Layout, Roll, Said

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")


@dataclass(slots=True)
class Export:
    """What an export says. `rows`: all but totals and headings; `channels`: word -> rows."""

    rows: int = 0
    said: list[Said] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    channels: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the reader must know of the assembly. `days`: the first and the last of the vote."""

    asks: list[Ask]
    roll: Roll
    days: tuple[str, str] = ("", "")

    def ask(self, number: int) -> Ask:
        return next(each for each in self.asks if each.number == number)


def read(
    sheets: list[Sheet], layouts: tuple[Layout, ...], answers: Answers, frame: Frame
) -> Export:
    """Read the sheets that have a layout. All questions must be answered before."""
    by_name = {sheet.name: sheet for sheet in sheets}
    export = Export()
    for layout in layouts:
        _Reader(by_name[layout.sheet], layout, answers, frame, export).run()
    return export


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose row it is; `fault` where nobody's."""

    elector: int = 0
    home: int = 0
    fault: str = ""


class _Reader:
    """One sheet, from the top."""

    def __init__(
        self, sheet: Sheet, layout: Layout, answers: Answers, frame: Frame, export: Export
    ) -> None:
        self.sheet, self.layout, self.answers = sheet, layout, answers
        self.frame, self.export = frame, export
        self.spans = Spans(sheet.merges, layout.first)
        self.headed = words_of_heading([key.split("#", 1)[0] for key in layout.headings])

    def run(self) -> None:
        for at in range(self.layout.first, len(self.sheet.rows)):
            row = self.sheet.rows[at]
            if any(row) and not is_total(row) and not is_repeated_heading(row, self.headed):
                self.export.rows += 1
                self._row(at, row)

    def get(self, at: int, row: Row, name: str) -> str | None:
        """The cell of a field, taken from above where a merged cell spans it."""
        column = self.layout.columns.get(name)
        return None if column is None else self._cell(at, row, column)

    def _cell(self, at: int, row: Row, column: int) -> str | None:
        value = cell_at(row, column)
        source = self.spans.source(at, column) if value is None else None
        return value if source is None else cell_at(self.sheet.rows[source], column)

    def find(self, at: int, code: str, **more: int | None) -> None:
        self.export.findings.append(Finding(self.sheet.name, at + 1, code, **more))  # type: ignore[arg-type]

    def _row(self, at: int, row: Row) -> None:
        place = self._place(at, row)
        area = self._area(at, row, place)
        self._count_channel(at, row)
        self._look_at_time(at, row, place)
        for matter, cell in self._cells(at, row):
            if matter is None:
                if cell is not None:
                    self.find(at, "matter_unknown", elector=place.elector)
                continue
            self._one(at, place, matter, cell, area)

    def _one(self, at: int, place: _Place, matter: int, cell: str | None, area: int | None) -> None:
        about = {"matter": matter, "elector": place.elector, "home": place.home}
        if cell is None or isinstance(cell, Formula):
            self.find(at, "choice_missing" if cell is None else "formula", **about)
            return
        key = f"{self.sheet.name}|choice|{cells.plain(cell)}"
        given = self.answers.get(key)
        choice = None if given == NONE else choice_of(cell, self.frame.ask(matter), given)
        if choice is None:
            self.find(at, "choice_unknown", **about)
        elif choice != SILENT:
            values = (self.sheet.name, at + 1, matter, choice)
            said = Said(*values, place.elector, place.home, area, place.fault)
            self.export.said.append(said)
            if place.fault:
                self.find(at, place.fault, matter=matter, said=area)

    def _cells(self, at: int, row: Row) -> Iterator[tuple[int | None, str | None]]:
        """Matter and the cell of its choice; None: which matter cannot be said."""
        for number, column in self.layout.matters.items():
            yield number, self._cell(at, row, column)
        if not self.layout.matters:
            named, cell = self.get(at, row, "matter"), self.get(at, row, "choice")
            yield self._matter(named), cell

    def _matter(self, named: str | None) -> int | None:
        asks = self.frame.asks
        if named is None or isinstance(named, Formula):
            return None
        found = matter_of(named, asks)
        if found is None:
            given = self.answers.get(f"{self.sheet.name}|matter|{cells.plain(named)}", "")
            found = int(given) if given.isdigit() else None
        return found

    def _place(self, at: int, row: Row) -> _Place:
        number = self.get(at, row, "elector")
        if number is not None:
            bare = cells.plain(number)
            known = bare.isascii() and bare.isdigit() and int(bare[:9]) in self.frame.roll.electors
            fault = "formula" if isinstance(number, Formula) else "elector_unknown"
            return _Place(int(bare[:9])) if known and len(bare) < 10 else _Place(fault=fault)  # noqa: PLR2004
        parts = {name: self.get(at, row, name) for name in ("building", "stair", "room", "address")}
        if any(isinstance(part, Formula) for part in parts.values()):
            return _Place(fault="formula")
        found = self._homes(parts)
        if len(found) != 1:
            return _Place(fault="home_ambiguous" if found else "home_unknown")
        return _Place(found[0].elector, found[0].id)

    def _homes(self, parts: dict[str, str | None]) -> list:  # type: ignore[type-arg]
        """All homes that the row may mean."""
        room = parts["room"]
        whole = cells.address(room or parts["address"] or "")
        if whole is not None and (room is None or parts["building"] is None):
            building, stair, number = whole.building, whole.stair, whole.room
        elif room is None:
            return []
        else:
            building, stair, number = parts["building"] or "", parts["stair"] or "", room
        return self.frame.roll.called(
            cells.building_key(building) if building else "",
            cells.stair_key(stair) if stair else "",
            cells.room_key(number),
        )

    def _area(self, at: int, row: Row, place: _Place) -> int | None:
        text = self.get(at, row, "area")
        if text is None:
            return None
        area = None if isinstance(text, Formula) else cells.area_centi(text)
        if area is None:
            self.find(at, "area_unreadable", elector=place.elector, home=place.home)
        return area

    def _count_channel(self, at: int, row: Row) -> None:
        word = self.get(at, row, "channel")
        if word and len(word) <= LONGEST and not isinstance(word, Formula):
            bare = cells.plain(word)
            if bare in self.export.channels or len(self.export.channels) < MOST_WORDS:
                self.export.channels[bare] += 1

    def _look_at_time(self, at: int, row: Row, place: _Place) -> None:
        text = self.get(at, row, "time")
        found = _DAY.search(cells.plain(text)) if text else None
        first, last = self.frame.days
        if found and first:
            day = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
            if not first <= day <= last:
                self.find(at, "time_outside", elector=place.elector, home=place.home)
