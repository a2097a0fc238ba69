"""Whether a matter's days still run."""

from datetime import date, timedelta

from linli.kernel import clock
from linli.partywork.models import Affair
from linli.partywork.states import State


def next_from(row: Affair) -> date | None:
    """The first day of what follows, while people are asked or may object."""
    last = row.consult_until if row.state == State.CONSULTING else row.shown_until
    return last + timedelta(days=1) if last is not None and is_open(row) else None


def is_open(row: Affair) -> bool:
    """Whether people are asked today, or may still object to what hangs out."""
    today = clock.today()
    if row.state == State.CONSULTING:
        return row.consult_until is not None and today <= row.consult_until
    return row.state == State.SHOWN and row.shown_until is not None and today <= row.shown_until
