"""Whose seat is whose: asked by rules and by reads."""

from linli.identity.queries import records_of
from linli.kernel.prepared import read
from linli.meetings.models import FloorCommand, PhoneVote, Seat

#: Every question and every vote asks it.
_HELD = """one.meeting_id = $1 AND (one.person_id = $2 OR one.person_id IN (
SELECT id FROM identity_person WHERE merged_into_id = $2)) ORDER BY one.key LIMIT 1"""
PUBLIC = "that a meeting is held, and its agenda, is public"


def free_hands(helper: int, person: int, meeting: int) -> bool:
    """Whether a helper is nobody else's voice there: holds no seat, and acted for no other person."""
    if seat_of(helper, meeting) is not None:
        return False
    hands, own = records_of(helper), records_of(person)
    return not any(
        model.objects.filter(meeting=meeting, helper__in=hands).exclude(person__in=own).exists()
        for model in (FloorCommand, PhoneVote)
    )


def seat_of(person: int | None, meeting: int) -> Seat | None:
    """The seat that somebody holds, also by a record that was merged into theirs."""
    if person is None:
        return None
    found = read(Seat, _HELD, [meeting, person])
    return found[0] if found else None
