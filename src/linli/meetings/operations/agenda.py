"""The agenda of a meeting in draft; inside a transaction only."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import translation

from linli.deliberation.floor.charter import Base
from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.floor.state import Floor, Waiting
from linli.deliberation.models import Topic
from linli.deliberation.queries_topics import (
    ENDED,
    OPEN_STATES,
    put_off_until,
    ready_for_meeting,
)
from linli.deliberation.states import State as TopicState
from linli.deliberation.terms import Track
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.meetings.models import Item, Meeting
from linli.meetings.parameters import ITEMS_MOST
from linli.meetings.procedures import State, special
from linli.meetings.standing import overdue
from linli.meetings.states import CANCELLED, Outcome

#: A topic that is no longer to be decided.
SETTLED = [*ENDED, TopicState.IN_WORK.value, TopicState.DONE.value]
#: Which majority an item asks for: the usual one, the larger one, the larger one of all seats.
NEEDS = ("", "special", "special_all")


def add(row: Meeting, kind: str, title: str, **more: Any) -> Item:
    """At the end. Its key is its own for ever, but for a matter that comes back."""
    there = Item.objects.filter(meeting=row)
    if there.count() >= ITEMS_MOST:
        raise Refused("meetings.agenda_full", most=ITEMS_MOST)
    last = there.order_by("-position").first()
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
    """The minutes of the last meeting, what is due to come back, what is ready, what is overdue.

    Topics come in the charter's order. An emergency bypasses the queue: its matter is entered.
    Answers how many are new.
    """
    settled_elsewhere(row)
    there = list(Item.objects.filter(meeting=row))
    room = ITEMS_MOST - len(there)
    asked = [*_standing_first(row), *_coming_back(row, before), *_put_off(row)]
    if row.track != Track.EMERGENCY:
        asked += [*_ready(row), *_standing_last(row)]
    added = 0
    for each in asked:
        if added < room and not any(_same(each, item) for item in there):
            there.append(each)
            add(
                row,
                each.kind,
                each.title,
                key=each.key,
                topic=each.topic,
                threshold=each.threshold,
            )
            added += 1
    return added


def settled_elsewhere(row: Meeting, but: Iterable[str] = ()) -> None:
    """Topics that another meeting or the desk settled since this agenda was begun leave it.

    A topic that is ready stands on the agenda of every meeting ahead; the first that is held settles
    it. What somebody is recused from stays, with whatever else of it (`but`) was said on the floor.
    """
    if row.track != Track.EMERGENCY:
        gone = Item.objects.filter(meeting=row, topic__state__in=SETTLED, interests=None)
        gone.exclude(key__in=set(but)).delete()


def _same(one: Item, other: Item) -> bool:
    standing = one.kind in {Item.Kind.MINUTES, Item.Kind.OVERDUE} and one.kind == other.kind
    topic = one.topic_id is not None and one.topic_id == other.topic_id
    return standing or topic or bool(one.key and one.key == other.key)


def _standing_first(row: Meeting) -> list[Item]:
    """The minutes of the last meeting, until they are approved."""
    last = row.after
    waits = last is not None and last.state == MeetingState.ADJOURNED
    return [_standing(Item.Kind.MINUTES)] if waits else []


def _standing_last(row: Meeting) -> list[Item]:
    return [_standing(Item.Kind.OVERDUE)] if overdue(row.community) else []


def _standing(kind: Item.Kind) -> Item:
    with translation.override("zh-hans"):
        return Item(kind=kind, title=str(kind.label))


def _ready(row: Meeting) -> list[Item]:
    return [Item(kind=Item.Kind.TOPIC, title=topic.title, topic=topic) for topic in _topics(row)]


def _topics(row: Meeting) -> list[Topic]:
    """What earlier meetings put off until this one's day, and what is ready, in the charter's order."""
    waiting = put_off_until(row.community, row.estate_id, clock.day_of(row.starts_at))
    return [*waiting, *ready_for_meeting(row.community, row.estate_id)]


def _put_off(row: Meeting) -> list[Item]:
    """Matters of no topic that were put off until this meeting's day, and are on no later agenda."""
    same = Meeting.objects.within(row.community).filter(estate=row.estate_id, track=row.track)
    later = Item.objects.filter(key=OuterRef("key"), pk__gt=OuterRef("pk"))
    later = later.filter(meeting__in=same.exclude(state=CANCELLED))
    rows = Item.objects.filter(
        meeting__in=same.filter(ended_at__isnull=False),
        kind=Item.Kind.OTHER,
        outcome=Outcome.DEFERRED,
        on__lte=clock.day_of(row.starts_at),
    )
    return list(rows.exclude(Exists(later)).order_by("pk"))


