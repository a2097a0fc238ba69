"""What the API says of ballots."""

from ninja import Schema
from pydantic import Field


class BallotQuestion(Schema):
    """`options`: what may be chosen. With `seats`, numbers of candidates, up to so many."""

    number: int
    title: str
    seats: int | None
    options: list[str]


class BallotElector(Schema):
    """An elector that the caller speaks for. `code` says why it may not be cast now."""

    elector: int
    homes: str
    by_mandate: bool
    #: The mandate says how to vote; whatever is sent is not looked at.
    bound: bool
    may_cast: bool
    code: str
    why_not: str
    voted: bool
    #: The last ballot's code when it is the caller's own.
    ballot: str | None


class BallotForm(Schema):
    questions: list[BallotQuestion]
    electors: list[BallotElector]


class BallotIn(Schema):
    """`choices`: matter's number → agree, oppose, abstain, or a list of candidates' numbers."""

    elector: int = Field(ge=1, le=2**31 - 1)
    choices: dict[str, str | list[int]] = {}


class BallotReceipt(Schema):
    """`digest` is the commitment that the log bears and the bundle opens; `event` leads to it."""

    code: str
    elector: int
    version: int
    channel: str
    digest: str
    event: int | None
