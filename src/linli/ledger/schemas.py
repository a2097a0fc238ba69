"""What the API says of accounts."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field


class EndingOut(Schema):
    day: date = Field(description="The last day on which the units can be spent.")
    units: int


class AccountOut(Schema):
    id: int
    community: int
    unit: str = Field(description="points, minutes or fen")
    balance: int
    held: int = Field(description="Promised to orders; part of the balance, not available.")
    available: int
    frozen: bool
    ending: list[EndingOut]


class LineOut(Schema):
    number: int = Field(description="Counts the account's lines without a gap, from 1.")
    transfer: int
    at: datetime
    kind: str
    title: str
    note: str
    change: int
    after: int
    rule_version: int | None
    event: int | None


class StatementPage(Schema):
    items: list[LineOut]
    next: str | None
