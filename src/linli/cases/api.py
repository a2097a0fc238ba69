"""Joint cases by software: of the organisation in whose name one acts, and what residents see."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from linli.cases import queries, rules
from linli.cases.actions import cases as actions
from linli.cases.models import Case
from linli.cases.parameters import LINES, PAGE
from linli.cases.schemas import (
    CaseFull,
    CaseLineOut,
    CaseNoteIn,
    CaseOut,
    CasePage,
    CasePartyOut,
    CaseStepOut,
)
from linli.cases.shown import shown
from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of

router = Router(tags=["cases"])

READ = "cases:read"
WRITE = "cases:write"


def _out(row: Case) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": row.number,
        "community": row.community,
        "title": row.title,
        "lead": row.lead.name,
        "state": row.state,
        "public": row.public,
        "opened_at": row.opened_at,
    }


@router.get("/cases", response=CasePage, auth=needs(READ), summary="Joint cases that I see")
def list_cases(
    request: HttpRequest,
    *,
    list: Literal["open", "asked", "closed"] = "open",  # noqa: A002 (the name in the address)
    after: str | None = None,
) -> CasePage:
    """In an office its organisation's; else what is public in one's community."""
    actor = actor_of(request)
    if actor.is_official:
        require(rules.may_act(actor))
        rows = queries.tab_of(rules.visible_to(actor), actor.organisation, list)
    else:
        rows = rules.public_to(actor).select_related("lead")
    page = page_of(rows, key=["-pk"], after=after, size=PAGE)
    return CasePage(items=[CaseOut(**_out(row)) for row in page.items], next=page.next)


def _full(actor: Actor, case: int) -> CaseFull:
    inside = bool(rules.may_see(actor, case=case))
    rows = rules.visible_to(actor) if inside else rules.public_to(actor)
    row = found_or_refused(rows.filter(pk=case).select_related("lead", "topic", "estate"))
    it = shown(actor, row, inside=inside)
    seen = queries.lines_for(row.pk, rules.belonging(actor, row.pk), actor.organisation)
    lines = seen.order_by("-pk")[:LINES]
    return CaseFull(
        **_out(row),
        words=row.text if inside else "",
        outcome=row.outcome,
        parties=[
            CasePartyOut(
                organisation=party.organisation_id, name=party.organisation.name, state=party.state
            )
            for party in it.parties
        ],
        steps=[
            CaseStepOut(
                id=each.row.pk,
                position=each.row.position,
                title=each.row.title,
                organisation=each.row.organisation_id,
                due_on=each.due_on,
                state=each.row.duty.state,
                meeting=each.row.meeting_id,
                may=[button.act for button in each.buttons],
            )
            for each in it.steps
        ],
        lines=[
            CaseLineOut(
                act=line.act,
                organisation=line.organisation_id,
                step=line.step_id,
                words=line.text,
                at=line.at,
            )
            for line in lines
        ],
        may=[button.act for button in it.buttons],
    )


@router.get("/cases/{int:case}", response=CaseFull, auth=needs(READ), summary="One joint case")
def get_case(request: HttpRequest, case: int) -> CaseFull:
    return _full(actor_of(request), case)


@router.post(
    "/cases/{int:case}/join", response=CaseFull, auth=needs(WRITE), summary="Our organisation joins"
)
def join_case(request: HttpRequest, case: int) -> CaseFull:
    actor = actor_of(request)
    actions.join(actor, case=case)
    return _full(actor, case)


@router.post(
    "/cases/{int:case}/lines",
    response={201: CaseFull},
    auth=needs(WRITE),
    summary="Write to the parties",
)
def post_case_note(request: HttpRequest, case: int, sent: CaseNoteIn) -> tuple[int, CaseFull]:
    actor = actor_of(request)
    actions.note(actor, case=case, words=sent.words, public=sent.public, files=sent.files)
    return 201, _full(actor, case)
