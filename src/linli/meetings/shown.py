"""A meeting as its pages show it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.deliberation.floor.kinds import MeetingState
from linli.identity.queries import display_name
from linli.kernel.actor import Actor
from linli.meetings import rules
from linli.meetings.models import Item, Meeting, Seat
from linli.meetings.queries import items_of, seats_of, title_of
from linli.meetings.seating import seat_of
from linli.meetings.states import CANCELLED

TONES = {
    MeetingState.DRAFT.value: "plain",
    MeetingState.NOTICED.value: "wait",
    MeetingState.CALLED.value: "wait",
    MeetingState.IN_SESSION.value: "ok",
    MeetingState.RECESS.value: "ok",
    MeetingState.ADJOURNED.value: "plain",
    MeetingState.MINUTES_APPROVED.value: "plain",
    CANCELLED: "stop",
}


def tone(row: Meeting) -> str:
    return TONES[row.state]


def headline(row: Meeting) -> str:
    """Which meeting it is: series and number."""
    values = {"series": row.get_series_display(), "number": row.number}
    return _("%(series)s no. %(number)s") % values


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat; `who` is empty where names are not for the reader, or nobody sits there."""

    seat: Seat
    title: str
    who: str
    role: str


@dataclass(frozen=True, slots=True)
class Mark:
    """For the component `process`."""

    title: Any
    state: str
    note: Any = ""
    who: Any = ""
    until: Any = ""


@dataclass(frozen=True, slots=True)
class Shown:
    meeting: Meeting
    headline: str
    tone: str
    marks: list[Mark]
    items: list[Item] = field(default_factory=list)
    seats: list[Sitting] = field(default_factory=list)
    mine: Seat | None = None
    sees_names: bool = False
    arranges: bool = False


def _role(row: Meeting, seat: Seat) -> str:
    if seat.pk == row.chair_id:
        return _("presides")
    return _("keeps order") if seat.pk == row.keeper_id else ""


def shown(actor: Actor, row: Meeting) -> Shown:
    names = rules.sees_names(actor, row)
    seats = [
        Sitting(
            seat,
            title_of(seat),
            display_name(seat.person) if names and seat.person else "",
            _role(row, seat),
        )
        for seat in seats_of(row.pk)
    ]
    return Shown(
        row,
        headline(row),
        tone(row),
        course(row),
        items_of(row.pk),
        seats,
        seat_of(actor.person, row.pk),
        names,
        bool(rules.may_arrange(actor, meeting=row.pk)),
    )


def course(row: Meeting) -> list[Mark]:
    """Planned, noticed, held, minutes approved."""
    order = list(MeetingState)
    if row.state == CANCELLED:
        stopped = timezone.localdate(row.cancelled_at) if row.cancelled_at else ""
        return [
            Mark(_("Planned"), "done", timezone.localdate(row.planned_at).isoformat()),
            Mark(_("Called off"), "stop", stopped),
        ]
    at = order.index(MeetingState(row.state))
    steps = (
        (_("Planned"), MeetingState.DRAFT, timezone.localdate(row.planned_at).isoformat()),
        (
            _("Notice with the agenda"),
            MeetingState.NOTICED,
            timezone.localdate(row.noticed_at).isoformat() if row.noticed_at else "",
        ),
        (_("Doors open"), MeetingState.CALLED, ""),
        (_("In session"), MeetingState.IN_SESSION, ""),
        (_("Adjourned"), MeetingState.ADJOURNED, ""),
        (_("Minutes approved"), MeetingState.MINUTES_APPROVED, ""),
    )
    marks = []
    for title, state, note in steps:
        mine = order.index(state)
        held = state is MeetingState.IN_SESSION and row.state == MeetingState.RECESS
        now = mine == at or held
        marks.append(Mark(title, "now" if now else "done" if mine < at else "todo", note))
    return marks
