"""One's own record, badges and honours by software; what neighbours show stays on pages."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from linli.kernel.actor import Capacity
from linli.kernel.api import needs
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, require_capacity
from linli.kernel.pagination import page_of
from linli.recognition import queries, scope, selected, shown
from linli.recognition.actions import selections as choosing
from linli.recognition.queries import selections

router = Router(tags=["recognition"])

READ, WRITE = "bank:read", "selections:write"


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


# --- selections ---------------------------------------------------------------------------------
class SelectionOut(Schema):
    id: int
    community: int
    title: str
    purpose: str
    figures: list[str]
    period_from: date
    period_until: date
    opens_at: datetime
    cutoff_at: datetime
    body: str
    state: str
    stands: bool


class SelectionPage(Schema):
    items: list[SelectionOut]
    next: str | None


class StandIn(Schema):
    stands: bool


class RowOut(Schema):
    """One's own row of a frozen list; `figures` is empty once it was erased."""

    selection: int
    figures: dict[str, int]
    hidden: bool
    commitment: str
    digest: str


def _selection(told: selected.Told) -> SelectionOut:
    row = told.row
    return SelectionOut(
        id=row.pk,
        community=row.community,
        title=told.title,
        purpose=row.purpose,
        figures=row.figures,
        period_from=row.period_from,
        period_until=row.period_until,
        opens_at=row.opens_at,
        cutoff_at=row.cutoff_at,
        body=told.body,
        state=row.state,
        stands=told.stands,
    )


@router.get(
    "/recognition/selections", response=SelectionPage, auth=needs(READ), summary="Selections"
)
def list_selections(request: HttpRequest, after: str | None = None) -> SelectionPage:
    """Announced in my community, newest first; `stands`: whether I am on the list."""
    actor = actor_of(request)
    require_capacity(actor, Capacity.RESIDENT)
    page = page_of(selections.selections_here(actor), key=["-pk"], after=after)
    standing = selections.standing_in(actor.person or 0, page.items)
    items = [_selection(each) for each in selected.told(page.items, standing)]
    return SelectionPage(items=items, next=page.next)


@router.post(
    "/recognition/selections/{selection}/stand",
    response=SelectionOut,
    auth=needs(WRITE),
    summary="Put myself on a list, or take myself off",
)
def stand_for_selection(request: HttpRequest, selection: int, body: StandIn) -> SelectionOut:
    """On until the cut-off; off at any time: afterwards the row is hidden."""
    actor = actor_of(request)
    choosing.choose_standing(actor, selection=selection, stands=body.stands)
    row = found_or_refused(selections.selections_here(actor).filter(pk=selection))
    return _selection(selected.told([row], selections.standing_in(actor.person or 0, [row]))[0])


@router.get(
    "/recognition/selections/{selection}/row",
    response=RowOut,
    auth=needs(READ),
    summary="My row of a frozen list",
)
def my_selection_row(request: HttpRequest, selection: int) -> RowOut:
    """Nobody else's is here."""
    actor = actor_of(request)
    require_capacity(actor, Capacity.RESIDENT)
    rows = selections.own_rows(actor.person or 0).filter(frozen__selection=selection)
    row = found_or_refused(rows)
    return RowOut(
        selection=selection,
        figures=selected.values_of(row),
        hidden=row.candidate.until is not None,
        commitment=row.frozen.commitments[row.number],
        digest=row.frozen.digest,
    )
