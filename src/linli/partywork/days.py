"""Whether a matter's days still run."""

from linli.kernel import clock
from linli.partywork.models import Affair
from linli.partywork.states import State


def is_open(row: Affair) -> bool:
    """Whether people are asked today, or may still object to what hangs out."""
    today = clock.today()
    if row.state == State.CONSULTING:
        return row.consult_until is not None and today <= row.consult_until
    return row.state == State.SHOWN and row.shown_until is not None and today <= row.shown_until
