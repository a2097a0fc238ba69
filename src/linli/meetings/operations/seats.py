"""Seats of a meeting, as its charter asks; inside a transaction only."""

from django.db.models import QuerySet

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.models import Charter
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.meetings.filling import Wanted, wanted
from linli.meetings.models import Meeting, Seat
from linli.meetings.models.seat import KEEPER, new_code
from linli.meetings.operations import floor
from linli.meetings.queries import highest_key
from linli.meetings.states import BEFORE
from linli.representation.queries import SeatHolder, seat_holders

Slot = tuple[int | None, int | None, int]


def _slot(seat: Seat) -> Slot:
    return seat.building_id, seat.organisation_id, seat.nth


def fill(row: Meeting, charter: Charter) -> list[Seat]:
    """Make the seats what the charter asks for on the meeting's day, and put their holders there.

    Whom staff entered stays. A seat has the key that it had in the meeting before: what waits from
    there names it.
    """
    there = {
        _slot(seat): seat for seat in Seat.objects.filter(meeting=row, votes=True).order_by("pk")
    }
    asked = wanted(row, charter, clock.day_of(row.starts_at))
    slots = {each.slot for each in asked}
    gone = [seat.pk for slot, seat in there.items() if slot not in slots]
    Seat.objects.filter(pk__in=gone).delete()
    keys = _keys(row, there)
    sitting = {seat.person_id for seat in there.values() if seat.by_hand and seat.person_id}
    Seat.objects.filter(meeting=row, votes=True, by_hand=False).update(person=None)
    number = highest_key(keys.values())
    for position, each in enumerate(asked, 1):
        key = keys.get(each.slot)
        if key is None:
            number += 1
            key = f"s{number}"
        seat = there.get(each.slot) or _new(row, each, key)
        seat.position = position
        if not seat.by_hand:
            seat.person_id = None if each.person in sitting else each.person
            seat.mandate = each.mandate if seat.person_id else None
        if seat.person_id is not None:
            sitting.add(seat.person_id)
        seat.save()
    rows = Seat.objects.filter(meeting=row, votes=True).select_related("organisation")
    return list(rows.order_by("position"))


def _new(row: Meeting, each: Wanted, key: str) -> Seat:
    return Seat(
        meeting=row,
        key=key,
        building_id=each.building,
        organisation_id=each.organisation,
        nth=each.nth,
        reports=each.organisation is not None,
    )


def _keys(row: Meeting, there: dict[Slot, Seat]) -> dict[Slot, str]:
    """Of this meeting, else of the one before."""
    before = Seat.objects.filter(meeting=row.after_id, votes=True) if row.after_id else []
    return {_slot(seat): seat.key for seat in before} | {
        slot: seat.key for slot, seat in there.items()
    }


def keep(row: Meeting, person: int | None, organisation: int | None = None) -> Seat | None:
    """Who keeps order beside the chair: by their own seat, else by one that has no vote."""
    Seat.objects.filter(meeting=row, votes=False).delete()
    if person is None:
        return None
    own = Seat.objects.filter(meeting=row, person=person).first()
    if own is not None:
        return own
    last = Seat.objects.filter(meeting=row).count()
    return Seat.objects.create(
        meeting=row,
        key=KEEPER,
        position=last + 1,
        organisation_id=organisation,
        person_id=person,
        votes=False,
    )


def put(row: Meeting, seat: Seat, person: int | None, reason: str) -> None:
    """Somebody sits there instead. Raises Refused when they sit elsewhere, or it presides."""
    if person is None and seat.pk == row.chair_id:
        raise Refused("meetings.chair_needs_a_holder", field="person")
    mine = records_of(person) if person is not None else ()
    others = Seat.objects.filter(meeting=row, person__in=mine).exclude(pk=seat.pk)
    if person is not None and others.exists():
        raise Refused("meetings.sits_already", field="person")
    if not seat.by_hand:
        seat.substitute_for_id = seat.person_id
    seat.person_id, seat.mandate, seat.by_hand = person, None, True
    seat.why = reason
    # a new code: whoever had the old one does not come in by it
    seat.code = new_code()
    seat.save()


def lost(rows: QuerySet[Seat]) -> list[Seat]:
    """Seats of noticed meetings whose holder no longer speaks for them on the day; they are empty now.

    Whom staff entered stays, and who came already.
    """
    told = [MeetingState.NOTICED.value, MeetingState.CALLED.value]
    found = []
    waiting = rows.filter(meeting__state__in=told, by_hand=False, arrived="", person__isnull=False)
    for seat in waiting.select_related("meeting").order_by("meeting", "pk"):
        row = floor.locked(seat.meeting_id)
        day = clock.day_of(row.starts_at)
        holders = seat_holders(row.community, row.estate_id, row.charter, day)
        mine = {each.person for each in holders if _for(each) == _for(seat)}
        if seat.person_id in mine:
            continue
        seat.person, seat.mandate, seat.code = None, None, new_code()
        seat.save()
        found.append(seat)
    return found


def _for(each: Seat | SeatHolder) -> tuple[int | None, int | None]:
    """Whom a seat is for."""
    if isinstance(each, Seat):
        return each.building_id, each.organisation_id
    return each.building, each.organisation


def leave(person: int) -> None:
    """An account was closed: it sits at no meeting that has not opened yet."""
    coming = Meeting.objects.across_communities("an erasure runs over all communities").filter(
        state__in=[state.value for state in BEFORE]
    )
    rows = Seat.objects.filter(person__in=records_of(person), meeting__in=coming)
    rows.update(person=None, arrived="", accredited_at=None, mandate=None)
