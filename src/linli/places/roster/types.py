"""The shapes that the roster reader passes on. Nothing here knows the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """What a finding does to its row."""

    WARNING = "warning"  # imported as it is
    DISPUTED = "disputed"  # imported, stays on the roll, must be settled before a roll is frozen
    REJECTED = "rejected"  # not imported


class Holding(StrEnum):
    """Who holds a unit in law: its owners, or still the developer."""

    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"  # sold and not handed over: counts as the developer's
    UNSOLD = "unsold"


SEVERITY: dict[str, Severity] = {
    "id_length": Severity.DISPUTED,
    "id_checksum": Severity.DISPUTED,
    "id_birth": Severity.DISPUTED,
    "uscc_checksum": Severity.DISPUTED,
    "phone_missing": Severity.WARNING,
    "phone_invalid": Severity.WARNING,
    "area_missing": Severity.DISPUTED,
    "area_invalid": Severity.DISPUTED,
    "owner_missing": Severity.DISPUTED,
    "unit_duplicate": Severity.REJECTED,
    "formula": Severity.DISPUTED,
    "building_missing": Severity.DISPUTED,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one row. Carries no content of the cell: that would be personal data."""

    sheet: str
    row: int
    code: str
    severity: Severity
    #: The field it is about: `owner`, `id`, `phone`, `area`, `building`, `room`.
    field: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """`id_kind`: `resident_id`, `credit_code`, `other` (passports, permits), or empty."""

    name: str
    id_number: str = ""
    id_kind: str = ""
    phone: str = ""


@dataclass(slots=True)
class UnitRow:
    """A flat, shop or parking space as the roster tells it. `area_centi` in 0.01 m² or None."""

    sheet: str
    row: int
    parking: bool
    building: str
    building_key: str
    stair: str
    stair_key: str
    room: str
    room_key: str
    use: str
    area_centi: int | None
    holding: Holding
    owners: tuple[Owner, ...]
    remark: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def key(self) -> tuple[bool, str, str, str]:
        return (self.parking, self.building_key, self.stair_key, self.room_key)

    @property
    def disputed(self) -> bool:
        return any(each.severity == Severity.DISPUTED for each in self.findings)

    @property
    def rejected(self) -> bool:
        return any(each.severity == Severity.REJECTED for each in self.findings)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of text; `merges` are (top, left, bottom, right), 0-based and inclusive."""

    name: str
    rows: list[tuple[str | None, ...]]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Something that staff must say before the roster is read.

    `code`: ``ambiguous`` (several columns may be this field), ``missing`` (none says so by its
    heading; `candidates` fit by their values), ``contradicts`` (the heading says so, the values do
    not), ``value`` (what does this word in the column mean), ``building_name``, ``floor`` (rooms
    are numbered anew on each floor: does the floor belong to them), ``kind`` (homes or parking).
    `candidates`: headings as `heading_keys` gives them, or the values to choose from.
    """

    sheet: str
    field: str
    code: str
    candidates: tuple[str, ...] = ()
    value: str = ""

    @property
    def key(self) -> str:
        return "|".join(filter(None, (self.sheet, self.field, self.value)))


#: What staff answered: question key -> a heading, a value, or NONE for "no such column".
Answers = Mapping[str, str]
NONE = "-"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of a sheet stand: 0-based columns; data begins at row `first` (0-based)."""

    sheet: str
    parking: bool
    first: int
    columns: Mapping[str, int]
    headings: tuple[str, ...]
    header_rows: tuple[int, ...]
    #: A building for the whole sheet, when staff said so.
    building: str = ""
    #: The column of rooms names the stairwell too: 1-101 is room 101 of stairwell 1.
    stair_in_room: bool = False
    #: Further columns of a field, filled where its first is empty: 身份证号 and 信用代码.
    beside: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet that is something else. `reason`: hidden, empty, no_header, not_units, told."""

    sheet: str
    reason: str


@dataclass(frozen=True, slots=True)
class Detection:
    layouts: tuple[Layout, ...]
    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]
