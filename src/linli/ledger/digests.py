"""The digest of a ledger's day: SHA-256 over the digest before it and a line per transfer. Reads only."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from linli.kernel import clock
from linli.ledger.models import Digest, Ledger, Transfer

FIELDS = (
    "pk",
    "key",
    "debit_id",
    "credit_id",
    "amount",
    "kind",
    "hold",
    "reverses_id",
    "rule_version",
    "event",
)


def bounds(day: date) -> tuple[datetime, datetime]:
    """From midnight to midnight in Shanghai."""
    start = datetime.combine(day, time(), clock.LOCAL)
    return start, start + timedelta(days=1)


def day_of(ledger: int, day: date, before: bytes) -> tuple[int, int, bytes]:
    """How many transfers a day has, how many units they moved, and the digest."""
    start, end = bounds(day)
    rows = Transfer.objects.filter(ledger=ledger, at__gte=start, at__lt=end).order_by("pk")
    total, moved, made = 0, 0, hashlib.sha256(before)
    for row in rows.values_list(*FIELDS).iterator(chunk_size=5_000):
        made.update("\t".join("" if each is None else str(each) for each in row).encode() + b"\n")
        total, moved = total + 1, moved + row[4]
    return total, moved, made.digest()


def undigested(ledger: Ledger, today: date) -> Iterator[date]:
    """The days before today that have transfers and no digest yet, in order."""
    last = Digest.objects.within(ledger.community).filter(ledger=ledger).order_by("-day").first()
    rows = Transfer.objects.filter(ledger=ledger, at__lt=bounds(today)[0])
    if last is not None:
        rows = rows.filter(at__gte=bounds(last.day)[1])
    days = {clock.day_of(at) for at in rows.datetimes("at", "day", tzinfo=clock.LOCAL)}
    yield from sorted(days)


def differing() -> list[tuple[int, date]]:
    """Ledgers and days whose transfers are not those of which the digest was made."""
    found: list[tuple[int, date]] = []
    before: dict[int, bytes] = {}
    rows = Digest.objects.across_communities("the auditor recomputes every digest")
    for row in rows.order_by("ledger", "day"):
        number, moved, digest = day_of(row.ledger_id, row.day, before.get(row.ledger_id, b""))
        if (number, moved, digest) != (row.transfers, row.moved, bytes(row.digest)):
            found.append((row.ledger_id, row.day))
        before[row.ledger_id] = bytes(row.digest)
    return found
