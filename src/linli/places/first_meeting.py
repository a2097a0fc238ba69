"""When the first owners' meeting is due: an effective-dated profile per region, and the sum. Pure.

The numbers stand in `profiles/first_meeting.json`, each with its source. A profile of a region
(by the first digits of its code, GB/T 2260) goes before the national one.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("profiles") / "first_meeting.json"


@dataclass(frozen=True, slots=True)
class Profile:
    """`part` of `whole` of the floor area must be handed over.

    `includes_boundary`: exactly so much is enough (以上), else more is needed (超过); Civil Code,
    article 1259.
    """

    code: str
    region: str
    since: date
    until: date | None
    part: int
    whole: int
    includes_boundary: bool
    source: str

    def reached(self, delivered: int, total: int) -> bool:
        """By cross-multiplication; nothing is reached where nothing is known."""
        left, right = delivered * self.whole, total * self.part
        return total > 0 and (left >= right if self.includes_boundary else left > right)

    def needed(self, total: int) -> int:
        """The least area that is enough, in the unit of `total`."""
        exact, rest = divmod(total * self.part, self.whole)
        if self.includes_boundary:
            return exact + bool(rest)
        return exact + 1


@cache
def profiles() -> tuple[Profile, ...]:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Profile(
            code=row["code"],
            region=row["area"],
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            part=row["delivered_area"][0],
            whole=row["delivered_area"][1],
            includes_boundary=row["includes_boundary"],
            source=row["source"],
        )
        for row in rows
    )


def profile_for(code: str, day: date) -> Profile:
    """The profile in force on a day for a place with this code; the closest region counts."""
    fitting = [
        each
        for each in profiles()
        if code.startswith(each.region)
        and each.since <= day
        and (each.until is None or day <= each.until)
    ]
    return max(fitting, key=lambda each: (len(each.region), each.since))
