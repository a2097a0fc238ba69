"""What the values of a column look like: the second witness beside its heading."""

import re
from collections.abc import Sequence
from itertools import pairwise

from linli.identity import identifiers
from linli.places.roster import cells, owners

#: As many values as are looked at.
SAMPLE = 300
_ENOUGH = 2  # half of them
_LONGEST_ROOM = 40
_LONGEST_BUILDING = 20
_FEW = 2

_ID_LIKE = re.compile(
    r"[0-9]{14,20}[0-9X*]?|[0-9A-Z]{18}|[0-9]{3,14}\*+[0-9X]{0,6}|[A-Z]{1,3}[0-9]{6,10}"
)
_PHONE_LIKE = re.compile(r"[+0-9][0-9\-()*]{6,}")
_ROOM_LIKE = re.compile(
    r"[A-Z]{0,2}-?[0-9]{1,5}[A-Z]?(室|号|房|户)?|[0-9A-Z]{1,4}(-[0-9A-Z]{1,5}){1,3}"
)
_BUILDING_LIKE = re.compile(r"(第?[0-9A-Z一二三四五六七八九十]{1,4})(号楼|栋|幢|座|楼|号|#)?")
_NAME_LIKE = re.compile(r"[^0-9]{2,60}[0-9]?[^0-9]*")
_DELIVERED = re.compile(
    r"^(已?交付|已?交房|已?收楼|已?入住|已售已?(交付|交房)|已?办证|自住|出租|已装修|装修中?|居住"
    r"|delivered|handedover|occupied|soldanddelivered|y|yes|是|√)$"
)
_UNDELIVERED = re.compile(
    r"^(已售未交付|已售未交房?|已售未收楼|未交付|未交房|未收楼|待交付|待交房|已售待交付?"
    r"|undelivered|notdelivered|soldnotdelivered|sold,?notdelivered|sold,?undelivered|soldundelivered)$"
)
_UNSOLD = re.compile(
    r"^(未售出?|待售|在售|未出售|开发商持有|尾盘|unsold|forsale|notsold|developer)$"
)


def sample_of(rows: Sequence[Sequence[str | None]], column: int) -> list[str]:
    found: list[str] = []
    for row in rows:
        if column < len(row) and row[column] is not None:
            found.append(row[column] or "")
            if len(found) >= SAMPLE:
                break
    return found


def looks_like(field: str, value: str) -> bool:  # noqa: PLR0911 (a table of fields)
    """Whether a value could stand in that field. Generous: it is there to object, not to choose."""
    bare = cells.plain(value).upper()
    match field:
        case "area":
            return bool(re.search(r"[0-9]", bare)) and not re.search(r"[房厅室卫栋]", bare)
        case "id" | "co_owner_id":
            return bool(_ID_LIKE.match(identifiers.cleaned(value)))
        case "phone":
            return bool(_PHONE_LIKE.search(bare)) and not _ID_LIKE.fullmatch(bare)
        case "owner" | "co_owner":
            return bool(_NAME_LIKE.match(bare)) and not _PHONE_LIKE.search(bare)
        case "room" | "parking_no":
            return len(bare) <= _LONGEST_ROOM
        case "address":
            return cells.address(value) is not None
        case "stair_room":
            return cells.stair_and_room(value) is not None
        case "building" | "stair":
            return len(bare) <= _LONGEST_BUILDING and not _ID_LIKE.fullmatch(bare)
    return True


def fits(field: str, values: Sequence[str]) -> bool:
    """At least half of the values could stand there; an empty column does not object."""
    return not values or _ENOUGH * sum(looks_like(field, v) for v in values) >= len(values)


def suggests(field: str, values: Sequence[str]) -> bool:
    """Whether an unnamed column may be offered for the field: nearly all values are typical."""
    if not values:
        return False
    bare = [cells.plain(v).upper() for v in values]
    match field:
        case "area":
            hits = [cells.area_centi(v) is not None and not _ID_LIKE.fullmatch(v) for v in bare]
        case "id":
            hits = [bool(_ID_LIKE.fullmatch(identifiers.cleaned(v))) for v in values]
        case "phone":
            hits = [bool(owners.phone_in(v)) for v in bare]
        case "room":
            hits = [bool(_ROOM_LIKE.fullmatch(v)) or cells.address(v) is not None for v in bare]
        case "building":
            hits = [bool(_BUILDING_LIKE.fullmatch(v)) for v in bare]
        case "owner":
            hits = [bool(_NAME_LIKE.fullmatch(v)) and not re.search("[0-9]", v) for v in bare]
        case _:
            return False
    return 10 * sum(hits) >= 8 * len(hits)


def counts(values: Sequence[str]) -> bool:
    """1, 2, 3 …: a column that only counts its rows, here and there with a gap."""
    if len(values) < _FEW or not all(value.isdigit() for value in values):
        return False
    numbers = [int(value) for value in values]
    steps = sum(later - now == 1 for now, later in pairwise(numbers))
    return 10 * steps >= 9 * (len(numbers) - 1)


def holding_of(word: str) -> str:
    """delivered, undelivered, unsold, or empty for a word that the dictionary does not know."""
    bare = cells.plain(word).lower().replace("-", "").replace("(", "").replace(")", "")
    if _DELIVERED.match(bare):
        return "delivered"
    if _UNDELIVERED.match(bare):
        return "undelivered"
    return "unsold" if _UNSOLD.match(bare) else ""
