"""How many minutes a session counts, and where they go. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.timebank.states import Kind, Pay
from linli.timebank.terms import Terms

MINUTE = timedelta(minutes=1)


def counted(came: datetime, went: datetime, starts: datetime, ends: datetime) -> int:
    """Whole minutes between sign-in and sign-out, as far as they lie in what was arranged.

    Who forgets to sign out does not get the night, and no session outgrows what was agreed.
    """
    return max((min(went, ends) - max(came, starts)) // MINUTE, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """`credit` to the giver, `over` (above their limit) to the donation pool, `paid` by the receiver."""

    credit: int
    over: int
    paid: int


def due(  # noqa: PLR0913 (what it depends on)
    minutes: int, terms: Terms, *, kind: str, pay: str, used: int, balance: int
) -> Due:
    """What follows from counted minutes.

    used     minutes that the giver was credited with on that day already
    balance  what the giver has
    """
    whole = minutes // terms.step_minutes * terms.step_minutes
    amount = max(min(whole, terms.day_minutes - used), 0)
    room = amount if terms.cap_minutes is None else max(terms.cap_minutes - balance, 0)
    credit = min(amount, room)
    paid = 0
    if kind == Kind.EXCHANGE:
        paid = amount
    elif pay == Pay.REDEEM:
        paid = amount // terms.redeem_step_minutes * terms.redeem_step_minutes
    return Due(credit, amount - credit, paid)
