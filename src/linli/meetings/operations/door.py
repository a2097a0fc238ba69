"""Coming in; inside a transaction only, the meeting locked."""

from linli.deliberation.floor.kinds import MeetingState
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings.hours import hours_of
from linli.meetings.models import Meeting, Seat
from linli.meetings.models.seat import CODE_LENGTH
from linli.meetings.operations import floor


def hand_of(row: Meeting) -> str:
    """In whose name the door is kept: the keeper's, else whoever presides."""
    return row.keeper.key if row.keeper is not None else floor.presiding(row)


def enter(actor: Actor, row: Meeting, seat: Seat, how: str, *, by: str) -> None:
    """Somebody sits there, and the floor knows it."""
    if seat.person_id is None:
        raise Refused("meetings.nobody_sits_there", field="seat")
    if row.state == MeetingState.NOTICED:
        doors = hours_of(row.starts_at).doors
        raise Refused("meetings.doors_closed", at=clock.minute_of(doors))
    others = Seat.objects.filter(meeting=row, votes=True, arrived__gt="", left_at=None)
    if others.exclude(pk=seat.pk).filter(person__in=_records(seat.person_id)).exists():
        raise Refused("meetings.sits_already", field="seat")
    floor.step(actor, row, {"do": "arrive", "member": seat.key}, by=by)
    seat.arrived, seat.left_at, seat.departure = how, None, None
    seat.accredited_at = seat.accredited_at or clock.now()
    seat.save(update_fields=["arrived", "left_at", "departure", "accredited_at"])


def _records(person: int) -> frozenset[int]:
    """Every record of one person, whichever of them holds the seat: two records are one member."""
    kept = Person.objects.filter(pk=person).values_list("merged_into", flat=True).first()
    return records_of(kept or person)


def seat_by(row: Meeting, code: str) -> Seat:
    """The seat of a code, however it was typed. Raises Refused."""
    wanted = "".join(letter for letter in code.upper() if letter.isalnum())[-CODE_LENGTH:]
    found = Seat.objects.filter(meeting=row, code=wanted, votes=True).first()
    if found is None:
        raise Refused("meetings.no_such_code", field="code")
    return found
