"""Who disposes of items, who keeps minutes, who reads what is not published yet."""

from typing import Any

from linli.deliberation.rules_topics import at_desk
from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.meetings.models import Meeting, Minutes, Seat
from linli.meetings.procedures import State
from linli.meetings.queries import floor_of
from linli.meetings.seating import PUBLIC, seat_of


def _row(meeting: int) -> Meeting | None:
    return Meeting.objects.across_communities(PUBLIC).filter(pk=meeting).first()


def _unknown(actor: Actor) -> Decision:
    return denied("kernel.sign_in_first" if actor.person is None else "kernel.not_found")


def _own(actor: Actor, row: Meeting) -> Seat | None:
    """A helper has no hand in it: these are steps of an office."""
    return seat_of(actor.person, row.pk) if actor.helper is None else None


def presides(actor: Actor, row: Meeting, state: State | None = None) -> bool:
    """Whoever has the chair now, or had it when the meeting ended."""
    state = state or floor_of(row)
    seat = _own(actor, row)
    return state is not None and seat is not None and seat.key == state.presiding


def may_dispose(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """The chair alone: for the items that nobody moved on."""
    row = _row(meeting)
    if row is None or actor.person is None:
        return _unknown(actor)
    return ALLOWED if presides(actor, row) else denied("meetings.not_the_chair")


def may_keep(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """Answers amendments and publishes: the chair, whoever keeps order, the desk."""
    row = _row(meeting)
    if row is None or actor.person is None:
        return _unknown(actor)
    seat = _own(actor, row)
    if seat is not None and seat.pk in (row.keeper_id, row.chair_id):
        return ALLOWED
    return ALLOWED if presides(actor, row) else at_desk(actor, row.community, row.estate_id)


def may_approve(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """The chair; when it is late the desk, so that minutes never wait for one person."""
    row = _row(meeting)
    if row is None or actor.person is None:
        return _unknown(actor)
    if presides(actor, row):
        return ALLOWED
    kept = Minutes.objects.within(row.community).filter(meeting=row).first()
    if kept is not None and kept.is_late:
        return at_desk(actor, row.community, row.estate_id)
    return denied("meetings.not_the_chair")


def may_amend(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """Whoever was accredited."""
    row = _row(meeting)
    if row is None or actor.person is None:
        return _unknown(actor)
    seat = _own(actor, row)
    was_there = seat is not None and seat.accredited_at is not None
    return ALLOWED if was_there else denied("meetings.was_not_there")


def may_read_draft(actor: Actor, *, meeting: int, **_: Any) -> Decision:
    """Whoever has a seat there, and whoever keeps the minutes."""
    row = _row(meeting)
    if row is None or actor.person is None:
        return _unknown(actor)
    if _own(actor, row) is not None:
        return ALLOWED
    return may_keep(actor, meeting=meeting)