def put_back(item: Item) -> Meeting | None:
    """What was put off stands on the agenda of the next meeting that has no notice yet, by itself."""
    held = item.meeting
    if item.outcome != Outcome.DEFERRED or item.on is None or item.stands:
        return None
    rows = Meeting.objects.within(held.community).filter(
        estate=held.estate_id,
        track=held.track,
        state=MeetingState.DRAFT,
        starts_at__gt=held.starts_at,
        starts_at__gte=datetime.combine(item.on, time.min, clock.LOCAL),
    )
    row = rows.order_by("starts_at").select_for_update(of=("self",)).first()
    there = Item.objects.filter(meeting=row)
    if row is None or there.count() >= ITEMS_MOST or any(_same(item, each) for each in there):
        return None
    more = {"topic": item.topic, "threshold": item.threshold}
    add(row, item.kind, item.title, key=item.key, **more)
    return row


def come_back(row: Meeting, before: State | None) -> None:
    """After the notice: what waits since then comes back by itself, with its item."""
    there = list(Item.objects.filter(meeting=row))
    for each in _coming_back(row, before):
        if not any(_same(each, item) for item in there):
            add(row, each.kind, each.title, key=each.key, topic=each.topic)


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
    return each.due is None or each.due <= clock.day_of(row.starts_at)


def topics_for(row: Meeting) -> list[Topic]:
    """What may still be put onto the agenda: what is ready; in an emergency any open topic."""
    there = Item.objects.filter(meeting=row, topic__isnull=False).values_list("topic", flat=True)
    taken = set(there)
    if row.track == Track.EMERGENCY:
        rows = Topic.objects.within(row.community).filter(state__in=OPEN_STATES)
        return list(rows.exclude(title="").exclude(pk__in=taken).order_by("-pk")[:100])
    return [topic for topic in _topics(row) if topic.pk not in taken]


def remove(row: Meeting, key: str) -> None:
    item = _item(row, key)
    item.delete()


def move(row: Meeting, key: str, *, up: bool) -> None:
    """Changes places with the one before, or after."""
    items = list(Item.objects.filter(meeting=row).order_by("position", "pk"))
    keys = [item.key for item in items]
    at = keys.index(_item(row, key).key)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(items):
        raise Refused("meetings.no_further")
    items[at], items[to] = items[to], items[at]
    for position, item in enumerate(items, 1):
        item.position = position
        item.save(update_fields=["position"])


def _item(row: Meeting, key: str) -> Item:
    item = Item.objects.filter(meeting=row, key=key).first()
    if item is None:
        raise Refused("meetings.no_such_choice", field="item")
    return item


def put(row: Meeting, title: str, topic: int | None, needs: str = "") -> Item:
    """A topic that may stand there, else a matter of its own words."""
    if needs not in NEEDS:
        raise Refused("meetings.no_such_choice", field="needs")
    threshold = None
    if needs:
        larger = special(row.charter.plain)
        base = Base.ALL if needs == "special_all" else Base.CAST
        threshold = {
            "num": larger.num,
            "den": larger.den,
            "strict": larger.strict,
            "base": base.value,
        }
    if topic is None:
        return add(row, Item.Kind.OTHER, title, threshold=threshold)
    found = next((each for each in topics_for(row) if each.pk == topic), None)
    if found is None:
        raise Refused("meetings.no_such_choice", field="topic")
    return add(row, Item.Kind.TOPIC, found.title, topic=found, threshold=threshold)
