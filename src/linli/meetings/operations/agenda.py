"""The agenda of a meeting in draft; inside a transaction only."""

from collections.abc import Iterable
from typing import Any

from linli.deliberation.floor.state import Floor, Waiting
from linli.deliberation.models import Topic
from linli.deliberation.queries_topics import ready_for_meeting
from linli.meetings.models import Item, Meeting
from linli.meetings.parameters import ITEMS_MOST
from linli.meetings.procedures import State
from linli.meetings.queries import local_day


def add(row: Meeting, kind: str, title: str, **more: Any) -> Item:
    """At the end. Its key is its own for ever, but for a matter that comes back."""
    last = Item.objects.filter(meeting=row).order_by("-position").first()
    key = more.pop("key", "")
    item = Item(
        meeting=row,
        key=key or f"new{last.pk if last else 0}",
        position=last.position + 1 if last else 1,
        kind=kind,
        title=title,
        **more,
    )
    item.save(force_insert=True)
    if not key:
        item.key = f"i{item.pk}"
        item.save(update_fields=["key"])
    return item


def gather(row: Meeting, before: State | None) -> int:
    """What is due to come back, then what is ready, in the charter's order; answers how many new."""
    there = list(Item.objects.filter(meeting=row))
    keys = {item.key for item in there}
    topics = {item.topic_id for item in there if item.topic_id}
    room = ITEMS_MOST - len(there)
    added = 0
    for item in _coming_back(row, before):
        if added < room and item.key not in keys and item.topic_id not in topics - {None}:
            add(
                row,
                item.kind,
                item.title,
                key=item.key,
                topic_id=item.topic_id,
                threshold=item.threshold,
            )
            topics.add(item.topic_id or 0)
            added += 1
    for topic in ready_for_meeting(row.community, row.estate_id):
        if added < room and topic.pk not in topics:
            add(row, Item.Kind.TOPIC, topic.title, topic=topic)
            topics.add(topic.pk)
            added += 1
    return added


def _coming_back(row: Meeting, before: State | None) -> Iterable[Item]:
    """The items of motions that wait since the last meeting and are due on this one's day."""
    if not isinstance(before, Floor) or row.after_id is None:
        return []
    keys = [each.main.item for each in before.waiting if each.main.item and _due(row, each)]
    known: dict[str, Item] = {}
    rows = Item.objects.filter(
        meeting__in=Meeting.objects.within(row.community).filter(estate=row.estate_id), key__in=keys
    )
    for item in rows.order_by("pk"):
        known[item.key] = item
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _due(row: Meeting, each: Waiting) -> bool:
    return each.due is None or each.due <= local_day(row.starts_at)


def of_topic(row: Meeting, topic: int) -> Topic | None:
    """A topic of the community that is ready for a meeting."""
    found = {each.pk: each for each in ready_for_meeting(row.community, row.estate_id)}
    return found.get(topic)
