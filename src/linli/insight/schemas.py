"""What the API says of coverage."""

from datetime import date

from ninja import Schema


class GroupOut(Schema):
    """A figure is null where it is withheld: it is below ten, or one could be worked out from it."""

    dimension: str
    key: str
    label: str
    registered: int | None
    proved: int | None
    active: int | None


class ClassOut(Schema):
    """Who took part in the last 90 days, by the class of whom they acted for; null: withheld."""

    sector: str
    label: str
    people: int | None
    acts: int | None


class CoverageOut(Schema):
    """`day` is null while nothing was counted yet."""

    community: str
    day: date | None
    groups: list[GroupOut]
    classes: list[ClassOut]
