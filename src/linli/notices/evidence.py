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
SENT = frozenset({Outcome.ACCEPTED, Outcome.DIGESTED})
#: What counts as delivered unless a rule profile says otherwise.
COUNTS = frozenset(
    {
        (Channel.INBOX, Outcome.READ),
        (Channel.WECHAT, Outcome.ACCEPTED),
        (Channel.SMS, Outcome.ACCEPTED),
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
    """Person -> when the notice first reached them, strictly before the moment."""
    found: dict[int, datetime] = {}
    for proof in proofs:
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
