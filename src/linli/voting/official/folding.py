"""What rows say, folded into one ballot per elector; and every step between the rows and the count.

An elector with several homes has one ballot. Rows that contradict each other count as nothing:
nobody here chooses between them. For every matter and choice, *rows + effects = count* holds on
both bases, exactly: this is what explains a difference.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from linli.voting.official.reading import Export
from linli.voting.official.types import Choice, Finding, Roll, Said, piles_of

Key = tuple[int, str]


@dataclass(slots=True)
class Pair:
    persons: int = 0
    area: int = 0

    def add(self, persons: int, area: int) -> None:
        self.persons += persons
        self.area += area

    def packed(self) -> dict[str, int]:
        return {"persons": self.persons, "area": self.area}


@dataclass(slots=True)
class Effect(Pair):
    """What a kind of finding changes. `rows`: how many it concerns."""

    rows: int = 0


@dataclass(slots=True)
class Folded:
    """`rows`: (matter, pile) -> rows and their areas as the export has them. `effects`: by code."""

    ballots: dict[int, dict[int, Choice]] = field(default_factory=lambda: defaultdict(dict))
    rows: dict[Key, Pair] = field(default_factory=lambda: defaultdict(Pair))
    effects: dict[tuple[int, str, str], Effect] = field(default_factory=lambda: defaultdict(Effect))
    findings: list[Finding] = field(default_factory=list)

    def change(self, row: Said, code: str, persons: int, area: int, rows: int = 1) -> None:
        for pile in piles_of(row.choice):
            effect = self.effects[row.matter, pile, code]
            effect.add(persons, area)
            effect.rows += rows

    def find(self, row: Said, code: str, said: int | None = None, roll: int | None = None) -> None:
        self.findings.append(
            Finding(row.sheet, row.row, code, row.matter, row.elector, row.home, said, roll)
        )


def fold(export: Export, roll: Roll) -> Folded:
    folded = Folded()
    mine: dict[tuple[int, int], list[Said]] = defaultdict(list)
    for row in export.said:
        for pile in piles_of(row.choice):
            folded.rows[row.matter, pile].add(1, _said(row, roll))
        if row.fault:
            folded.change(row, row.fault, -1, -_said(row, roll))
        else:
            mine[row.elector, row.matter].append(row)
    for (elector, matter), rows in sorted(mine.items()):
        if len({row.choice for row in rows}) > 1:
            for row in rows:
                folded.find(row, "contradicts")
                folded.change(row, "contradicts", -1, -_said(row, roll))
        else:
            folded.ballots[elector][matter] = rows[0].choice
            _weigh(folded, roll, elector, rows)
    places = {sheet: at for at, sheet in enumerate(dict.fromkeys(r.sheet for r in export.said))}
    every = [*export.findings, *folded.findings]
    folded.findings = sorted(every, key=lambda each: (places.get(each.sheet, 0), each.row))
    return folded


def _said(row: Said, roll: Roll) -> int:
    """The row's area; the roll's where the export has none."""
    if row.area is not None:
        return row.area
    if row.home:
        return roll.homes[row.home].area_centi
    return roll.electors[row.elector].area_centi if row.elector else 0


def _weigh(folded: Folded, roll: Roll, number: int, rows: list[Said]) -> None:
    """From the rows of an elector, which agree, to the one weight that the roll gives."""
    elector = roll.electors[number]
    kept: dict[int, Said] = {}
    whole = next((row for row in rows if not row.home), None)
    if whole is not None:
        kept[0] = whole
    for row in rows:
        first = kept.setdefault(0 if whole is not None else row.home, row)
        if first is not row:
            folded.find(row, "repeated")
            folded.change(row, "repeated", -1, -_said(row, roll))
    for home, row in kept.items():
        right = roll.homes[home].area_centi if home else elector.area_centi
        if row.area is not None and row.area != right:
            folded.find(row, "area_differs", row.area, right)
            folded.change(row, "area_differs", 0, right - row.area)
    first = next(iter(kept.values()))
    missing = [] if whole is not None else [h for h in roll.homes_of[number] if h.id not in kept]
    if missing:
        area = sum(home.area_centi for home in missing)
        folded.find(first, "homes_missing", None, area)
        folded.change(first, "homes_missing", 0, area)
    if elector.persons != len(kept):
        folded.change(first, "one_elector", elector.persons - len(kept), 0, rows=len(kept))
