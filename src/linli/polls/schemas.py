"""What the API says of polls, and what it takes."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field


class PollOut(Schema):
    code: str
    title: str
    where: str
    kind: str
    mode: str
    secret: bool
    state: str
    outcome: str
    closes_at: datetime | None


class PollPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[PollOut]
    next: str | None


class RollLineOut(Schema):
    """A line of the roll by which the caller may vote."""

    number: int
    voted: bool


class PollTurnoutOut(Schema):
    """`building` null: small ones together."""

    building: int | None
    roll: int
    voted: int


class CandidateOut(Schema):
    number: int
    name: str
    votes: int | None
    elected: bool


class NominationOut(Schema):
    """`have` of `needed` nominate jointly."""

    id: int
    name: str
    have: int
    needed: int
    answer: str
    standing: str
    supported: bool
    mine: bool


class ElectionOut(Schema):
    """`candidates` have names for whoever signed in; `again`: the code of the run-off."""

    seats: int
    order: str
    candidates: list[CandidateOut]
    nominations: list[NominationOut]
    seats_left: int
    tied: bool
    again: str


class NominateIn(Schema):
    """The number of a person, or of their line on the roll."""

    who: str = Field(max_length=40)


class CandidacyAnswerIn(Schema):
    stands: bool


class NominationMade(Schema):
    id: int
    answer: str


class PollFull(PollOut):
    """`election` null for a decision; `lines` are the caller's; `figures` null until published, or where they would tell too much."""

    words: str
    profile: str
    rules: dict[str, Any]
    objections_until: date | None
    roll_size: int | None
    roll_root: str
    voted: int
    turnout: list[PollTurnoutOut]
    lines: list[RollLineOut]
    figures: dict[str, Any] | None
    list_root: str
    election: ElectionOut | None


class PollBallotIn(Schema):
    """`number`: by which line. `choice`: agree, oppose or abstain; of an election numbers of candidates, or abstain."""

    number: int
    choice: Annotated[str, Field(max_length=10)] | Annotated[list[int], Field(max_length=100)]


class PollBallotOut(Schema):
    """The number to look for in the published list. It is said this once."""

    code: str
