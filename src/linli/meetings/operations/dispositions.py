"""What became of the items of a meeting; inside a transaction only, the meeting locked."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import translation
from django.utils.translation import gettext as _

from linli.deliberation.floor.kinds import MeetingState, Outcome
from linli.deliberation.floor.state import Floor
from linli.deliberation.matters import body_codes, body_title
from linli.facts import meetings as facts
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.meetings.models import Item, Meeting
from linli.meetings.outcomes import Ending, Source, endings, to_next
from linli.meetings.parameters import DEFERRALS_FREE, NAME_WITHIN
from linli.meetings.procedures import State
from linli.meetings.queries import items_of
from linli.meetings.states import CANCELLED

#: A body that the meeting named in words of its own; the minutes have them.
OTHER = "other"
LEFT = Ending(Outcome.DEFERRED, Source.ADJOURNED)


def before_closing(row: Meeting, state: State) -> None:
    """The chair does not close over an item that is deferred again and again without a word why."""
    if state.meeting is not MeetingState.IN_SESSION:
        return
    ends, before = endings(state), deferrals(items_of(row.pk))
    for item in items_of(row.pk):
        ending = ends.get(item.key)
        if ending is None or ending.outcome is not Outcome.DEFERRED:
            continue
        if before[item.pk] + 1 >= DEFERRALS_FREE and not (ending.reason or item.why):
            raise Refused("meetings.deferred_again", item=item.heading, times=before[item.pk] + 1)


def settle(row: Meeting, state: State) -> list[Item]:
    """The meeting is over: every item of its agenda has ended somehow, with a day where it waits."""
    items = items_of(row.pk)
    ends, before, then = to_next(state), deferrals(items), next_day(row, state)
    for item in items:
        _write(item, ends.get(item.key, LEFT), before[item.pk], then)
        item.save()
    return items


def _write(item: Item, ending: Ending, before: int, then: date | None) -> None:
    deferred = ending.outcome is Outcome.DEFERRED
    item.outcome, item.source = ending.outcome.value, ending.source.value
    item.on, item.disposed_at = ending.on, clock.now()
    if deferred and ending.on is None:
        item.to_name = then is None
        item.on = then or clock.today() + timedelta(days=NAME_WITHIN)
    item.deferrals = before + 1 if deferred else before
    item.body = code_of(ending.body)
    item.why = ending.reason or item.why or _why(ending)
    if ending.decision:
        item.decided = ending.decision
    if ending.counted is not None:
        counted = ending.counted
        item.yes, item.no, item.abstain = counted.yes, counted.no, counted.abstain


def disposed(row: Meeting, item: Item) -> facts.ItemDisposed:
    return facts.ItemDisposed(
        meeting=row.pk,
        community=row.community,
        item=item.pk,
        topic=item.topic_id,
        outcome=item.outcome,
        on=(item.on or clock.day_of(row.starts_at)).isoformat(),
        body=item.body,
        yes=item.yes,
        no=item.no,
        abstain=item.abstain,
    )


def _why(ending: Ending) -> str:
    """What everybody reads where nobody said why."""
    with translation.override("zh-hans"):
        if ending.source is Source.ADJOURNED:
            return _("The meeting ended before it was decided.")
        if ending.outcome is Outcome.DEFERRED:
            return _("The meeting put it off.")
        return ending.body if code_of(ending.body) == OTHER else ""


def code_of(words: str) -> str:
    """The code of a body, by its code or its name in either language; never free words: it is logged."""
    if not words:
        return ""
    for code in body_codes():
        titles = {code}
        for language in ("zh-hans", "en"):
            with translation.override(language):
                titles.add(str(body_title(code)))
        if words.strip() in titles:
            return code
    return OTHER


def deferrals(items: Iterable[Item]) -> dict[int, int]:
    """Item -> how often its topic, or its matter, was deferred by meetings before. Two queries."""
    rows = list(items)
    if not rows:
        return {}
    earlier = Item.objects.filter(outcome=Outcome.DEFERRED.value).exclude(
        meeting=rows[0].meeting_id
    )
    topics = dict(
        earlier.filter(topic__in=[row.topic_id for row in rows if row.topic_id])
        .values_list("topic")
        .annotate(Count("pk"))
        .order_by()
    )
    keys = dict(
        earlier.filter(topic=None, key__in=[row.key for row in rows if not row.topic_id])
        .values_list("key")
        .annotate(Count("pk"))
        .order_by()
    )
    return {
        row.pk: topics.get(row.topic_id, 0) if row.topic_id else keys.get(row.key, 0)
        for row in rows
    }


def next_day(row: Meeting, state: State) -> date | None:
    """When the same people meet next: as this meeting fixed it, or as it is planned."""
    if isinstance(state, Floor) and state.continues_at:
        return clock.day_of(state.continues_at)
    planned = planned_next(row)
    return clock.day_of(planned.starts_at) if planned else None


def planned_next(row: Meeting) -> Meeting | None:
    over = (MeetingState.ADJOURNED, MeetingState.MINUTES_APPROVED, CANCELLED)
    rows = Meeting.objects.within(row.community).filter(
        estate=row.estate_id, track=row.track, starts_at__gt=max(row.starts_at, clock.now())
    )
    return rows.exclude(pk=row.pk).exclude(state__in=over).order_by("starts_at").first()


def moved_with(row: Meeting, before: date) -> list[Item]:
    """What was put off to this meeting's day has its new day: the meeting was moved."""
    items = items_of(row.pk)
    topics = [item.topic_id for item in items if item.topic_id]
    keys = [item.key for item in items if not item.topic_id]
    held = Meeting.objects.within(row.community).filter(estate=row.estate_id, track=row.track)
    rows = Item.objects.filter(meeting__in=held, outcome=Outcome.DEFERRED.value, on=before)
    rows = rows.filter(Q(topic__in=topics) | Q(topic=None, key__in=keys)).select_related("meeting")
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    for item in found:
        item.on = clock.day_of(row.starts_at)
        item.save(update_fields=["on"])
    return found


def named_by(planned: Meeting) -> list[Item]:
    """What waits for the next meeting has its day, now that there is one."""
    before = Meeting.objects.within(planned.community).filter(
        estate=planned.estate_id, track=planned.track, starts_at__lt=planned.starts_at
    )
    rows = Item.objects.filter(meeting__in=before, to_name=True).select_related("meeting")
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    for item in found:
        item.on, item.to_name = clock.day_of(planned.starts_at), False
        item.save(update_fields=["on", "to_name"])
    return found
