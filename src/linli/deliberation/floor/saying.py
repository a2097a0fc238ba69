"""The shape of what a motion says: no field too many, none too few, values that can be meant."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta

from linli.deliberation.floor.commands import Terms
from linli.deliberation.floor.kinds import Kind
from linli.deliberation.floor.refusals import Code
from linli.deliberation.floor.stack import halt
from linli.deliberation.floor.state import Floor
from linli.deliberation.floor.table import TABLE

#: Ten years: what is put off for longer is not meant, and no calendar of a page holds every date.
DAYS_MOST = 3660
#: A speech without an end is no limit; a day is more than any meeting has.
SECONDS_MOST = 86_400
TIMES_MOST = 1_000


def given(terms: Terms) -> dict[str, object]:
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    return {name: value for name, value in values.items() if value is not None}


def shaped(kind: Kind, terms: Terms) -> None:
    """No field too many, none too few."""
    row, said = TABLE[kind], given(terms)
    for name in said:
        if name not in (*row.must, *row.may, "text"):
            halt(Code.TERMS_WRONG, field=name)
    for name in row.must:
        if said.get(name) is None or not str(said[name]).strip():
            halt(Code.TERMS_MISSING, field=name)


def _recess(state: Floor, terms: Terms) -> None:
    if not 1 <= (terms.minutes or 0) <= state.rules.recess_minutes_most:
        halt(Code.TERMS_WRONG, field="minutes")


def _limits(_: Floor, terms: Terms) -> None:
    if terms.seconds is None and terms.speeches is None:
        halt(Code.TERMS_MISSING, field="seconds")
    for name, value, most in (
        ("seconds", terms.seconds, SECONDS_MOST),
        ("speeches", terms.speeches, TIMES_MOST),
    ):
        if value is not None and not 1 <= value <= most:
            halt(Code.TERMS_WRONG, field=name)


def _until(state: Floor, terms: Terms) -> None:
    if terms.until is None or terms.until.tzinfo is None:
        halt(Code.TERMS_WRONG, field="until")
    if terms.until <= state.clock:
        halt(Code.DATE_NOT_LATER)
    if terms.until - state.clock > timedelta(days=DAYS_MOST):
        halt(Code.TERMS_WRONG, field="until")


def near(today: date, day: date, field: str) -> None:
    if (day - today).days > DAYS_MOST:
        halt(Code.TERMS_WRONG, field=field)


def _later(state: Floor, day: date | None, field: str = "on") -> None:
    if day is None or day <= state.day:
        halt(Code.DATE_NOT_LATER)
    near(state.day, day, field)


def _postponed(state: Floor, terms: Terms) -> None:
    _later(state, terms.on)
    within = state.rules.postpone_within_days
    last = state.day + timedelta(days=within)
    if within and terms.on and terms.on > last:
        halt(Code.DATE_TOO_FAR, until=last)


SOUND: dict[Kind, Callable[[Floor, Terms], None]] = {
    Kind.RECESS: _recess,
    Kind.LIMIT_DEBATE: _limits,
    Kind.FIX_TIME: _until,
    Kind.POSTPONE: _postponed,
    Kind.REFER: lambda state, terms: _later(state, terms.report_on, "report_on"),
}


def sound(state: Floor, kind: Kind, terms: Terms) -> None:
    """Values that can be meant; also asked of what an amendment would make of them."""
    if kind in SOUND:
        SOUND[kind](state, terms)
