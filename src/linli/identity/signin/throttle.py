"""What is limited in signing in, and how long to wait. Pure.

Counted per phone (one victim, many attackers) and per address (one attacker, many victims). With
twenty wrong codes a day for a phone, guessing one of six digits succeeds once in 50,000 days.
A locked phone can still be entered with a passkey.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from linli.identity.parameters import (
    CHECKS_PER_DAY,
    CHILDREN_PER_DAY,
    FACTOR_CODES_PER_DAY,
    HOME_CODES_PER_DAY,
    HOME_CODES_PER_HOUR,
    PASSPHRASES_PER_DAY,
    PASSPHRASES_PER_HOUR,
)

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `amount` in any `seconds` that end now."""

    amount: int
    seconds: int


LIMITS: dict[str, tuple[Rate, ...]] = {
    "send_phone": (Rate(1, MINUTE), Rate(5, HOUR), Rate(10, DAY)),
    "send_address": (Rate(60, HOUR), Rate(300, DAY)),
    "wrong_phone": (Rate(10, HOUR), Rate(20, DAY)),
    "wrong_address": (Rate(60, HOUR), Rate(200, DAY)),
    "real_name": (Rate(CHECKS_PER_DAY, DAY),),
    "factor_code": (Rate(FACTOR_CODES_PER_DAY, DAY),),
    # sixty random bits stand behind each; this stops whoever tries all the same
    "home_code": (Rate(HOME_CODES_PER_HOUR, HOUR), Rate(HOME_CODES_PER_DAY, DAY)),
    "passphrase": (Rate(PASSPHRASES_PER_HOUR, HOUR), Rate(PASSPHRASES_PER_DAY, DAY)),
    "child": (Rate(CHILDREN_PER_DAY, DAY),),
}
#: Wrong codes after which one code is void, whatever the limits above leave.
GUESSES_PER_CODE = 5
#: Seconds for which a code is good.
CODE_LASTS = 5 * MINUTE


def longest(kind: str) -> timedelta:
    """How far back this limit looks."""
    return timedelta(seconds=max(rate.seconds for rate in LIMITS[kind]))


def seconds_to_wait(kind: str, tries: Sequence[datetime], now: datetime) -> int:
    """Whole seconds until the next try is free; 0 when it is free now. `tries` oldest first."""
    wait = 0.0
    for rate in LIMITS[kind]:
        window = timedelta(seconds=rate.seconds)
        recent = [at for at in tries if at > now - window]
        if len(recent) >= rate.amount:
            free_at = recent[-rate.amount] + window
            wait = max(wait, (free_at - now).total_seconds())
    return ceil(wait)
