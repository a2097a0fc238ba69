"""The report of a month, the same from both sides: whoever has the same transfers has its hash."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import rfc8785

from linli.timebank.remote.messages import time_text

#: Months are Shanghai's on both sides, whatever a machine is set to; there is no summer time.
LOCAL = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True, order=True)
class Settled:
    """A transfer that its sender decided. `sender` is the key of the district that it left."""

    uuid: str
    sender: str
    minutes: int
    at: datetime


def month_of(at: datetime) -> str:
    return at.astimezone(LOCAL).strftime("%Y-%m")


def first_of(month: str) -> datetime:
    """When it begins."""
    return datetime.strptime(f"{month}-01 +0800", "%Y-%m-%d %z")


def report(
    month: str,
    keys: tuple[str, str],
    settled: Iterable[Settled],
    before: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """By the time in the sender's decision. `total` is everything up to the month's end.

    `before`: what was sent before the first of `settled`, where these are not all from the begin.
    """
    rows = sorted(row for row in settled if month_of(row.at) <= month)
    within = [row for row in rows if month_of(row.at) == month]
    return {
        "clearing": 1,
        "month": month,
        "districts": sorted(keys),
        "minutes": {key: _sent(within, key) for key in sorted(keys)},
        "total": {key: (before or {}).get(key, 0) + _sent(rows, key) for key in sorted(keys)},
        "transfers": [
            {
                "uuid": row.uuid,
                "sender": row.sender,
                "minutes": row.minutes,
                "at": time_text(row.at),
            }
            for row in within
        ],
    }


def _sent(rows: Iterable[Settled], key: str) -> int:
    return sum(row.minutes for row in rows if row.sender == key)


def digest(found: dict[str, Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(found)).hexdigest()
