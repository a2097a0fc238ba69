"""Who sits where, when the charter's holders do not come or there are none. Lock: the meeting."""

from linli.deliberation.operations.topics import said
from linli.facts import meetings as facts
from linli.identity.queries import neighbour, records_of
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings import rules
from linli.meetings.models import Meeting, Seat
from linli.meetings.operations import floor, seats
from linli.meetings.parameters import REASON_MAX
from linli.meetings.states import CANCELLED, GATHERED, HELD


def held_seat(row: Meeting, key: str) -> Seat:
    """A seat of a locked meeting that votes."""
    seat = Seat.objects.filter(meeting=row, key=key, votes=True).first()
    if seat is None:
        raise Refused("meetings.no_such_choice", field="seat")
    return seat


@action(allow=rules.may_arrange)
def sit(actor: Actor, *, meeting: int, seat: str, person: str = "", reason: str) -> Seat:
    """Put somebody on a seat, by their number, with a reason; without a number it is empty.

    Until the meeting opens; nobody themself, but on a seat of their own body. Whoever it belongs to by the charter is kept as who is substituted for.
    """
    row = floor.locked(meeting)
    if row.state == CANCELLED or row.state in GATHERED | HELD:
        raise Refused("meetings.opened_already")
    found = held_seat(row, seat)
    if found.arrived:
        raise Refused("meetings.sits_already")
    words = said(reason, field="reason", most=REASON_MAX)
    who = neighbour(actor, person) if person else None
    if person and who is None:
        raise Refused("meetings.no_such_person", field="person")
    own = found.organisation_id is not None and found.organisation_id == actor.organisation
    if who is not None and not own and who.pk in records_of(actor.person or 0):
        raise Refused("meetings.not_yourself", field="person")
    seats.put(row, found, who.pk if who else None, words)
    fact = facts.SeatFilled(
        meeting=row.pk,
        community=row.community,
        seat=found.key,
        filled=who is not None,
        told=not row.is_draft,
    )
    record(actor, fact, place=row.community)
    return found
