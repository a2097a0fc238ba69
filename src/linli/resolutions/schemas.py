"""What the API says of resolutions and of the board, and what it takes."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from linli.resolutions.parameters import BUDGET_MOST, EVIDENCE_MAX, MILESTONES, PART_MAX, PICTURES


class ResolutionOut(Schema):
    """`owner` is the organisation that carries it out, empty while none does."""

    id: int
    community: int
    title: str
    state: str
    topic: int | None
    source: str
    decided_on: date
    owner: str
    until: date | None
    due_on: date | None
    overdue: bool
    verdict: str


class ResolutionPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[ResolutionOut]
    next: str | None


class ResolutionPartOut(Schema):
    id: int
    text: str
    due_on: date
    reached: bool


class ResolutionEvidenceOut(Schema):
    """`pictures` are addresses; everybody may open them."""

    text: str
    milestone: int | None
    round: int
    at: datetime
    pictures: list[str]


class ResolutionVerdictOut(Schema):
    body: str
    verdict: str
    text: str
    at: datetime


class ResolutionStepOut(Schema):
    verb: str
    state: str
    due_on: date | None
    body: str
    capacity: str
    at: datetime


class ResolutionFull(ResolutionOut):
    """`may`: the steps that the caller may take. `confirmed`: who confirmed, by organisation or as raiser."""

    words: str
    office: str
    needs: str
    budget_fen: int
    payer: str
    round: int
    confirmed: list[str]
    milestones: list[ResolutionPartOut]
    evidence: list[ResolutionEvidenceOut]
    verdicts: list[ResolutionVerdictOut]
    steps: list[ResolutionStepOut]
    may: list[str]


class ResolutionPartIn(Schema):
    text: str = Field(min_length=1, max_length=PART_MAX)
    due_on: date


class ResolutionGiveIn(Schema):
    """`office` that is asked, and until when; money in fen with the kind of body whose it is."""

    office: int
    until: date
    needs: str = Field(default="", max_length=500)
    budget_fen: int = Field(default=0, ge=0, le=BUDGET_MOST)
    payer: str = Field(default="", max_length=40)
    milestones: list[ResolutionPartIn] = Field(default=[], max_length=MILESTONES)


class ResolutionStepIn(Schema):
    """`milestone` with the step `reach`; `files` with `reach` and `report`."""

    words: str = Field(default="", max_length=EVIDENCE_MAX)
    milestone: int | None = None
    files: list[str] = Field(default=[], max_length=PICTURES)


class BoardOut(Schema):
    """`resolved` of `raised`: confirmed alone; `states` count every demand once.

    `overdue`: body -> demands and resolutions that wait for it past their day.
    """

    raised: int
    resolved: int
    states: dict[str, int]
    median_days: int | None
    overdue: dict[str, int]
    resolutions: int
    carried_out: int
    resolution_days: int | None
    good: int
    insufficient: int
