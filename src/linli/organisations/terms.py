"""How long a term lasts by default: lawful numbers with their source and first day. Pure."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dateutil.relativedelta import relativedelta

FILE = Path(__file__).parent / "data" / "terms.json"


@dataclass(frozen=True, slots=True)
class Term:
    kinds: frozenset[str]
    years: int
    since: date
    source: str

    def last_day(self, first: date) -> date:
        """The day before the same day `years` later (28 February for a 29th)."""
        return first + relativedelta(years=self.years) - timedelta(days=1)


@cache
def terms() -> tuple[Term, ...]:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Term(frozenset(r["kinds"]), r["years"], date.fromisoformat(r["since"]), r["source"])
        for r in rows
    )


def term_of(kind: str, on: date) -> Term | None:
    """What is in force for a kind on a day; None where the law says nothing."""
    found = [term for term in terms() if kind in term.kinds and term.since <= on]
    return max(found, key=lambda term: term.since, default=None)
