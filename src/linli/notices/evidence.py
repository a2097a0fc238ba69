"""What counts as delivered, and when it was. Pure: a vote can rely on it and anyone can recompute it.

Each recipient of a notice has rows (channel, outcome, at). `placed` in the inbox is no delivery:
nobody saw it yet. `accepted` says that the gateway took the message for that person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    INBOX = "inbox"
    PUSH = "push"
    WECHAT = "wechat"
    SMS = "sms"


class Outcome(StrEnum):
    #: In the inbox, not opened.
    PLACED = "placed"
    #: Opened by the person.
    READ = "read"
    #: The gateway took it.
    ACCEPTED = "accepted"
    #: The gateway reported later: it is on the person's phone, or it could not be brought there.
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    #: It went as one of several in the day's digest.
    DIGESTED = "digested"
    #: The gateway refused it for good, or there were too many tries.
    FAILED = "failed"
    #: A try that may be made again.
    LATER = "later"
    #: We died between sending and writing down, too long ago to ask the gateway again.
    UNKNOWN = "unknown"
    #: The person has no address there.
    NO_ADDRESS = "no_address"


#: What ends a channel's tries.
FINAL = frozenset(Outcome) - {Outcome.LATER}
#: What a gateway says later of what it took.
REPORTED = (Outcome.DELIVERED, Outcome.UNDELIVERED)
SENT = frozenset({Outcome.ACCEPTED, Outcome.DIGESTED})
#: What counts as delivered unless a rule profile says otherwise.
COUNTS = frozenset(
    {
        (Channel.INBOX, Outcome.READ),
        (Channel.WECHAT, Outcome.ACCEPTED),
        (Channel.SMS, Outcome.ACCEPTED),
        (Channel.SMS, Outcome.DELIVERED),
    }
)


@dataclass(frozen=True, slots=True)
class Proof:
    """One row of evidence, of one person."""

    person: int
    channel: Channel
    outcome: Outcome
    at: datetime


def delivered(
    proofs: Iterable[Proof],
    before: datetime,
    *,
    counts: frozenset[tuple[Channel, Outcome]] = COUNTS,
) -> dict[int, datetime]:
    """Person -> when the notice first reached them, strictly before the moment.

    What a gateway took and then reported as not delivered reached nobody, whenever the report came.
    """
    rows = list(proofs)
    lost = {(row.person, row.channel) for row in rows if row.outcome is Outcome.UNDELIVERED}
    found: dict[int, datetime] = {}
    for proof in rows:
        if proof.outcome is Outcome.ACCEPTED and (proof.person, proof.channel) in lost:
            continue
        if (proof.channel, proof.outcome) in counts and proof.at < before:
            known = found.get(proof.person)
            found[proof.person] = proof.at if known is None else min(known, proof.at)
    return found


def units_reached(
    units_of: Mapping[int, Iterable[int]], reached: Mapping[int, datetime]
) -> dict[int, datetime]:
    """Unit -> when the first of its people was reached. `units_of`: person -> units."""
    found: dict[int, datetime] = {}
    for person, at in reached.items():
        for unit in units_of.get(person, ()):
            found[unit] = min(found.get(unit, at), at)
    return found


class Standing(StrEnum):
    """How far a notice came to a home: the best of what is known of its people."""

    #: Opened, or on somebody's phone by the gateway's own report.
    DELIVERED = "delivered"
    #: A gateway took it, and has not said what became of it.
    ACCEPTED = "accepted"
    #: Tried, and nothing of it came through.
    FAILED = "failed"
    #: In the inbox alone.
    WAITING = "waiting"


_SURE = frozenset({Outcome.READ, Outcome.DELIVERED})
#: What says that it did not come through.
BAD = frozenset({Outcome.FAILED, Outcome.UNKNOWN, Outcome.UNDELIVERED})
_ORDER = (Standing.DELIVERED, Standing.ACCEPTED, Standing.FAILED, Standing.WAITING)


def unit_standings(
    units_of: Mapping[int, Iterable[int]], proofs: Iterable[Proof]
) -> dict[int, Standing]:
    """Unit -> how far the notice came there. `units_of`: person -> units."""
    rows = list(proofs)
    lost = {(row.person, row.channel) for row in rows if row.outcome is Outcome.UNDELIVERED}
    best: dict[int, Standing] = {}
    for row in rows:
        found = _standing(row, lost=(row.person, row.channel) in lost)
        best[row.person] = min(best.get(row.person, Standing.WAITING), found, key=_ORDER.index)
    homes: dict[int, Standing] = {}
    for person, units in units_of.items():
        mine = best.get(person, Standing.WAITING)
        for unit in units:
            homes[unit] = min(homes.get(unit, Standing.WAITING), mine, key=_ORDER.index)
    return homes


def _standing(row: Proof, *, lost: bool) -> Standing:
    if row.outcome in _SURE:
        return Standing.DELIVERED
    if row.outcome in SENT and not lost:
        return Standing.ACCEPTED
    return Standing.FAILED if row.outcome in BAD else Standing.WAITING
