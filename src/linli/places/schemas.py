"""What the API says of places."""

from ninja import Schema


class PlaceOut(Schema):
    """`code`: GB/T 2260 and its continuation; `around`: the code of the place around it."""

    code: str
    kind: str
    name_zh: str
    name_en: str
    around: str | None


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
