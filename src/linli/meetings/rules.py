"""Who plans meetings, who keeps their door, who has a part in them."""

from typing import Any

from linli.deliberation.rules_topics import at_desk
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.prepared import read
from linli.meetings.models import Meeting
from linli.meetings.seating import free_hands, seat_of
from linli.places.models import Estate


def _row(meeting: int) -> Meeting | None:
    """That a meeting is held is public; what was said there stays sealed and is not read."""
    found = read(Meeting, "one.id = $1", [meeting], later=Meeting.sealed)
    return found[0] if found else None


def may_plan(actor: Actor, *, community: int, estate: int | None = None, **_: Any) -> Decision:
    """The body that looks topics over by the charter: its staff, or its officers."""
    may = at_desk(actor, community, estate)
    if not may:
        return may
    if estate is not None and not Estate.objects.within(community).filter(pk=estate).exists():
        return denied("kernel.not_found")
    return ALLOWED


def may_arrange(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """The same, of a meeting that is there: agenda, seats, notice, door."""
    row = _row(meeting)
    if row is None:
        return denied("kernel.sign_in_first" if actor.person is None else "kernel.not_found")
    return at_desk(actor, row.community, row.estate_id)


def may_take_part(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """Whoever holds a seat; the floor says what they may do there. One pair of hands is one voice."""
    row = _row(meeting)
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if row is None:
        return denied("kernel.not_found")
    if seat_of(actor.person, row.pk) is not None:
        alone = actor.helper is None or free_hands(actor.helper, actor.person, row.pk)
        return ALLOWED if alone else denied("meetings.one_voice")
    return denied("meetings.no_seat" if is_near(actor, row) else "kernel.not_found")


def may_keep_door(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """The desk, whoever keeps order, whoever presides by the notice."""
    row = _row(meeting)
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if row is None:
        return denied("kernel.not_found")
    seat = seat_of(actor.person, row.pk)
    if actor.helper is None and seat is not None and seat.pk in (row.keeper_id, row.chair_id):
        return ALLOWED
    return at_desk(actor, row.community, row.estate_id)


def may_see_off(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """Whoever keeps order or presides, themself: the floor says whether they do at this moment."""
    if actor.helper is not None:
        return denied("kernel.not_for_you")
    return may_take_part(actor, meeting=meeting)


def is_near(actor: Actor, meeting: Meeting) -> bool:
    """Where people meet is for those whom the meeting is about, and for the administration."""
    if actor.person is None or not actor.reaches(meeting.community):
        return False
    return not actor.is_official or actor.second_factor


def sits_or_arranges(actor: Actor, meeting: Meeting) -> bool:
    if actor.person is None:
        return False
    own = seat_of(actor.person, meeting.pk) is not None
    return own or bool(at_desk(actor, meeting.community, meeting.estate_id))


def sees_names(actor: Actor, meeting: Meeting) -> bool:
    """Who sits where, and who came: also for all who are near, if the charter publishes it."""
    if sits_or_arranges(actor, meeting):
        return True
    return sees_attendance(meeting) and is_near(actor, meeting)


def sees_attendance(meeting: Meeting) -> bool:
    """Whether the charter publishes who was there: by seats to everybody, by names to those near."""
    return "attendance" in meeting.charter.plain.publication


def by_clock(actor: Actor, **_: Any) -> Decision:
    """The daily job alone."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")
