"""Making a meeting, moving it and calling it off; inside a transaction only."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from linli.deliberation.models import Charter
from linli.deliberation.operations.topics import good_text
from linli.deliberation.terms import Track
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings.models import Meeting
from linli.meetings.operations import agenda, seats
from linli.meetings.parameters import FURTHEST, LINK_MAX, PLACE_MAX
from linli.meetings.procedures import State
from linli.meetings.queries import charter_for, floor_of, held_before, met_last
from linli.meetings.states import Series
from linli.meetings.wanted import Plan


def track_of(series: str) -> Track:
    return Track.EMERGENCY if series == Series.EMERGENCY else Track.ORDINARY


def charter_or_refused(community: int, estate: int | None, series: str, at: datetime) -> Charter:
    """No meeting without a charter that holds on its day."""
    found = charter_for(community, estate, track_of(series), clock.day_of(at))
    if found is None:
        raise Refused("meetings.no_charter")
    return found


def later(at: datetime) -> datetime:
    """Raises Refused unless it lies ahead, and not too far."""
    if at <= clock.now():
        raise Refused("meetings.later", field="starts_at")
    if at > clock.now() + timedelta(days=FURTHEST):
        raise Refused("meetings.too_far", field="starts_at", days=FURTHEST)
    return at


def make(actor: Actor, community: int, estate: int | None, plan: Plan) -> Meeting:
    """In draft, with its seats, and the agenda as it would be today."""
    charter = charter_or_refused(community, estate, plan.series, plan.starts_at)
    terms = charter.plain
    row = Meeting(
        community=community,
        estate_id=estate,
        track=terms.track.value,
        series=plan.series,
        charter=charter,
        form=terms.form.value,
        starts_at=plan.starts_at,
        slot=plan.slot,
        planned_by_id=actor.person,
        planned_at=clock.now(),
    )
    settle_place(row, plan.where, plan.remote)
    if plan.slot is not None and not plan.where and (last := met_last(row)) is not None:
        row.where, row.remote = last.where, last.remote
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # the series is planned for that time
        raise Refused("meetings.planned_already") from error
    look_back(row)
    seats.fill(row, charter)
    agenda.gather(row, before_of(row))
    return row


def settle_place(row: Meeting, where: str, remote: str) -> None:
    row.where = good_text(where, field="where", most=PLACE_MAX)
    row.remote = good_text(remote, field="remote", most=LINK_MAX)


def look_back(row: Meeting) -> None:
    """The meeting whose waiting matters it takes over: the last one that ended."""
    row.after = held_before(row)
    row.save(update_fields=["after"])


def before_of(row: Meeting) -> State | None:
    return floor_of(row.after) if row.after is not None else None
