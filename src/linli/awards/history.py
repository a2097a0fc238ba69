"""The written lines beside a deed or a sanction, and which of them stand behind a transfer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.awards.models import Decision, Step
from linli.ledger.models import Transfer


@dataclass(frozen=True, slots=True)
class Line:
    title: Any
    words: str
    at: datetime


def lines(rows: Iterable[Decision | Step], titles: Mapping[Any, Any]) -> list[Line]:
    """What was done and said, oldest first; whose words were erased has none."""
    return [Line(titles[row.verb], row.words.read("text") or "", row.at) for row in rows]


def behind(transfers: Iterable[Transfer], prefixes: Collection[str]) -> dict[int, int]:
    """Transfer -> number of the deed or sanction that its key names after one of these words."""
    keys = {}
    for row in transfers:
        parts = row.key.split(":")
        if parts[0] in prefixes and len(parts) > 1 and parts[1].isdecimal():
            keys[row.pk] = int(parts[1])
    return keys
