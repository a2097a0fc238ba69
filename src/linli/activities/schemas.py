"""What the API says of activities and takes of desks."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.activities.parameters import MOST_IN_TEAM

MOST = 200


class OccasionOut(Schema):
    """`place`: `seated` or `waiting` for the caller, empty when they are not on the list."""

    id: int
    activity: int
    kind: str
    title: str
    text: str
    where: str
    begins_at: datetime
    ends_at: datetime
    seats: int
    taken: int
    cancelled: bool
    place: str


class OccasionPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[OccasionOut]
    next: str | None


class SignUpIn(Schema):
    """`team`: numbers of neighbours who come along."""

    source: Literal["voluntary", "mobilised"] = "voluntary"
    team: Annotated[list[Annotated[str, Field(max_length=12)]], Field(max_length=MOST_IN_TEAM)] = []


class ListedOut(Schema):
    """Somebody with a place; the label is the name as others see it, and where they are to be."""

    signup: int
    label: str


class DeskOut(Schema):
    """What a device keeps to work without a connection.

    `owner` tells apart whose list it is; `token` goes back in the header `X-CSRFToken`.
    """

    owner: str
    token: str
    people: list[ListedOut]


class MarkIn(Schema):
    """`id` is made by the device, one for each mark; `at` is the device's own time."""

    id: UUID
    signup: Annotated[int, Field(ge=1, le=2**63 - 1)]
    what: Literal["in", "out"]
    at: AwareDatetime


class MarksIn(Schema):
    """`sent_at`: what the device's clock shows now; the distance to ours corrects every `at`."""

    sent_at: AwareDatetime
    marks: Annotated[list[MarkIn], Field(min_length=1, max_length=MOST)]


class MarkAnswer(Schema):
    """`stored` now, `known` from before, or `refused` with its code and words."""

    id: UUID
    state: Literal["stored", "known", "refused"]
    code: str = ""
    words: str = ""
    at: datetime | None = None
    late: bool = False


class MarksOut(Schema):
    answers: list[MarkAnswer]
