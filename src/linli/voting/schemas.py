"""What the API says of owners' assemblies."""

from datetime import date, datetime
from typing import Any

from ninja import Schema


class AssemblyOut(Schema):
    """`code` stands in addresses. Areas are in 0.01 m²."""

    code: str
    title: str
    estate: str
    scope: str
    state: str
    legal_mode: str
    opens_at: datetime | None
    closes_at: datetime | None


class AssemblyPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[AssemblyOut]
    next: str | None


class MatterOut(Schema):
    """`texts`: language → title, text and their hash."""

    number: int
    kind: str
    seats: int | None
    texts: dict[str, dict[str, str]]


class AssemblyFull(AssemblyOut):
    """`profile` is the key of the rules that hold; `roll_hash` the root of the frozen roll.

    Until the result is published `voted_area_centi` and `voted_persons` are for whoever takes
    ballots or convenes; for others whole per cents as of `voted_until`, the last midnight.
    """

    convener: str
    ground: str
    profile: str
    profile_hash: str
    matters: list[MatterOut]
    roll_hash: str
    roll_area_centi: int | None
    roll_persons: int | None
    voted_area_centi: int | None
    voted_persons: int | None
    voted_area_percent: int | None
    voted_persons_percent: int | None
    voted_until: datetime | None


class StatedOutcomeOut(Schema):
    """What the official statement says came out; `elected`: numbers of candidates."""

    passed: bool
    elected: list[int]


class ResultOut(Schema):
    """`explanation` holds every number of the computation here.

    `stated`: the official outcome of an assembly that voted in an official system. That one binds,
    and the rest of this is the recount; otherwise it is null.
    """

    number: int
    passed: bool
    hash: str
    explanation: dict[str, Any]
    stated: StatedOutcomeOut | None


class ResultsOut(Schema):
    """`result_hash` is what the tellers signed and the log bears."""

    code: str
    result_hash: str
    objections_until: date | None
    results: list[ResultOut]
