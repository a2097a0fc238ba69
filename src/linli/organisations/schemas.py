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
    id: int
    kind: str
    name_zh: str
    name_en: str
    place: str
