"""A meeting as its pages show it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.deliberation.floor.kinds import MeetingState
from linli.identity.queries import display_name, records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Text, text_of
from linli.kernel.process import Mark
from linli.meetings import rules, rules_minutes
from linli.meetings.hours import WAITING, Hours, hours_of, not_now
from linli.meetings.models import Item, Meeting, Minutes, Seat
from linli.meetings.queries import floor_of, interests_at, items_of, seats_of, title_of
from linli.meetings.queries_minutes import minutes_of
from linli.meetings.standing import Overdue, overdue
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
    """Which meeting it is: its series, and its number once it is noticed."""
    if row.number is None:
        return str(row.get_series_display())
    values = {"series": row.get_series_display(), "number": row.number}
    return _("%(series)s no. %(number)s") % values


@dataclass(frozen=True, slots=True)
class Sitting:
    """A seat; `who` is empty where names are not for the reader, or nobody sits there."""

    seat: Seat
    title: str
    who: str
    role: str
    there: bool = False


@dataclass(frozen=True, slots=True)
class Lined:
    """An item of the agenda, and the seats that take no part in it."""

    item: Item
    recused: list[str]
    keys: list[str]


@dataclass(frozen=True, slots=True)
class DeskRow:
    meeting: Meeting
    headline: str
    tone: str
    where: str
    #: The last day of its notice; empty once it is out.
    notice_until: Any
    #: Its time passed without being opened.
    passed: bool


def desk_row(row: Meeting, names: dict[int, str]) -> DeskRow:
    where = " ".join(
        part for part in (names.get(row.community, ""), row.estate and row.estate.name) if part
    )
    days = row.charter.plain.notice_days
    until = clock.day_of(row.starts_at) - timedelta(days=days) if row.is_draft else ""
    passed = row.state in WAITING and clock.now() >= hours_of(row.starts_at).until
    return DeskRow(row, headline(row), tone(row), where, until, passed)


@dataclass(frozen=True, slots=True)
class Shown:
    meeting: Meeting
    headline: str
    tone: str
    marks: list[Mark]
    lines: list[Lined] = field(default_factory=list)
    seats: list[Sitting] = field(default_factory=list)
    mine: Seat | None = None
    #: Where people meet; who sits where; how to take part from afar.
    near: bool = False
    sees_names: bool = False
    takes_part: bool = False
    late: list[Overdue] = field(default_factory=list)
    arranges: bool = False
    keeps_door: bool = False
    #: Who presides has an interest of their own in something: another must.
    chair_recused: bool = False
    presides: str = ""
    #: Seat, item and reason; for the desk and whoever presides.
    interests: list[tuple[str, str, str]] = field(default_factory=list)
    #: Why its doors are not opened now.
    doors_why: str = ""
    #: It was not opened on its day: what that means, for whoever arranges or presides.
    passed: Text | None = None
    #: The meeting whose minutes stand on the agenda, when the reader may read them.
    last_minutes: int | None = None

    @property
    def hours(self) -> Hours:
        return hours_of(self.meeting.starts_at)


def _role(presides: str, row: Meeting, seat: Seat) -> str:
    if seat.key == presides:
        return _("presides")
    return _("keeps order") if seat.pk == row.keeper_id else ""


def shown(actor: Actor, row: Meeting) -> Shown:
    names = rules.sees_names(actor, row)
    floor = floor_of(row)
    presides = floor.presiding if floor is not None else row.chair.key if row.chair else ""
    part = rules.sits_or_arranges(actor, row)
    shows = part or rules.sees_attendance(row)
    there = floor.present if floor is not None and shows else ()
    rows = seats_of(row.pk)
    seats = [
        Sitting(
            seat,
            title_of(seat),
            display_name(seat.person) if names and seat.person else "",
            _role(presides, row, seat),
            seat.key in there,
        )
        for seat in rows
    ]
    titles = {each.seat.key: each.title for each in seats}
    recused = _recused(floor)
    mine = next((seat for seat in rows if seat.person_id in records_of(actor.person or 0)), None)
    lines = [
        Lined(
            item,
            [titles.get(key, key) for key in recused.get(item.key, ())],
            recused.get(item.key, []),
        )
        for item in items_of(row.pk)
    ]
    arranges = bool(rules.may_arrange(actor, meeting=row.pk))
    keeps = mine is not None and mine.pk in {row.keeper_id, row.chair_id}
    return Shown(
        row,
        headline(row),
        tone(row),
        course(row),
        lines,
        seats,
        mine,
        rules.is_near(actor, row),
        names,
        part,
        overdue(row.community) if _asks_of_late(row, lines) else [],
        arranges,
        arranges or keeps,
        any(presides in keys for keys in recused.values()),
        presides,
        _interests(row, titles) if arranges or (mine and mine.key == presides) else [],
        *_by_the_hour(row, told=arranges or keeps),
        _last_minutes(actor, row, lines),
    )


def _by_the_hour(row: Meeting, *, told: bool) -> tuple[str, Text | None]:
    """Why the doors are not opened now, in words; and whether its time passed."""
    if not told or row.state not in WAITING:
        return "", None
    do = "call" if row.state == MeetingState.NOTICED else "open"
    at = clock.now()
    found = not_now(do, row.state, row.starts_at, at)
    if found is None:
        return "", None
    text = text_of(found.code, {"at": clock.minute_of(found.at)})
    late = at >= hours_of(row.starts_at).until
    return str(text.title) if do == "call" else "", text if late else None


def _last_minutes(actor: Actor, row: Meeting, lines: list[Lined]) -> int | None:
    if row.after_id is None or not any(each.item.kind == Item.Kind.MINUTES for each in lines):
        return None
    kept = minutes_of(row.after_id)
    if kept is None:
        return None
    public = kept.state == Minutes.State.PUBLISHED
    reads = public or bool(rules_minutes.may_read_draft(actor, meeting=row.after_id))
    return int(row.after_id) if reads else None


def _asks_of_late(row: Meeting, lines: list[Lined]) -> bool:
    """Before and while it is held: afterwards its minutes have the figures of the day."""
    return row.ended_at is None and any(each.item.kind == Item.Kind.OVERDUE for each in lines)


def _interests(row: Meeting, titles: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (titles.get(each.seat.key, ""), each.item.heading, each.why)
        for each in interests_at(row.pk)
    ]


def _recused(floor: Any) -> dict[str, list[str]]:
    """Key of an item -> keys of the seats that take no part in it."""
    found: dict[str, list[str]] = {}
    for member, item in getattr(floor, "recused", ()):
        found.setdefault(item, []).append(member)
    return found


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
