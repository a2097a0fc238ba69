"""The official statement: persons and area per choice, and whether a matter was adopted.

Read from a sheet of the export where it has one; whatever is missing there the clerk types in.
"""

import re
from collections.abc import Mapping
from typing import Any

from linli.places.roster.cells import area_centi, plain
from linli.places.roster.sheets import Formula
from linli.places.roster.table import Row
from linli.places.roster.types import Sheet
from linli.voting.official.choosing import choice_of, lower, matter_of
from linli.voting.official.detect import cell_at
from linli.voting.official.types import Ask, Choice, Totals, TotalsLayout, piles_of

_COUNT = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:户|人|票|张)?")
_MOST_DIGITS = 9
#: Of a whole estate, in 0.01 m²: 100 km².
MOST_SUM = 10_000_000_000
_ADOPTED = frozenset({"通过", "已通过", "当选", "是", "adopted", "passed", "yes"})
_FAILED = frozenset({"未通过", "不通过", "未当选", "否", "notadopted", "notpassed", "failed", "no"})
_ZERO = re.compile(r"0+(\.0+)?(平方米|㎡|m²|m2)?")


def read_totals(
    sheets: list[Sheet], layouts: tuple[TotalsLayout, ...], asks: list[Ask]
) -> dict[int, Totals]:
    """Matter -> what the sheets of totals say of it; what they say twice differently is left out."""
    by_name = {sheet.name: sheet for sheet in sheets}
    reader = _Reader(asks)
    for layout in layouts:
        for row in by_name[layout.sheet].rows[layout.first :]:
            if any(row):
                reader.row(layout, row)
    return {number: totals for number, totals in reader.found.items() if totals}


class _Reader:
    def __init__(self, asks: list[Ask]) -> None:
        self.asks = {ask.number: ask for ask in asks}
        self.found: dict[int, Totals] = {number: {} for number in self.asks}

    def row(self, layout: TotalsLayout, row: Row) -> None:
        ask = self._ask(layout, row)
        if ask is None:
            return
        for (pile, basis), column in layout.sums.items():
            if pile in ask.piles:
                self._keep(ask.number, pile, basis, cell_at(row, column))
        choice = self._choice(layout, row, ask)
        for basis in ("persons", "area"):
            if choice is not None and basis in layout.columns:
                for each in piles_of(choice):
                    self._keep(ask.number, each, basis, cell_at(row, layout.columns[basis]))
        verdict = verdict_of(self._get(layout, row, "verdict"))
        if verdict is not None and not ask.candidates:
            self._set(self.found[ask.number], "passed", verdict)
        elif verdict and isinstance(choice, tuple):
            elected = self.found[ask.number].setdefault("elected", [])
            self.found[ask.number]["elected"] = sorted({*elected, *choice})

    def _ask(self, layout: TotalsLayout, row: Row) -> Ask | None:
        if "matter" not in layout.columns:
            return next(iter(self.asks.values())) if len(self.asks) == 1 else None
        named = self._get(layout, row, "matter")
        number = matter_of(named, list(self.asks.values())) if named else None
        return self.asks[number] if number is not None else None

    def _choice(self, layout: TotalsLayout, row: Row, ask: Ask) -> Choice | None:
        names = ("candidate", "choice") if ask.candidates else ("choice",)
        text = next((t for name in names if (t := self._get(layout, row, name))), None)
        found = choice_of(text, ask) if text else None
        return found if found is not None and set(piles_of(found)) <= set(ask.piles) else None

    @staticmethod
    def _get(layout: TotalsLayout, row: Row, name: str) -> str | None:
        column = layout.columns.get(name)
        text = None if column is None else cell_at(row, column)
        return None if isinstance(text, Formula) else text

    def _keep(self, matter: int, pile: str, basis: str, text: str | None) -> None:
        value = None if text is None or isinstance(text, Formula) else number_of(basis, text)
        if value is not None:
            pair = self.found[matter].setdefault(pile, {"persons": None, "area": None})
            self._set(pair, basis, value)

    @staticmethod
    def _set(values: dict[str, Any], name: str, value: object) -> None:
        """Two different statements are none."""
        if values.get(name) not in {None, value}:
            value = None
        values[name] = value


def number_of(basis: str, text: str) -> int | None:
    """Persons, or an area in 0.01 m²; None for what is neither."""
    bare = plain(text)
    if basis == "area":
        return 0 if _ZERO.fullmatch(bare) else area_centi(bare, most=MOST_SUM)
    found = _COUNT.fullmatch(bare)
    digits = found[1].replace(",", "") if found else ""
    return int(digits) if digits and len(digits) <= _MOST_DIGITS else None


def verdict_of(text: str | None) -> bool | None:
    bare = lower(text) if text else ""
    return True if bare in _ADOPTED else False if bare in _FAILED else None


def cleaned(stated: Mapping[str, Any], ask: Ask) -> Totals:
    """A statement in the one form that is kept. Raises ValueError for what is none of this matter."""
    message = f"not a statement on matter {ask.number}"
    if not set(stated) <= {*ask.piles, "passed", "elected"}:
        raise ValueError(message)
    found: Totals = {}
    for pile in ask.piles:
        pair = stated.get(pile)
        if pair is not None:
            if not isinstance(pair, Mapping) or not set(pair) <= {"persons", "area"}:
                raise ValueError(message)
            found[pile] = {basis: _whole(pair.get(basis), message) for basis in ("persons", "area")}
    if ask.candidates:
        elected = stated.get("elected", [])
        numbers = set(ask.candidates.values())
        if not isinstance(elected, list) or not all(each in numbers for each in elected):
            raise ValueError(message)
        found["elected"] = sorted(set(elected))
    elif not isinstance(stated.get("passed"), bool):
        raise ValueError(message)
    else:
        found["passed"] = stated["passed"]
    return found


def _whole(value: object, message: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_SUM:
        raise ValueError(message)
    return value


def is_complete(totals: Totals, ask: Ask) -> bool:
    """Whether the statement says how many agreed on both bases, and what came out."""
    if ask.candidates:
        return "elected" in totals
    agree = totals.get("agree") or {}
    stated = agree.get("persons") is not None and agree.get("area") is not None
    return stated and totals.get("passed") is not None
