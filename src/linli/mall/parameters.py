"""Numbers that the mall goes by, from a day on, each set with its source."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("profiles") / "rules.json"
#: Own decisions about the form of things.
TITLE_MAX = 40
ABOUT_MAX = 300
PLACE_MAX = 80
PHONE_MAX = 20
WORDS_MAX = 300
DECISION_MAX = 80
PICTURES = 3
#: What files call the offers that own them.
PICTURE_OF = "mall.offer"
PAGE = 20
#: Eight digits can be read out; a merchant's live orders are few beside a hundred million.
CODE_DIGITS = 8
PRICE_MAX = 100_000
STOCK_MAX = 100_000
#: How far back the figures of staff look.
WINDOW_DAYS = 90


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds on a day.

    pickup_days   how long an order is kept, unless the offer ends before
    dispute_days  how long after handing over one may object
    most_open     orders of one person that are not over
    idle_days     what nobody took for so long is shown to staff
    wrong_codes   wrong codes of one person in an hour
    earn_month    the most that a neighbour earns a month by services in the mall
    earn_months   how long points so earned live
    """

    since: date
    source: str
    pickup_days: int
    dispute_days: int
    most_open: int
    idle_days: int
    wrong_codes: int
    earn_month: int
    earn_months: int


@cache
def _sets() -> tuple[Rules, ...]:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    found = (Rules(**{**row, "since": date.fromisoformat(row["since"])}) for row in rows)
    return tuple(sorted(found, key=lambda each: each.since))


def rules_on(day: date) -> Rules:
    """The values of a day; before the first set, that one."""
    sets = _sets()
    return next((each for each in reversed(sets) if each.since <= day), sets[0])
