"""What the API says of wishes, and what it takes."""

from datetime import date, datetime

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.wishes.parameters import DOOR_MAX, TEXT_MAX


class WishOut(Schema):
    """`who` is a name as its bearer shows it; a wish without a name bears none."""

    id: int
    kind: str
    text: str
    who: str
    where: str
    urgency: int
    wanted_on: date | None
    first: bool
    state: str
    posted_at: datetime


class WishPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[WishOut]
    next: str | None


class ComingOut(Schema):
    """Somebody who is on it: name as shown, number for blocking and reporting, level of proof."""

    name: str
    number: str
    level: str


class WishFull(WishOut):
    """`door` is empty for whoever need not know it; `may` holds the steps open to the caller."""

    door: str
    helpers: list[ComingOut]
    thanks: str
    may: list[str]


class WishIn(Schema):
    """`unit`: one of the caller's own homes. `files`: uploads brought for `wishes.wish`."""

    kind: str
    words: str = Field(max_length=TEXT_MAX)
    urgency: int = 0
    wanted_on: date | None = None
    unit: int | None = None
    door: str = Field("", max_length=DOOR_MAX)
    unnamed: bool = False
    files: list[str] = []


class WishStepIn(Schema):
    """What the step takes: `claim` source, body, team; `prove` words, minutes, ended, files."""

    words: str = Field("", max_length=TEXT_MAX)
    source: str = "neighbour"
    body: int | None = None
    team: bool = False
    minutes: int | None = None
    ended: AwareDatetime | None = Field(None, description="When the helpers were done; else now.")
    rating: int | None = None
    files: list[str] = []


class SkillsIn(Schema):
    kinds: list[str]
    slots: list[int] = []
    visits: bool = True


class SkillsOut(SkillsIn):
    """As it was said; others see it only as a match."""
