"""One's own record, badges and honours by software; what neighbours show stays on pages."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from linli.kernel.api import needs
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.recognition import queries, scope, shown

router = Router(tags=["recognition"])

READ = "bank:read"


class RecordOut(Schema):
    id: int
    kind: str
    title: str
    day: date
    minutes: int
    state: str
    community: int
    event: int


class RecordPage(Schema):
    items: list[RecordOut]
    next: str | None


class BadgeOut(Schema):
    code: str
    title: str
    needs: str
    community: int
    edition: int
    given_at: datetime


class HonourOut(Schema):
    id: int
    kind: str
    title: str
    state: str
    named: bool
    reason: str
    community: int
    public_until: date | None


class RecognitionOut(Schema):
    badges: list[BadgeOut]
    honours: list[HonourOut]
    shown: list[str]


@router.get("/recognition/records", response=RecordPage, auth=needs(READ), summary="My record")
def list_records(request: HttpRequest, after: str | None = None) -> RecordPage:
    """What I did, newest first. Points are another thing: see the accounts."""
    page = page_of(
        queries.records_of_person(actor_of(request).person or 0), key=["-pk"], after=after
    )
    items = [
        RecordOut(
            id=line.row.pk,
            kind=line.row.kind,
            title=str(line.title),
            day=line.row.day,
            minutes=line.row.minutes,
            state=line.row.state,
            community=line.row.community,
            event=line.row.event,
        )
        for line in shown.lines(page.items)
    ]
    return RecordPage(items=items, next=page.next)


@router.get(
    "/recognition", response=RecognitionOut, auth=needs(READ), summary="My badges and honours"
)
def my_recognition(request: HttpRequest) -> RecognitionOut:
    """And what neighbours see of my record."""
    person = actor_of(request).person or 0
    held = queries.badges_of([person])[person]
    honours = scope.honours_of_person(person).order_by("pk")
    sharing = queries.sharing_of(person)
    return RecognitionOut(
        badges=[
            BadgeOut(
                code=row.code,
                title=each.title,
                needs=each.words,
                community=row.community,
                edition=row.edition,
                given_at=row.given_at,
            )
            for row, each in zip(held, shown.held(held), strict=True)
        ],
        honours=[
            HonourOut(
                id=each.row.pk,
                kind=each.row.kind,
                title=each.title,
                state=each.row.state,
                named=each.row.named,
                reason=each.reason,
                community=each.row.community,
                public_until=each.row.public_until,
            )
            for each in shown.honours(honours, names=False)
        ],
        shown=sharing.parts if sharing else [],
    )
