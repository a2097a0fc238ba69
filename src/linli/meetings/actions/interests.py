"""Interests of one's own, and who presides instead. Lock: the meeting."""

from linli.deliberation.operations.topics import said
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings import rules
from linli.meetings.deeds import MEETINGS
from linli.meetings.models import Interest, Item, Meeting
from linli.meetings.operations import floor, interests
from linli.meetings.parameters import REASON_MAX
from linli.meetings.seating import seat_of
from linli.meetings.states import HELD


@action(allow=rules.may_take_part, deed=MEETINGS.key)
def declare(actor: Actor, *, meeting: int, item: str, reason: str) -> Interest:
    """From the notice until it is adjourned: no motion, speech or vote of mine on this item.

    In a meeting of stages: no task that I plan for it, and no word of mine on what becomes of it.
    That the seat is recused is public; the reason is for the desk and whoever presides.
    """
    row = floor.locked(meeting)
    seat = seat_of(actor.person, row.pk)
    if seat is None or not seat.votes:
        raise Refused("meetings.no_seat")
    if row.is_draft or row.state in HELD:
        raise Refused("meetings.not_now")
    about = Item.objects.filter(meeting=row, key=item).first()
    if about is None:
        raise Refused("meetings.no_such_choice", field="item")
    if Interest.objects.filter(seat=seat, item=about).exists():
        raise Refused("meetings.declared_already", field="item")
    words = said(reason, field="reason", most=REASON_MAX)
    floor.step(actor, row, {"do": "recuse", "item": about.key}, by=seat.key)
    fact = interests.declared(row, seat, about, words, actor.person or 0)
    record(actor, fact, place=row.community)
    return Interest.objects.get(seat=seat, item=about)


@action(allow=rules.may_arrange)
def preside(actor: Actor, *, meeting: int, seat: str) -> Meeting:
    """Another presides: whoever should is recused, or did not come. The desk enters it."""
    row = floor.locked(meeting)
    floor.step(actor, row, {"do": "hand_over", "to": seat}, by=floor.presiding(row))
    floor.moved(actor, row, "hand_over")
    return row
