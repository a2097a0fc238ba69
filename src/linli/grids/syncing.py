"""What a device sends after it was without a connection, sorted out and answered one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from linli.grids.models import Entry
from linli.grids.queries.work import KNOWN, Judged, Noted, judged
from linli.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Answer:
    id: UUID
    state: Literal["stored", "known", "refused"]
    code: str = ""
    at: datetime | None = None
    late: bool = False


#: (community, visits) -> stores them by the action.
Store = Callable[[int, list[Noted]], object]


def sync(actor: Actor, visits: Sequence[Noted], sent_at: datetime, store: Store) -> list[Answer]:
    """Store what is new and allowed, a community at a time; answer for each visit."""
    verdicts = judged(actor, visits, sent_at)
    by_community: dict[int, list[Noted]] = {}
    for each in verdicts:
        if each.post is not None:
            by_community.setdefault(each.post.community, []).append(each.visit)
    for community, new in by_community.items():
        store(community, new)
    rows = Entry.objects.across_communities("one's own entries").filter(
        person=actor.person, noted__in=[visit.id for visit in visits]
    )
    stored = {row.noted: row for row in rows.defer("text")}
    return [_answer(each, stored.get(each.visit.id)) for each in verdicts]


def _answer(verdict: Judged, row: Entry | None) -> Answer:
    if row is None:
        return Answer(verdict.visit.id, "refused", verdict.code)
    state: Literal["stored", "known"] = "known" if verdict.code == KNOWN else "stored"
    return Answer(row.noted, state, at=row.at, late=row.late)
