"""Who follows a meeting while it goes on, and who shows it to the room."""

from linli.deliberation.rules_topics import at_desk
from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.meetings.models import Meeting, Seat


def may_follow(actor: Actor, row: Meeting, seat: Seat | None, *, published: bool) -> Decision:
    """Whoever holds a seat; the desk; all whom it is about, where the charter publishes it."""
    if seat is not None:
        return ALLOWED
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if not actor.reaches(row.community):
        return denied("kernel.not_found")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    if published or at_desk(actor, row.community, row.estate_id):
        return ALLOWED
    return denied("meetings.not_published")


def sees_names(actor: Actor, row: Meeting, seat: Seat | None) -> bool:
    """Who sits where, also where the charter publishes no attendance: among each other, and the desk."""
    return seat is not None or bool(at_desk(actor, row.community, row.estate_id))


def may_show(actor: Actor, row: Meeting, seat: Seat | None) -> Decision:
    """The room's screen: whoever holds a seat may connect a projector, and the desk."""
    return may_follow(actor, row, seat, published=False)
