"""The draft that a community may begin from, with its source."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from linli.awards.breaches import profile
from linli.awards.reckoning import Book, Rule

FILE = Path(__file__).parent / "data" / "default.toml"
LIMITS = ("person_month", "pair_week", "cycle_days", "late_days")


@dataclass(frozen=True, slots=True)
class Draft:
    book: Book
    source: str


@cache
def default() -> Draft:
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    source = table.pop("source")
    limits = {name: table.pop(name) for name in LIMITS}
    rules = {kind: Rule(kind, **values) for kind, values in table.items()}
    known = profile()
    book = Book(
        version=0,
        number=0,
        since=date.min,
        rules=rules,
        breaches=known.points,
        answer_days=known.answer_days,
        appeal_days=known.appeal_days,
        **limits,
    )
    return Draft(book, f"{source}\n{known.source}")
