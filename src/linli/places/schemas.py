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
