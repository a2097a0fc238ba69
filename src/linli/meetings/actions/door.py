"""Who comes in: accredited at the door, or from afar on their own phone. Lock: the meeting."""

from linli.deliberation.operations.topics import said
from linli.facts import meetings as facts
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings import rules
from linli.meetings.actions.seats import held_seat
from linli.meetings.deeds import MEETINGS
from linli.meetings.models import Meeting, Seat
from linli.meetings.operations import door, floor
from linli.meetings.parameters import REASON_MAX
from linli.meetings.seating import seat_of
from linli.meetings.states import Arrived


def _tell(actor: Actor, row: Meeting, seat: Seat, how: str) -> None:
    fact = facts.SeatAccredited(
        meeting=row.pk, community=row.community, seat=seat.key, how=how, version=row.version
    )
    record(actor, fact, place=row.community)


@action(allow=rules.may_keep_door)
def admit(actor: Actor, *, meeting: int, seat: str, how: str = Arrived.ROOM) -> Seat:
    """The keeper of the door saw them, or hears them from afar."""
    row = floor.locked(meeting)
    if how not in set(Arrived):
        raise Refused("meetings.no_such_choice", field="how")
    found = held_seat(row, seat)
    door.enter(actor, row, found, how, by=door.hand_of(row))
    _tell(actor, row, found, how)
    return found


@action(allow=rules.may_see_off)
def see_off(actor: Actor, *, meeting: int, seat: str, reason: str) -> Seat:
    """They went: neither queue nor vote waits for them, and they do not count for the quorum.

    So no other at the desk says it: whoever keeps order or presides, in their own name, with a reason.
    """
    row = floor.locked(meeting)
    found, own = held_seat(row, seat), seat_of(actor.person, row.pk)
    if own is None:
        raise Refused("meetings.no_seat")
    words = said(reason, field="reason", most=REASON_MAX)
    floor.step(actor, row, {"do": "leave", "member": found.key}, by=own.key)
    found.why_left = words
    found.save(update_fields=["departure"])
    _tell(actor, row, found, "left")
    return found


@action(allow=rules.may_take_part, deed=MEETINGS.key)
def come(actor: Actor, *, meeting: int) -> Seat:
    """From afar, on one's own phone, where the meeting can be joined so."""
    row = floor.locked(meeting)
    found = seat_of(actor.person, row.pk)
    if found is None or not found.votes:
        raise Refused("meetings.no_seat")
    if not row.remote:
        raise Refused("meetings.in_the_room")
    door.enter(actor, row, found, Arrived.REMOTE, by=found.key)
    _tell(actor, row, found, Arrived.REMOTE)
    return found


@action(allow=rules.may_keep_door)
def admit_by_code(actor: Actor, *, meeting: int, code: str) -> Seat:
    """What the holder's QR says, scanned or typed; it opens this meeting's door alone."""
    row = floor.locked(meeting)
    found = door.seat_by(row, code)
    door.enter(actor, row, found, Arrived.ROOM, by=door.hand_of(row))
    _tell(actor, row, found, Arrived.ROOM)
    return found
