"""Numbers that this module goes by: a community's own from a day on, else the district's.

Each set comes from a day and names its source: a row that staff entered for their community, or
an entry of `profiles/rules.json`.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("profiles") / "rules.json"
#: Own decisions about the form of things, not about what communities may want otherwise.
TEXT_MAX = 300
DOOR_MAX = 80
REASON_MAX = 300
PICTURES = 3
PAGE = 20
#: The most wishes that one person posts in a day.
POSTS_PER_DAY = 10


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds in a community on a day.

    review          what staff look at first: codes of kinds, `picture`, `everything`
    claim_days      when nothing is heard of a claim for so long, the wish is open again
    offer_hours     within this time an open wish is offered to `offer_people`
    escalate_hours  what nobody took for so long is the staff's to settle
    most_open       wishes of one person that are not over, claims of one person at a time
    most_minutes    the most that counts for one wish
    visit_level     the level of proof that somebody needs who comes to a home
    desk            the telephone for emergencies, besides 110 and 120
    """

    since: date
    source: str
    review: frozenset[str]
    claim_days: int
    offer_hours: int
    offer_people: int
    escalate_hours: int
    most_open: int
    most_minutes: int
    visit_level: int
    desk: str = ""

    @property
    def claim_time(self) -> timedelta:
        return timedelta(days=self.claim_days)

    def asks_review(self, *, kind: str, picture: bool, unnamed: bool) -> bool:
        if "everything" in self.review or kind in self.review:
            return True
        # whoever answers for a wish without a name looks at it first, everywhere
        return unnamed or (picture and "picture" in self.review)


@cache
def _districts() -> tuple[Rules, ...]:
    """The district's own, the oldest first. A wrong entry stops whatever asks."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    found = (
        Rules(
            **{
                **row,
                "since": date.fromisoformat(row["since"]),
                "review": frozenset(row["review"]),
            }
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: each.since))


def districts_on(day: date) -> Rules:
    """The district's values of a day; before the first entry, that one."""
    entries = _districts()
    return next((each for each in reversed(entries) if each.since <= day), entries[0])
