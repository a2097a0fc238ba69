"""What is said about oneself, an answer and an appeal, by software."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from linli.awards import actions_sanctions as actions
from linli.awards import queries_sanctions as queries
from linli.awards.models import TEXT_LENGTH, Sanction
from linli.awards.shown_sanctions import spoken
from linli.kernel.api import needs
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of

router = Router(tags=["awards"])

READ, WRITE = "bank:read", "bank:write"


class SanctionOut(Schema):
    """`may`: what the person may say now, `answer` or `appeal`; `taken`: what there was."""

    id: int
    kind: str
    day: date
    points: int
    state: str
    version: int
    answer_until: date
    appeal_until: date | None
    taken: int
    may: str | None
    at: datetime


class SanctionPage(Schema):
    items: list[SanctionOut]
    next: str | None


class SpokenIn(Schema):
    words: str = Field(min_length=1, max_length=TEXT_LENGTH)


def _out(row: Sanction) -> SanctionOut:
    return SanctionOut(
        id=row.pk,
        kind=row.kind,
        day=row.day,
        points=row.points,
        state=row.state,
        version=row.version.number,
        answer_until=row.answer_until,
        appeal_until=row.appeal_until,
        taken=row.taken,
        may=spoken(row),
        at=row.at,
    )


def _mine(request: HttpRequest, sanction: int) -> SanctionOut:
    rows = queries.of_person(actor_of(request).person or 0)
    return _out(found_or_refused(rows.filter(pk=sanction)))


@router.get(
    "/awards/sanctions", response=SanctionPage, auth=needs(READ), summary="What is said about me"
)
def list_sanctions(request: HttpRequest, after: str | None = None) -> SanctionPage:
    """The newest first."""
    rows = queries.of_person(actor_of(request).person or 0)
    page = page_of(rows, key=["-pk"], after=after)
    return SanctionPage(items=[_out(row) for row in page.items], next=page.next)


@router.post(
    "/awards/sanctions/{int:sanction}/answer",
    response=SanctionOut,
    auth=needs(WRITE),
    summary="Answer",
)
def answer_sanction(request: HttpRequest, sanction: int, sent: SpokenIn) -> SanctionOut:
    """Once, until the day that it names."""
    actions.answer(actor_of(request), sanction=sanction, words=sent.words)
    return _mine(request, sanction)


@router.post(
    "/awards/sanctions/{int:sanction}/appeal",
    response=SanctionOut,
    auth=needs(WRITE),
    summary="Appeal",
)
def appeal_sanction(request: HttpRequest, sanction: int, sent: SpokenIn) -> SanctionOut:
    """A third person decides."""
    actions.appeal(actor_of(request), sanction=sanction, words=sent.words)
    return _mine(request, sanction)
