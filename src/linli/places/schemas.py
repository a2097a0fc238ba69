"""What the API says of places."""

from typing import Any

from ninja import Schema


class PlaceOut(Schema):
    """`code`: GB/T 2260 and its continuation; `around`: the code of the place around it."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    around: str | None
    #: The first day, null for what was there before the register; and the first day without it.
    since: str | None = None
    until: str | None = None


class WayOut(Schema):
    """`community`: the code of the other one. `kind`: merge or split; `on` the first day."""

    community: str
    kind: str
    on: str
    ground: str


class DescentOut(Schema):
    came_from: list[WayOut]
    became: list[WayOut]


class AreaOut(Schema):
    """`parts`: names of estates and of single buildings. Days are ISO 8601."""

    id: int
    name_zh: str
    name_en: str
    ground: str
    since: str
    parts: list[str]


class PlacePage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[PlaceOut]
    next: str | None


class EstateOut(Schema):
    """`community`: its code. `version` is raised by each change of its units."""

    id: int
    community: str
    name_zh: str
    name_en: str
    version: int


class EstatePage(Schema):
    items: list[EstateOut]
    next: str | None


class FiguresOut(Schema):
    """Counts; areas in 0.01 m². `persons`: owner sets, disputed units, the developer as one."""

    units: int
    parking: int
    area_centi: int
    parking_area_centi: int
    disputed_units: int
    developer_units: int
    developer_area_centi: int
    owner_sets: int
    multi_unit_owner_sets: int
    persons: int


class EstateFull(EstateOut):
    figures: FiguresOut


class UnitOut(Schema):
    """`area_centi` in 0.01 m², null while it is not known; `disputes`: codes of findings."""

    id: int
    parking: bool
    building: str
    stair: str
    room: str
    area_centi: int | None
    holding: str
    owners: list[str]
    disputes: list[str]


class UnitPage(Schema):
    items: list[UnitOut]
    next: str | None


class RosterOut(Schema):
    """`state`: open, applied or withdrawn. `figures` are counts of what was applied."""

    id: int
    estate: int
    state: str
    handed_over: bool
    figures: dict[str, Any]


class QuestionOut(Schema):
    """`candidates`: headings or words to choose from; `-` is "there is no such column"."""

    key: str
    sheet: str
    field: str
    code: str
    candidates: list[str]
    value: str


class FindingOut(Schema):
    """`row` as the spreadsheet counts; `severity`: warning, disputed or rejected."""

    sheet: str
    row: int
    code: str
    severity: str


class ChangeOut(Schema):
    """`what`: area, owner, holding, findings, back, roster, left_out."""

    unit: int
    label: str
    what: list[str]
    corrected: bool


class RosterFull(RosterOut):
    """`another_applies`: whoever uploaded it may not apply it alone."""

    version: int = 0
    questions: list[QuestionOut] = []
    skipped: dict[str, str] = {}
    added: int = 0
    changed: int = 0
    left_out: int = 0
    unchanged: int = 0
    another_applies: bool = False
    changes: list[ChangeOut] = []
    findings_count: int = 0
    findings: list[FindingOut] = []


class AnswersIn(Schema):
    """Key of a question -> answer; `-` answers that there is none."""

    answers: dict[str, str]


class ApplyIn(Schema):
    version: int


class StageOut(Schema):
    """`owners_decide`: matters of article 278 that owners can decide now. Areas in 0.01 m²."""

    id: int
    name_zh: str
    community: str
    stage: str
    owners_decide: list[str]
    delivered_centi: int
    total_centi: int
    needed_centi: int
    reached: bool
    source: str
