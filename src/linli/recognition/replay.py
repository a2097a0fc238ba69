"""Records and badges recomputed from the facts alone: what differs, for auditors."""

from dataclasses import dataclass, field

from linli.journal.models import Event
from linli.kernel import clock
from linli.recognition import queries
from linli.recognition.kinds import entries_of, types
from linli.recognition.models import Record

CHUNK = 5_000


@dataclass(slots=True)
class Replayed:
    """`missing` and `invented`: (event, kind, person) that only the facts, only the records tell."""

    records: int = 0
    missing: set[tuple[int, str, int]] = field(default_factory=set)
    invented: set[tuple[int, str, int]] = field(default_factory=set)
    unearned: int = 0
    ungiven: int = 0

    @property
    def clean(self) -> bool:
        return not (self.missing or self.invented or self.unearned or self.ungiven)


def replay(community: int) -> Replayed:
    """Reads facts in their order, then judges every badge by its own edition."""
    found, told = Replayed(), set()
    rows = Event.objects.filter(place=community, type__in=types()).order_by("pk")
    after = 0
    while part := list(rows.filter(pk__gt=after)[:CHUNK]):
        told |= {(entry.event, entry.kind, entry.person) for entry in entries_of(part)}
        after = part[-1].pk
    kept = Record.objects.within(community).values_list("event", "kind", "person")
    written = set(kept.iterator())
    found.records = len(written)
    found.missing, found.invented = told - written, written - told
    different = queries.differences(community, clock.today())
    found.unearned, found.ungiven = len(different.take), len(different.give)
    return found
