"""What the API says of homes, and what it takes."""

from datetime import date

from ninja import Schema
from pydantic import Field

from linli.residence.parameters import WORDS_LENGTH


class HomeOut(Schema):
    """`relation`: owner, co_owner, tenant, family. `until`: the agreed last day of a tenant."""

    id: int
    unit: int
    home: str
    relation: str
    ground: str
    lives: bool
    since: date
    until: date | None


class ClaimOut(Schema):
    """`state`: open, contested, proposed, approved, refused, withdrawn."""

    id: int
    unit: int
    home: str
    relation: str
    ground: str
    state: str
    until: date | None


class ClaimPage(Schema):
    """`next` is the value of `after` for the next page, null at the end."""

    items: list[ClaimOut]
    next: str | None


class ClaimIn(Schema):
    """`relation`: owner (alone or with others), tenant, family."""

    unit: int = Field(ge=1, le=2**62)
    relation: str = Field(pattern="^(owner|tenant|family)$")
    until: date | None = None
    says: str = Field("", max_length=WORDS_LENGTH)


class CodeIn(Schema):
    """An invitation says as what; a slip asks."""

    code: str = Field(max_length=20)
    relation: str = Field("", pattern="^(|owner|tenant|family)$")
    until: date | None = None


class ConfirmIn(Schema):
    lives_here: bool


class DecideIn(Schema):
    """`roster_owner`: for owners, who of the roster it is. `answer`: the reason of a refusal."""

    approved: bool
    roster_owner: int | None = Field(None, ge=1, le=2**62)
    answer: str = Field("", max_length=WORDS_LENGTH)
