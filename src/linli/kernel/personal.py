"""What modules hold of a person: for "my data", and for the page before an account is closed.

Each module registers in its AppConfig what it adds; identity, which lies below, asks them all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that outlives an account, or that must be settled before: what, and why.

    Both are lazily translated. `blocks` tells that the account cannot be closed yet.
    """

    what: Any
    why: Any
    blocks: bool = False


#: From a person's id to rows of plain values (str, int, bool, None, aware datetimes).
Rows = Callable[[int], Iterable[dict[str, Any]]]
Keeper = Callable[[int], Iterable[Kept]]

_sections: dict[str, tuple[Any, Rows]] = {}
_keepers: list[Keeper] = []


def register_section(code: str, title: Any, rows: Rows) -> None:
    """`code` is the key in the file, `title` the lazily translated heading on the page."""
    _sections[code] = (title, rows)


def sections(person: int) -> list[tuple[str, Any, list[dict[str, Any]]]]:
    """Code, title and rows of what every module holds."""
    return [(code, title, list(rows(person))) for code, (title, rows) in _sections.items()]


def register_keeper(keeper: Keeper) -> None:
    if keeper not in _keepers:
        _keepers.append(keeper)


def kept(person: int) -> list[Kept]:
    """What stays after erasure, and what stands in its way."""
    return [each for keeper in _keepers for each in keeper(person)]
