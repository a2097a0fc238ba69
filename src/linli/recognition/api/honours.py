"""Honours and badges by software: the same actions as on the pages, with the same rules."""

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from linli.kernel.api import needs
from linli.kernel.guards import actor_of
from linli.recognition import actions
from linli.recognition.models import WORDS_LENGTH, Honour

router = Router(tags=["recognition"])

WRITE = "recognition:write"
#: The largest number of the database's small columns.
MOST = 2**31 - 1


class HonourIn(Schema):
    """`person`: the number that they find under “Me”."""

    community: int = Field(ge=1, le=MOST)
    person: str = Field(max_length=20)
    kind: str = Field(max_length=20)
    reason: str = Field(max_length=WORDS_LENGTH)


class AnswerIn(Schema):
    agreed: bool


class WordsIn(Schema):
    words: str = Field(max_length=WORDS_LENGTH)


class SettleIn(WordsIn):
    verb: Literal["confirm", "drop", "withdraw"]


class BadgesIn(Schema):
    """`edition` 0 ends badges; what was given stays."""

    community: int = Field(ge=1, le=MOST)
    edition: int = Field(ge=0, le=MOST)
    since: date
    decision: str = Field(max_length=80)


class HonourState(Schema):
    id: int
    kind: str
    state: str
    named: bool
    public_until: date | None


class BadgesState(Schema):
    id: int
    edition: int
    since: date
    digest: str


def _out(row: Honour) -> HonourState:
    return HonourState(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        named=row.named,
        public_until=row.public_until,
    )


@router.post(
    "/recognition/honours", response=HonourState, auth=needs(WRITE), summary="Propose an honour"
)
def propose_honour(request: HttpRequest, body: HonourIn) -> HonourState:
    """In an office; the person is asked first, and nobody else sees it before they agree."""
    return _out(actions.propose_honour(actor_of(request), **body.dict()))


@router.post(
    "/recognition/honours/{int:honour}/answer",
    response=HonourState,
    auth=needs(WRITE),
    summary="Agree to be honoured, or not",
)
def answer_honour(request: HttpRequest, honour: int, body: AnswerIn) -> HonourState:
    """Of an honour of mine; a no later on ends being named, the honour stays."""
    return _out(actions.answer_honour(actor_of(request), honour=honour, agreed=body.agreed))


@router.post(
    "/recognition/honours/{int:honour}/objection",
    response=HonourState,
    auth=needs(WRITE),
    summary="Object to a neighbour's honour",
)
def object_to_honour(request: HttpRequest, honour: int, body: WordsIn) -> HonourState:
    """In its public days, once; staff read it."""
    return _out(actions.object_to(actor_of(request), honour=honour, words=body.words).honour)


@router.post(
    "/recognition/honours/{int:honour}/settle",
    response=HonourState,
    auth=needs(WRITE),
    summary="Confirm, drop or withdraw an honour",
)
def settle_honour(request: HttpRequest, honour: int, body: SettleIn) -> HonourState:
    """In an office, with the reason; not by whoever proposed it."""
    return _out(actions.settle_honour(actor_of(request), honour=honour, **body.dict()))


@router.post(
    "/recognition/badges", response=BadgesState, auth=needs(WRITE), summary="Switch badges"
)
def adopt_badges(request: HttpRequest, body: BadgesIn) -> BadgesState:
    """In an office: from a day on an edition holds in a community."""
    row = actions.adopt_badges(actor_of(request), **body.dict())
    return BadgesState(id=row.pk, edition=row.edition, since=row.since, digest=row.digest)
