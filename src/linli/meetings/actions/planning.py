"""Planning a meeting, giving notice of it, opening its doors.

Lock: the meeting; a new one is numbered under a unique constraint.
"""

from datetime import timedelta

from linli.deliberation.terms import Terms
from linli.facts import meetings as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings import rules
from linli.meetings.models import Meeting
from linli.meetings.operations import floor, planning
from linli.meetings.queries import local_day
from linli.meetings.states import Series
from linli.meetings.wanted import Offices, Plan


@action(allow=rules.may_plan)
def plan(actor: Actor, *, community: int, estate: int | None = None, wanted: Plan) -> Meeting:
    """A meeting in draft: the desk of the charter sets it up, seats and agenda come by themselves."""
    if wanted.series not in set(Series):
        raise Refused("meetings.no_such_choice", field="series")
    planning.later(wanted.starts_at)
    row = planning.make(actor, community, estate, wanted)
    record(actor, planned(row), place=row.community)
    return row


def planned(row: Meeting) -> facts.MeetingPlanned:
    return facts.MeetingPlanned(
        meeting=row.pk,
        community=row.community,
        estate=row.estate_id,
        series=row.series,
        number=row.number,
        charter=row.charter_id,
        starts_at=row.starts_at.isoformat(),
    )


def last_day(row: Meeting, terms: Terms) -> bool:
    """Whether today is early enough: so many days lie between notice and meeting."""
    return clock.today() + timedelta(days=terms.notice_days) <= local_day(row.starts_at)


@action(allow=rules.may_arrange)
def notice(actor: Actor, *, meeting: int, offices: Offices) -> Meeting:
    """The agenda is out: who sits there is told, and whoever raised what stands on it."""
    row = floor.locked(meeting)
    if not row.is_draft:
        raise Refused("meetings.noticed_already")
    planning.later(row.starts_at)
    charter, items = planning.begin(actor, row, offices)
    if not last_day(row, charter.plain):
        raise Refused("meetings.notice_too_late", days=charter.plain.notice_days)
    row.save()
    # the notice is the chair's step, whoever of the desk takes it
    state = floor.step(actor, row, {"do": "notice"}, by=row.chair.key if row.chair else "")
    fact = facts.MeetingNoticed(
        meeting=row.pk,
        community=row.community,
        charter=charter.pk,
        starts_at=row.starts_at.isoformat(),
        seats=len(state.members),
        items=len(items),
        topics=[item.topic_id for item in items if item.topic_id],
        urgent=row.series == Series.EMERGENCY,
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_arrange)
def call(actor: Actor, *, meeting: int) -> Meeting:
    """The doors are open: people are accredited from now on. In the chair's name."""
    row = floor.locked(meeting)
    floor.step(actor, row, {"do": "call"}, by=floor.presiding(row))
    floor.moved(actor, row, "call")
    return row
