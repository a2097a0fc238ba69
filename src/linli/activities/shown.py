"""Activities as pages show them: their line, when and where, one's own place."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from linli.activities import rules
from linli.activities.models import Activity, Occasion, SignUp
from linli.activities.queries.people import Line, ahead_of
from linli.activities.running import runs
from linli.activities.states import Place, State
from linli.kernel import clock
from linli.kernel.actor import Actor

WEEKDAYS = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)
TONES = {
    State.PROPOSED: "wait",
    State.OPEN: "ok",
    State.REFUSED: "stop",
    State.CANCELLED: "stop",
}


@dataclass(frozen=True, slots=True)
class Step:
    """For the component `process`: state is done, now, stop or next."""

    title: Any
    state: str
    note: Any = ""
    who: Any = ""
    until: Any = ""


def when(row: Occasion) -> str:
    """Day with its weekday, begin and end, in the place's own time."""
    begin, end = row.begins_at.astimezone(clock.LOCAL), row.ends_at.astimezone(clock.LOCAL)
    last = f"{end:%H:%M}" if end.date() == begin.date() else f"{end:%m-%d %H:%M}"
    return f"{begin:%Y-%m-%d} {WEEKDAYS[begin.weekday()]} {begin:%H:%M}–{last}"


def desk_label(line: Line) -> str:
    """A name and where they are expected: what the desk sees, with or without a connection."""
    at = line.signup.occasion
    return f"{line.name} · {at.begins_at.astimezone(clock.LOCAL):%H:%M} {at.activity.title}"


def state_of(  # noqa: PLR0911 (a word for each state)
    row: Occasion, mine: SignUp | None
) -> tuple[str, str]:
    """Word and tone of a date in a list: one's own place first."""
    if row.cancelled:
        return pgettext("activity", "cancelled"), "stop"
    if mine is not None and mine.state == Place.SEATED:
        return _("you have a place"), "ok"
    if mine is not None and mine.state == Place.WAITING:
        return _("you wait"), "wait"
    if row.activity.state != State.OPEN:
        return str(row.activity.get_state_display()), TONES[State(row.activity.state)]
    if row.is_over:
        return pgettext("activity", "over"), "plain"
    if row.free > 0:
        return _("%(free)s places free") % {"free": row.free}, "plain"
    return _("full, waitlist open"), "wait"


def listed(rows: list[Occasion], places: dict[int, SignUp]) -> list[dict[str, Any]]:
    found = []
    for row in rows:
        word, tone = state_of(row, places.get(row.pk))
        note = f"{when(row)} · {row.activity.where}"
        found.append({"row": row, "word": word, "tone": tone, "note": note, "when": when(row)})
    return found


def steps(activity: Activity, row: Occasion) -> list[Step]:
    """From the proposal to confirmed hours: where it is, what is next."""
    approval = Step(_("Approval by the staff"), "done")
    if activity.state == State.PROPOSED:
        approval = Step(approval.title, "now", who=_("the staff"))
    elif activity.state == State.REFUSED:
        approval = Step(approval.title, "stop", note=activity.reason)
    found = [approval] if activity.organisation_id is None else []
    stopped = row.cancelled or activity.state == State.REFUSED
    open_now = activity.state == State.OPEN and not stopped
    begun = open_now and clock.now() >= row.begins_at
    marks = ["next", "next", "next"]
    if open_now:
        marks = ["now", "next", "next"]
        if begun:
            marks = ["done", "now", "next"]
        if row.is_over:
            marks = ["done", "done", "now"]
    if row.cancelled:
        marks[0] = "stop"
    begin = date_format(row.begins_at.astimezone(clock.LOCAL), "DATETIME_FORMAT")
    titles = (_("Sign-up"), _("Coming and going are noted"), _("Somebody else confirms the hours"))
    untils = (begin, "", "")
    notes = (row.reason if row.cancelled else "", "", "")
    return found + [
        Step(title, mark, note=note, until=until if mark == "now" else "")
        for title, mark, note, until in zip(titles, marks, notes, untils, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of a date needs besides its words."""

    row: Occasion
    when: str
    mine: SignUp | None
    word: str
    tone: str
    ahead: int
    runs: bool
    may_sign_up: bool
    may_leave: bool
    may_rate: bool


def shown(actor: Actor, row: Occasion, mine: SignUp | None, *, rated: bool, belongs: bool) -> Shown:
    """`rated`: whether the actor said how it was; `belongs`: whether it is for them."""
    on_list = mine is not None and mine.state != Place.LEFT
    word, tone = state_of(row, mine)
    waits = mine is not None and mine.state == Place.WAITING
    return Shown(
        row=row,
        when=when(row),
        mine=mine if on_list else None,
        word=word,
        tone=tone,
        ahead=ahead_of(mine) if mine is not None and waits else 0,
        runs=runs(actor, row.activity),
        may_sign_up=row.is_open and not on_list and belongs,
        may_leave=on_list and not row.is_over and mine is not None and mine.came_at is None,
        may_rate=bool(rules.may_rate(row, mine)) and not rated,
    )
