"""What kinds of deeds there are, and how facts are read: the web layer registers both.

Modules that stand beside this one do not know it. Who composes them says which facts tell of a
deed, and how entries follow from them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.journal.models import Event


@dataclass(frozen=True, slots=True)
class Kind:
    """`title` lazily translated. `once`: counts once per subject, as a vote does."""

    code: str
    title: Any
    icon: str
    once: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What a fact says that one person did. `undone`: a later fact says that it was not done."""

    event: int
    kind: str
    person: int
    subject: str
    ended: datetime
    minutes: int = 0
    undone: bool = False


#: From facts to what people did; a constant number of queries.
Reader = Callable[[Iterable[Event]], list[Entry]]

_kinds: dict[str, Kind] = {}
_readers: dict[str, Reader] = {}


def register_kind(kind: Kind) -> None:
    _kinds[kind.code] = kind


def register_reader(types: Iterable[str], reader: Reader) -> None:
    """`types`: names of the facts that it reads."""
    for each in types:
        _readers[each] = reader


def kinds() -> dict[str, Kind]:
    """In the order in which they were registered."""
    return dict(_kinds)


def types() -> frozenset[str]:
    return frozenset(_readers)


def entries_of(events: Iterable[Event]) -> list[Entry]:
    """In the order of the facts."""
    rows = list(events)
    found: list[Entry] = []
    for reader in dict.fromkeys(_readers[row.type] for row in rows if row.type in _readers):
        found += reader([row for row in rows if _readers.get(row.type) is reader])
    return sorted(found, key=lambda entry: (entry.event, entry.kind, entry.person))
