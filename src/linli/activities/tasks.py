"""A task of a campaign before it is stored. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task as its maker says it."""

    counts: str
    times: int
    kind: str = ""
    per_day: int = 1
