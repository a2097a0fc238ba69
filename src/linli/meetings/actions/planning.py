"""Planning a meeting, giving notice of it, moving it, calling it off, opening its doors.

Lock: the meeting.
"""

from datetime import datetime, timedelta

from linli.deliberation.operations.topics import said
from linli.facts import meetings as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings import rules
from linli.meetings.models import Meeting
from linli.meetings.operations import agenda, floor, planning
from linli.meetings.operations import notice as notices
from linli.meetings.parameters import REASON_MAX, TITLE_MAX
from linli.meetings.states import BEFORE, CANCELLED, Series
from linli.meetings.wanted import Offices, Plan


@action(allow=rules.may_plan)
def plan(actor: Actor, *, community: int, estate: int | None = None, wanted: Plan) -> Meeting:
    """A meeting in draft: the desk of the charter sets it up, seats and agenda come by themselves."""
    if wanted.series not in set(Series) - {Series.EMERGENCY}:
        raise Refused("meetings.no_such_choice", field="series")
    return _planned(actor, community, estate, wanted)


@action(allow=rules.by_clock)
def plan_by_calendar(actor: Actor, *, community: int, estate: int | None, wanted: Plan) -> Meeting:
    """The next of a series, by the charter's calendar."""
    return _planned(actor, community, estate, wanted)


def _planned(actor: Actor, community: int, estate: int | None, wanted: Plan) -> Meeting:
    planning.later(wanted.starts_at)
    row = planning.make(actor, community, estate, wanted)
    fact = facts.MeetingPlanned(
        meeting=row.pk,
        community=row.community,
        estate=row.estate_id,
        series=row.series,
        charter=row.charter_id,
        starts_at=row.starts_at.isoformat(),
    )
    record(actor, fact, place=row.community)
    return row


def _in_time(starts_at: datetime, days: int) -> None:
    """So many days lie between notice and meeting. Raises Refused."""
    if clock.today() + timedelta(days=days) > clock.day_of(starts_at):
        raise Refused("meetings.notice_too_late", field="starts_at", days=days)


@action(allow=rules.may_arrange)
def notice(actor: Actor, *, meeting: int, offices: Offices) -> Meeting:
    """The agenda is out: who sits there is told, and whoever raised what stands on it."""
    row = floor.locked(meeting)
    if not row.is_draft:
        raise Refused("meetings.noticed_already")
    planning.later(row.starts_at)
    _notice(actor, row, offices)
    return row


def _notice(actor: Actor, row: Meeting, offices: Offices) -> None:
    charter, items = notices.begin(actor, row, offices)
    _in_time(row.starts_at, charter.plain.notice_days)
    # the notice is the chair's step, whoever of the desk takes it
    state = floor.step(actor, row, {"do": "notice"}, by=row.chair.key if row.chair else "")
    fact = facts.MeetingNoticed(
        meeting=row.pk,
        community=row.community,
        number=row.number or 0,
        charter=charter.pk,
        starts_at=row.starts_at.isoformat(),
        seats=len(state.members),
        items=len(items),
        topics=[item.topic_id for item in items if item.topic_id],
        urgent=row.series == Series.EMERGENCY,
    )
    record(actor, fact, place=row.community)


@action(allow=rules.may_plan)
def summon(  # noqa: PLR0913 (an emergency is these)
    actor: Actor,
    *,
    community: int,
    estate: int | None = None,
    wanted: Plan,
    title: str,
    topic: int | None = None,
) -> Meeting:
    """An emergency: one matter, past the queue, noticed at once, within the charter's hours."""
    wanted = Plan(Series.EMERGENCY, wanted.starts_at, wanted.where, wanted.remote)
    planning.later(wanted.starts_at)
    charter = planning.charter_or_refused(community, estate, wanted.series, wanted.starts_at)
    hours = charter.plain.call_hours
    if wanted.starts_at > clock.now() + timedelta(hours=hours):
        raise Refused("meetings.not_urgent", field="starts_at", hours=hours)
    row = planning.make(actor, community, estate, wanted)
    words = said(title, field="title", most=TITLE_MAX)
    agenda.put(row, words, topic)
    _notice(actor, row, Offices())
    return row


@action(allow=rules.may_arrange)
def call(actor: Actor, *, meeting: int) -> Meeting:
    """The doors are open: people are accredited from now on. In the chair's name."""
    row = floor.locked(meeting)
    notices.anew(row)
    floor.step(actor, row, {"do": "call"}, by=floor.presiding(row))
    floor.moved(actor, row, "call")
    return row


@action(allow=rules.may_arrange)
def change(  # noqa: PLR0913 (a change is these)
    actor: Actor, *, meeting: int, starts_at: datetime, where: str, remote: str, reason: str
) -> Meeting:
    """Another time or place, until the doors open; whoever knew of it is told why."""
    row = floor.locked(meeting)
    if row.state not in {"draft", "noticed"}:
        raise Refused("meetings.opened_already")
    row.why = said(reason, field="reason", most=REASON_MAX)
    before, moved = row.starts_at, row.starts_at != starts_at
    if moved:
        planning.later(starts_at)
        charter = planning.charter_or_refused(row.community, row.estate_id, row.series, starts_at)
        if not row.is_draft:
            _in_time(starts_at, charter.plain.notice_days)
    row.starts_at = starts_at
    planning.settle_place(row, where, remote)
    row.changes += 1
    row.save()
    if moved:
        notices.anew(row, moved=True)
    fact = facts.MeetingChanged(
        meeting=row.pk,
        community=row.community,
        before=before.isoformat(),
        starts_at=row.starts_at.isoformat(),
        told=not row.is_draft,
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_arrange)
def cancel(actor: Actor, *, meeting: int, reason: str) -> Meeting:
    """Called off before it opened, with the reason; what stood on its agenda waits for the next."""
    row = floor.locked(meeting)
    if row.state not in BEFORE:
        raise Refused("meetings.opened_already")
    told = not row.is_draft
    row.why = said(reason, field="reason", most=REASON_MAX)
    row.state, row.cancelled_at = CANCELLED, clock.now()
    row.changes += 1
    row.save()
    fact = facts.MeetingCancelled(
        meeting=row.pk, community=row.community, starts_at=row.starts_at.isoformat(), told=told
    )
    record(actor, fact, place=row.community)
    return row
