"""The floor of a meeting: begun with the notice, begun anew when what it stands on changed."""

import json
from dataclasses import replace

from django.db import IntegrityError, transaction

from linli.deliberation.floor.state import Floor
from linli.deliberation.floor.state import Item as FloorItem
from linli.deliberation.models import Charter
from linli.deliberation.terms import Form, Terms
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings.models import FloorCommand, Item, Meeting, Seat
from linli.meetings.operations import agenda, seats
from linli.meetings.operations.planning import before_of, charter_or_refused, look_back
from linli.meetings.procedures import State, Who, procedure, replay, start
from linli.meetings.queries import held_before, items_of, last_number, start_of
from linli.meetings.wanted import Offices


def begin(actor: Actor, row: Meeting, offices: Offices) -> tuple[Charter, list[Item]]:
    """Seats and their holders, chair and keeper, agenda, number, and the machine in draft."""
    charter = charter_or_refused(row.community, row.estate_id, row.series, row.starts_at)
    terms = charter.plain
    look_back(row)
    sitting = seats.fill(row, charter)
    row.chair = _chair(sitting, terms, offices.chair)
    row.keeper = _keeper(actor, row, sitting, offices.keeper)
    agenda.settled_elsewhere(row)
    items = items_of(row.pk)
    if not items and terms.form is not Form.XHY:
        raise Refused("meetings.empty_agenda")
    who = Who(
        members=tuple(seat.key for seat in sitting),
        chair=row.chair.key,
        keeper=row.keeper.key if row.keeper else None,
        reporters=tuple(
            seat.key for seat in sitting if seat.reports and seat.person_id and seat != row.chair
        ),
    )
    row.number = last_number(row.community, row.estate_id, row.track) + 1
    row.charter, row.form = charter, terms.form.value
    row.noticed_at = clock.now()
    _put(row, _started(row, terms, who, items))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # two notices at once
        raise Refused("kernel.stale") from error
    return charter, items


def _started(row: Meeting, terms: Terms, who: Who, items: list[Item]) -> State:
    """What waits comes back only in a later meeting: the floor's number is the order of sessions."""
    before = _on_this_agenda(row, before_of(row), items)
    number = row.number or 1
    return start(
        terms,
        who,
        number=max(number, before.number + 1) if isinstance(before, Floor) else number,
        day=clock.day_of(row.starts_at),
        at=row.noticed_at or clock.now(),
        agenda=[FloorItem(item.key, item.needed) for item in items],
        before=before,
    )


def _on_this_agenda(row: Meeting, before: State | None, items: list[Item]) -> State | None:
    """What waits bears the key of its topic's item here, if that came onto the agenda by itself."""
    if not isinstance(before, Floor):
        return before
    here = {item.topic_id: item.key for item in items if item.topic_id}
    known = {item.key for item in items}
    away = [each.main.item for each in before.waiting if each.main.item not in known]
    meetings = Meeting.objects.within(row.community).filter(estate=row.estate_id)
    rows = Item.objects.filter(meeting__in=meetings, key__in=[key for key in away if key])
    moved = {
        item.key: here[item.topic_id] for item in rows if item.topic_id and item.topic_id in here
    }
    waiting = tuple(
        replace(each, stack=(replace(each.main, item=moved[each.main.item]), *each.stack[1:]))
        if each.main.item in moved
        else each
        for each in before.waiting
    )
    return replace(before, waiting=waiting)


def _put(row: Meeting, state: State) -> None:
    text = procedure(row.form).pack(state)
    row.put("start", text)
    row.put("floor", text)


def anew(row: Meeting, *, moved: bool = False) -> None:
    """Before it opens: another day, or another meeting ended meanwhile and left matters waiting.

    The floor is begun again with the same people; the commands so far are played on it.
    """
    last = held_before(row)
    first = start_of(row)
    if first is None or not (moved or (last is not None and last.pk != row.after_id)):
        return
    look_back(row)
    lines = [line.packed for line in FloorCommand.objects.filter(meeting=row).order_by("version")]
    agenda.settled_elsewhere(row, but=[json.loads(line).get("item") or "" for line in lines])
    agenda.come_back(row, before_of(row))
    reporters = first.reporters if not isinstance(first, Floor) else ()
    who = Who(first.members, first.chair, first.keeper, reporters)
    state = _started(row, row.charter.plain, who, items_of(row.pk))
    row.put("start", procedure(row.form).pack(state))
    after = replay(row.form, state, lines)
    row.put("floor", procedure(row.form).pack(after))
    row.save(update_fields=["start", "floor"])


def _chair(sitting: list[Seat], terms: Terms, key: str) -> Seat:
    """Whoever was chosen; else of the body that looks topics over; else whoever holds a seat."""
    held = [seat for seat in sitting if seat.person_id is not None]
    if key:
        chosen = next((seat for seat in held if seat.key == key), None)
        if chosen is None:
            raise Refused("meetings.chair_needs_a_holder", field="chair")
        return chosen
    first = [
        seat for seat in held if seat.organisation and seat.organisation.kind in terms.triage_by
    ]
    found = next(iter([*first, *held]), None)
    if found is None:
        raise Refused("meetings.nobody_holds_a_seat")
    return found


def _keeper(actor: Actor, row: Meeting, sitting: list[Seat], key: str) -> Seat | None:
    """Never the chair: who keeps order stands beside whoever presides."""
    if key:
        chosen = next((seat for seat in sitting if seat.key == key and seat.person_id), None)
        if chosen is None or chosen == row.chair:
            raise Refused("meetings.keeper_needs_a_holder", field="keeper")
        return chosen
    if row.chair is not None and row.chair.person_id == actor.person:
        return None
    return seats.keep(row, actor.person, actor.organisation)
