"""What the API says of the mall, and what it takes."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema
from pydantic import Field


class OfferOut(Schema):
    """`stock` null never ends; `days` of the week on which it is handed over, Monday is 1."""

    id: int
    kind: str
    title: str
    about: str
    merchant: str
    price: int
    stock: int | None
    monthly: int = Field(description="How often a month one person may have it; 0: no limit.")
    until: date | None
    place: str
    hours: str
    days: list[int]


class OfferPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[OfferOut]
    next: str | None


class OrderIn(Schema):
    """`key`: any UUID; the same one orders once."""

    key: UUID


class OrderOut(Schema):
    """`code`: only for the buyer, while it waits to be collected."""

    id: int
    offer: int
    title: str
    merchant: str
    price: int
    state: str
    at: datetime
    until: datetime
    collected_at: datetime | None
    code: str = ""


class OrderPage(Schema):
    items: list[OrderOut]
    next: str | None


class ReasonIn(Schema):
    words: str = Field("", max_length=300)


class ScanIn(Schema):
    code: str = Field(max_length=40)


class ShopOut(Schema):
    id: int
    community: int
    organisation: int
    name: str
    state: str
    owed: int = Field(description="Points that are not settled yet.")
