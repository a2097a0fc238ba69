"""The chair's word on items. Lock: the meeting."""

from datetime import date, timedelta

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.matters import body_codes
from linli.deliberation.operations.topics import said
from linli.facts import meetings as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.meetings import rules_minutes
from linli.meetings.models import Item, Meeting
from linli.meetings.operations import floor
from linli.meetings.operations.dispositions import disposed
from linli.meetings.parameters import NAME_WITHIN, REASON_MAX
from linli.meetings.wanted import Disposition


@action(allow=rules_minutes.may_dispose)
def dispose(actor: Actor, *, meeting: int, item: str, how: Disposition) -> Meeting:
    """What becomes of an item that nobody moved on: rejected, deferred, referred or withdrawn.

    In a meeting of stages adopted too, with its tasks. It stands on the floor until the meeting is
    over: what the floor settles before then holds instead.
    """
    row = floor.locked(meeting)
    if how.body and how.body not in body_codes():
        raise Refused("meetings.no_such_choice", field="body")
    command = {
        "do": "dispose",
        "item": item,
        "outcome": how.outcome,
        "reason": said(how.reason, field="reason", most=REASON_MAX),
        "on": how.on.isoformat() if how.on else None,
        "body": how.body or None,
    }
    given = {name: value for name, value in command.items() if value is not None}
    floor.step(actor, row, given, by=floor.presiding(row))
    floor.moved(actor, row, "dispose")
    return row


def _item(meeting: Meeting, item: str) -> Item:
    return found_or_refused(Item.objects.filter(meeting=meeting, key=item))


@action(allow=rules_minutes.may_dispose)
def explain(actor: Actor, *, meeting: int, item: str, reason: str) -> Item:
    """Why it is put off again: everybody reads it."""
    row = floor.locked(meeting)
    found = _item(row, item)
    if row.state == MeetingState.MINUTES_APPROVED:
        raise Refused("meetings.minutes_approved_already")
    if found.outcome not in ("", "deferred"):
        raise Refused("meetings.disposed_already")
    found.why = said(reason, field="reason", most=REASON_MAX)
    found.save(update_fields=["reason"])
    fact = facts.ItemExplained(meeting=row.pk, community=row.community, item=found.pk)
    record(actor, fact, place=row.community)
    return found


@action(allow=rules_minutes.may_dispose)
def name_day(actor: Actor, *, meeting: int, item: str, on: date) -> Item:
    """No next meeting was planned: the chair says until when it waits."""
    row = floor.locked(meeting)
    found = _item(row, item)
    if not found.to_name or found.disposed_at is None:
        raise Refused("meetings.disposed_already")
    last = clock.day_of(found.disposed_at) + timedelta(days=NAME_WITHIN)
    if not clock.today() < on <= last:
        raise Refused("meetings.within_days", field="on", until=last.isoformat())
    found.on, found.to_name = on, False
    found.save(update_fields=["on", "to_name"])
    record(actor, disposed(row, found), place=row.community)
    return found
