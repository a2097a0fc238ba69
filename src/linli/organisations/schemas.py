"""What the API says of organisations and offices."""

from datetime import date

from ninja import Schema


class OfficeOut(Schema):
    """`holder` is the name that the person chose to show; `place` a place's code."""

    id: int
    capacity: str
    title_zh: str
    title_en: str
    holder: str
    organisation_zh: str
    organisation_en: str
    place: str
    since: date
    until: date | None


class OfficePage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[OfficeOut]
    next: str | None


class OrganisationOut(Schema):
    """`estate` is the name of the estate that it belongs to, empty without one."""

    id: int
    kind: str
    sector: str
    name_zh: str
    name_en: str
    place: str
    estate: str
    credit_code: str
    since: date | None
    until: date | None


class OrganisationPage(Schema):
    items: list[OrganisationOut]
    next: str | None


class GroundOut(Schema):
    kind: str
    day: date
    document: str


class SeatOut(Schema):
    """Names as their bearers chose to show them; `covered_by` does the work now."""

    seat: str
    title_zh: str
    title_en: str
    holder: str
    covered_by: str
    since: date
    until: date | None
    grounds: list[GroundOut]


class BodyOut(OrganisationOut):
    people: list[SeatOut]
