"""Rooms that are numbered anew on each floor: 01 on floor 1 is another home than 01 on floor 2."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from linli.places.roster import cells
from linli.places.roster.table import Row

_END = re.compile(r"(楼层|层|楼|f|/f|floor|level)$", re.IGNORECASE)
_START = re.compile(r"^(第|floor|level|l(?=[0-9]))", re.IGNORECASE)
_BELOW = re.compile(r"^(负|地下|-|b)", re.IGNORECASE)
#: Two digits number the rooms of a floor; more are a room's whole number.
_OF_A_FLOOR = 2


def floor_key(text: str) -> str:
    """1, 1层, 一楼 and 1F are one floor; -1, 负一层 and B1 another."""
    bare = _START.sub("", _END.sub("", cells.plain(text)))
    below = _BELOW.match(bare)
    number = bare[below.end() :] if below else bare
    han = cells.han_number(number)
    number = str(han) if han is not None else number.lstrip("0") or number
    return f"B{number}" if below else number.upper()


def joined(floor: str, room: str) -> str:
    """Floor 1 and room 01 are room 101, floor 12 and flat A are 12A; else with a dash.

    Two different homes never come out the same: a dash stands wherever the parts could be read in
    two ways. A room that bears its floor already stays as it is.
    """
    key, bare = floor_key(floor), cells.room_key(room)
    if key.isdigit() and bare.isdigit():
        if len(bare) <= _OF_A_FLOOR:
            return f"{key}{bare.zfill(_OF_A_FLOOR)}"
        if len(bare) == len(key) + _OF_A_FLOOR and bare.startswith(key):
            return room
    if key.isdigit() and len(bare) == 1 and bare.isalpha():
        return f"{key}{bare}"
    return f"{key}-{bare}"


def numbered_anew(body: Sequence[Row], columns: Mapping[str, int], place: str, floor: int) -> bool:
    """Whether one room of a stairwell stands on more than one floor of it."""
    floors: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    parts = [columns[name] for name in ("building", "stair") if name in columns]
    for where, row in _continued(body, [*parts, floor]):
        room = _cell(row, columns[place])
        if room and where[-1]:
            at = (*(part or "" for part in where[:-1]), cells.room_key(room))
            floors[at].add(floor_key(where[-1]))
    return any(len(found) > 1 for found in floors.values())


def _continued(
    body: Sequence[Row], columns: Sequence[int]
) -> Iterator[tuple[list[str | None], Row]]:
    """Rows with what stands above blank cells; a new building begins without what is inside it."""
    now: list[str | None] = [None] * len(columns)
    for row in body:
        for n, column in enumerate(columns):
            value = _cell(row, column)
            if value is not None and value != now[n]:
                now[n:] = [value, *[None] * (len(columns) - n - 1)]
        yield list(now), row


def _cell(row: Row, at: int) -> str | None:
    return row[at] if at < len(row) else None
