"""What a desk sends after it was without a connection, sorted out and answered one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from linli.activities.models import Mark
from linli.activities.queries.people import KNOWN, Judged, Marked, judged
from linli.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Answer:
    id: UUID
    state: Literal["stored", "known", "refused"]
    code: str = ""
    at: datetime | None = None
    late: bool = False


#: (community, marks) -> stores them by the action.
Store = Callable[[int, list[Marked]], object]


def sync(actor: Actor, marks: Sequence[Marked], store: Store) -> list[Answer]:
    """Store what is new and allowed, a community at a time; answer for each mark."""
    verdicts = judged(actor, marks)
    by_community: dict[int, list[Marked]] = {}
    for each in verdicts:
        if each.row is not None:
            by_community.setdefault(each.row.community, []).append(each.mark)
    for community, new in by_community.items():
        store(community, new)
    rows = Mark.objects.across_communities("one's own marks").filter(
        by=actor.person, noted__in=[mark.id for mark in marks]
    )
    stored = {row.noted: row for row in rows}
    return [_answer(each, stored.get(each.mark.id)) for each in verdicts]


def _answer(verdict: Judged, row: Mark | None) -> Answer:
    if row is None:
        code = verdict.code or "activities.confirmed_already"
        return Answer(verdict.mark.id, "refused", code)
    state: Literal["stored", "known"] = "known" if verdict.code == KNOWN else "stored"
    return Answer(row.noted, state, at=row.at, late=row.late)
