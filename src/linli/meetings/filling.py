"""Which seats a meeting has by its charter, and who holds them on its day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from linli.deliberation.models import Charter
from linli.meetings.models import Meeting
from linli.representation.queries import seat_holders


@dataclass(frozen=True, slots=True)
class Wanted:
    """A seat as the charter asks for it. `person`: its holder, if there is one."""

    building: int | None
    organisation: int | None
    nth: int
    person: int | None
    mandate: int | None

    @property
    def slot(self) -> tuple[int | None, int | None, int]:
        return self.building, self.organisation, self.nth


def wanted(meeting: Meeting, charter: Charter, day: date) -> list[Wanted]:
    """Bodies first, then buildings. Nobody holds two."""
    holders = seat_holders(meeting.community, meeting.estate_id, charter, day)
    times: Counter[tuple[int | None, int | None]] = Counter()
    found = []
    for each in sorted(holders, key=lambda holder: holder.building is not None):
        times[each.building, each.organisation] += 1
        nth = times[each.building, each.organisation]
        found.append(Wanted(each.building, each.organisation, nth, each.person, each.mandate))
    return found
