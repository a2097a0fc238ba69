"""Storing entries, and what became of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linli.facts.grids import EntriesNoted
from linli.grids.models import Entry, EntryUse
from linli.grids.models.work import Tag
from linli.grids.queries.work import Judged
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.timing import corrected

#: A file of this kind of owner is a picture of an entry.
HOLDER = "grids.entry"
DUTY = "duty"
#: A visit is a kindness delivered; one that found a need is help in hardship too.
VISIT_TAGS = {
    Entry.Outcome.MET: [Tag.LOVE],
    Entry.Outcome.ABSENT: [Tag.LOVE],
    Entry.Outcome.HELP: [Tag.LOVE, Tag.HARDSHIP],
}


def store_visits(actor: Actor, judged: Sequence[Judged], sent_at: datetime) -> list[int]:
    """Store what a device noted, each once; answers the ids of those that were new.

    A visit sent twice at once meets the constraint and is left out by the database itself.
    """
    now = clock.now()
    rows = []
    for each in judged:
        visit, post = each.visit, each.post
        if post is None:
            continue
        timed = corrected(visit.at, sent_at, now)
        rows.append(
            Entry(
                community=post.community,
                kind=Entry.Kind.VISIT,
                person_id=actor.person or 0,
                post=post,
                tags=[tag.value for tag in VISIT_TAGS[Entry.Outcome(visit.outcome)]],
                outcome=visit.outcome,
                unit_id=visit.unit,
                noted=visit.id,
                at=timed.at,
                device_at=visit.at,
                received_at=now,
                skew_ms=timed.skew_ms,
                late=timed.late,
            )
        )
    Entry.objects.bulk_create(rows, ignore_conflicts=True)
    stored = Entry.objects.across_communities("one's own entries").filter(
        person=actor.person, noted__in=[row.noted for row in rows], received_at=now
    )
    return list(stored.order_by("pk").values_list("pk", flat=True))


def store_entry(*, text: str, **values: Any) -> Entry:
    """One entry with words, now."""
    now = clock.now()
    entry = Entry(at=now, device_at=now, received_at=now, **values)
    entry.put("text", text)
    entry.save()
    return entry


def tell_noted(actor: Actor, community: int, entries: list[int]) -> None:
    rows = Entry.objects.within(community).filter(pk__in=entries, late=True)
    fact = EntriesNoted(community=community, entries=tuple(entries), late=rows.count())
    record(actor, fact, place=community)


def came_of(entry: int, kind: str, of: int) -> None:
    """What an entry went on into."""
    EntryUse.objects.filter(entry=entry, kind=kind).update(of=of)
