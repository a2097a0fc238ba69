"""What the API says of stalls, and what it takes."""

from datetime import date

from ninja import Schema
from pydantic import Field

from linli.deliberation.parameters import REASON_MAX
from linli.stalling.wanted import FILES


class RungOut(Schema):
    """A rung of the ladder; `state` is empty while it was not told. Days are working days."""

    level: int
    step: str
    to: str
    by: str
    act_days: int
    days: int
    needs: list[str]
    source: str
    state: str
    due_on: date | None
    done_on: date | None
    how: str
    answer_by: date | None


class StallOut(Schema):
    """Public: who stalls, which rung, the next day."""

    id: int
    topic: int | None
    resolution: int | None
    title: str
    matter: str
    against: str
    cause: str
    missed_on: date
    phase: str
    level: int
    next_on: date | None
    ended: str
    ladder: str
    rungs: list[RungOut]


class StallIn(Schema):
    topic: int
    words: str = Field(min_length=1, max_length=REASON_MAX)


class RungDoneIn(Schema):
    """`how`: post, handed, online, meeting; `at_hand`: codes of what the rung needs; `files`: uploads."""

    how: str = Field(max_length=8)
    number: str = Field(default="", max_length=REASON_MAX)
    at_hand: list[str] = Field(default=[], max_length=20)
    day: date | None = None
    files: list[str] = Field(default=[], max_length=FILES)


class StallAnswerIn(Schema):
    """`kind`: promise (with `until`), ask, refuse."""

    kind: str = Field(max_length=8)
    words: str = Field(min_length=1, max_length=REASON_MAX)
    until: date | None = None
