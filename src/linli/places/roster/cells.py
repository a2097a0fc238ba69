"""What a cell says: areas without floats, names of buildings and rooms made comparable, addresses."""

import re
import unicodedata
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")
_AREA_UNIT = re.compile(
    r"(平方米|平米|平方|m2|m\^2|sqm|sq\.?m\.?|squaremet(?:re|er)s?|square)$", re.IGNORECASE
)
_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
#: 100 hectares in 0.01 m²: no unit is larger.
MOST_CENTI = 100_000_000
_MOST_DIGITS = 9
_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN_NUMBER = re.compile(r"[零〇一二两三四五六七八九十]+")
_BUILDING_END = re.compile(r"(号楼|#楼|栋楼|楼栋|栋|幢|座|楼|号|#|building|bldg\.?|block|tower)$")
_BUILDING_START = re.compile(r"^(building|bldg\.?|block|blk\.?|tower|no\.?|第)")
_STAIR_END = re.compile(r"(单元|号门|门|梯|unit)$")
_ROOM_END = re.compile(r"(号房|室|号|房|户)$")
_ADDRESS = re.compile(
    r"(?P<building>[0-9A-Z一二三四五六七八九十]{1,5}(?:号楼|栋|幢|座|楼|#))-?"
    r"(?:(?P<stair>[0-9A-Z一二三四五六七八九十]{1,3}(?:单元|梯))-?)?"
    r"(?P<room>[A-Z]?[0-9]{1,5}[A-Z]?)(?:室|号房|号|房)?"
)
_DASHED = re.compile(
    r"(?P<building>[0-9A-Z]{1,4})-(?:(?P<stair>[0-9A-Z]{1,2})-)?(?P<room>[A-Z]?[0-9]{1,5}[A-Z]?)"
)


_STAIR_ROOM = re.compile(
    r"(?:第?(?P<stair>[0-9A-Z一二三四五六七八九十]{1,3}(?:单元|梯))-?|(?P<number>[0-9A-Z]{1,3})-)"
    r"(?P<room>[A-Z]?[0-9]{1,5}[A-Z]?)(?:室|号房|号|房)?"
)


def plain(text: str) -> str:
    """NFKC (full-width digits and ㎡ too) without any space."""
    if text.isascii():
        return _SPACE.sub("", text)
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def area_centi(text: str, *, most: int = MOST_CENTI) -> int | None:
    """0.01 m² as an integer; more than two decimals are rounded half up (GB/T 17986.1).

    None for what is no positive number, or more than `most`. No float is involved.
    """
    number = _NUMBER.fullmatch(_AREA_UNIT.sub("", plain(text)))
    if not number:
        return None
    digits = number[1].replace(",", "")
    decimals = ((number[2] or "") + "000")[:3]
    if len(digits) > _MOST_DIGITS:
        return None
    centi = int(digits) * 100 + int(decimals[:2]) + (decimals[2] >= "5")
    return centi if 0 < centi <= most else None


def han_number(text: str) -> int | None:
    """一 to 九十九, and digits in a row (二〇三)."""
    if not _HAN_NUMBER.fullmatch(text):
        return None
    if "十" not in text:
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return _HAN_DIGITS.get(tens, 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)


def _numbered(text: str) -> str:
    han = han_number(text)
    if han is not None:
        return str(han)
    return text.lstrip("0") or "0" if text.isdigit() else text.upper()


def building_key(text: str) -> str:
    """1栋, 01幢, 一号楼 and "Building 1" are one building; 商铺 stays 商铺."""
    bare = plain(text).lower()
    stripped = _BUILDING_START.sub("", bare)
    stripped = _BUILDING_END.sub("", stripped)
    return _numbered(stripped or bare)


def stair_key(text: str) -> str:
    """一单元, 1单元 and 1 are one stairwell."""
    bare = plain(text).lower().removeprefix("unit")
    return _numbered(_STAIR_END.sub("", bare) or bare)


def room_key(text: str) -> str:
    """101室 and 101 are one room; 0101 is not, a roster does not mix them."""
    bare = plain(text).upper()
    return _ROOM_END.sub("", bare) or bare


@dataclass(frozen=True, slots=True)
class Address:
    building: str
    stair: str
    room: str


def address(text: str) -> Address | None:
    """3栋2单元501室, 3-2-501, 3-501 in one cell; whatever stands before the building is left out."""
    bare = plain(text).upper().replace("—", "-").replace("－", "-")
    match = _DASHED.fullmatch(bare) or _full_end(bare)
    if not match:
        return None
    return Address(match["building"], match["stair"] or "", match["room"])


def stair_and_room(text: str) -> tuple[str, str] | None:
    """一单元101室 and 1-101, where the heading says that a cell holds stairwell and room."""
    match = _STAIR_ROOM.fullmatch(plain(text).upper().replace("—", "-"))
    return (match["stair"] or match["number"], match["room"]) if match else None


def _full_end(bare: str) -> re.Match[str] | None:
    """The address at the end of the text: 幸福路8号JT小区3栋2单元501室."""
    for match in _ADDRESS.finditer(bare):
        if match.end() == len(bare):
            return match
    return None
