"""Making a meeting, and giving notice of it; inside a transaction only."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from linli.deliberation.floor.state import Item as FloorItem
from linli.deliberation.models import Charter
from linli.deliberation.operations.topics import good_text
from linli.deliberation.terms import Form, Terms, Track
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings.models import Item, Meeting, Seat
from linli.meetings.operations import agenda, seats
from linli.meetings.parameters import FURTHEST, LINK_MAX, PLACE_MAX
from linli.meetings.procedures import State, Who, procedure, start
from linli.meetings.queries import (
    charter_for,
    floor_of,
    held_before,
    items_of,
    last_number,
    local_day,
)
from linli.meetings.states import Series
from linli.meetings.wanted import Offices, Plan


def track_of(series: str) -> Track:
    return Track.EMERGENCY if series == Series.EMERGENCY else Track.ORDINARY


def charter_or_refused(community: int, estate: int | None, series: str, at: datetime) -> Charter:
    """No meeting without a charter that holds on its day."""
    found = charter_for(community, estate, track_of(series), local_day(at))
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
        number=last_number(community, estate, terms.track.value) + 1,
        charter=charter,
        form=terms.form.value,
        starts_at=plan.starts_at,
        slot=plan.slot,
        planned_by_id=actor.person,
        planned_at=clock.now(),
    )
    row.where = good_text(plan.where, field="where", most=PLACE_MAX)
    row.remote = good_text(plan.remote, field="remote", most=LINK_MAX)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # two at once, or the series is planned for that time
        raise Refused("meetings.planned_already") from error
    look_back(row)
    seats.fill(row, charter)
    agenda.gather(row, before_of(row))
    return row


def look_back(row: Meeting) -> None:
    """The meeting whose waiting matters it takes over: the last one that ended."""
    row.after = held_before(row)
    row.save(update_fields=["after"])


def before_of(row: Meeting) -> State | None:
    return floor_of(row.after) if row.after is not None else None


# --- notice -------------------------------------------------------------------------------------
def begin(actor: Actor, row: Meeting, offices: Offices) -> tuple[Charter, list[Item]]:
    """Seats and their holders, chair and keeper, agenda, and the machine in draft."""
    charter = charter_or_refused(row.community, row.estate_id, row.series, row.starts_at)
    terms = charter.plain
    look_back(row)
    sitting = seats.fill(row, charter)
    row.chair = _chair(sitting, terms, offices.chair)
    row.keeper = _keeper(actor, row, sitting, offices.keeper)
    items = items_of(row.pk)
    if not items and terms.form is Form.RULES:
        raise Refused("meetings.empty_agenda")
    who = Who(
        members=tuple(seat.key for seat in sitting),
        chair=row.chair.key,
        keeper=row.keeper.key if row.keeper else None,
        reporters=tuple(
            seat.key for seat in sitting if seat.reports and seat.person_id and seat != row.chair
        ),
    )
    state = start(
        terms,
        who,
        number=row.number,
        day=local_day(row.starts_at),
        at=clock.now(),
        agenda=[FloorItem(item.key, item.needed) for item in items],
        before=before_of(row),
    )
    row.charter, row.form = charter, terms.form.value
    row.noticed_at = clock.now()
    text = procedure(row.form).pack(state)
    row.put("start", text)
    row.put("floor", text)
    return charter, items


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
