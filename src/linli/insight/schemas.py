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


class CoverageOut(Schema):
    """`day` is null while nothing was counted yet."""

    community: str
    day: date | None
    groups: list[GroupOut]
