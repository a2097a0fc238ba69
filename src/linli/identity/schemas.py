"""What the API says of people."""

from ninja import Schema


class MeOut(Schema):
    """`shown` is the name that others see; `level` 0 visitor, 10 phone, 20 real name."""

    number: str
    shown: str
    level: int
    community: int | None
    capacity: str
    language: str
