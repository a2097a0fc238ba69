"""What the API says of grids and takes of visits."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

MOST = 200
State = Literal["stored", "known", "refused"]


class GridOut(Schema):
    """`head`: the name that the grid head shows, null while there is none."""

    id: int
    name_zh: str
    name_en: str
    kind: int
    head: str | None


class ListedHomeOut(Schema):
    """A home on the caller's list; `due_on` is the day on which a visit is due."""

    unit: int
    label: str
    due_on: date
    last: datetime | None


class PlanOut(Schema):
    """What a device keeps to work without a connection: no name, no reason.

    `owner` tells apart whose list it is; `token` goes back in the header `X-CSRFToken`.
    """

    owner: str
    token: str
    homes: list[ListedHomeOut]


class VisitIn(Schema):
    """`id` is made by the device, one for each visit; `at` is the device's own time."""

    id: UUID
    unit: Annotated[int, Field(ge=1, le=2**63 - 1)]
    outcome: Literal["met", "absent", "help"]
    at: AwareDatetime


class VisitsIn(Schema):
    """`sent_at`: what the device's clock shows now; the distance to ours corrects every `at`."""

    sent_at: AwareDatetime
    visits: Annotated[list[VisitIn], Field(min_length=1, max_length=MOST)]


class VisitAnswer(Schema):
    """`stored` now, `known` from before, or `refused` with its code and words.

    `at` is the corrected time; `late`: it came in more than 72 hours after.
    """

    id: UUID
    state: State
    code: str = ""
    words: str = ""
    at: datetime | None = None
    late: bool = False


class VisitsOut(Schema):
    answers: list[VisitAnswer]
