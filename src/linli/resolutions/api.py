"""Resolutions and the board by software."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from linli.kernel import places
from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.resolutions import queries
from linli.resolutions.actions import carrying, confirming
from linli.resolutions.board import board
from linli.resolutions.models import Resolution
from linli.resolutions.parameters import PAGE
from linli.resolutions.schemas import (
    BoardOut,
    ResolutionEvidenceOut,
    ResolutionFull,
    ResolutionGiveIn,
    ResolutionOut,
    ResolutionPage,
    ResolutionPartOut,
    ResolutionStepIn,
    ResolutionStepOut,
    ResolutionVerdictOut,
)
from linli.resolutions.shown import owner_of, shown
from linli.resolutions.wanted import Asked

router = Router(tags=["resolutions"])

READ = "topics:read"
WRITE = "topics:write"
STEPS = Literal[
    "accept", "refuse", "take_back", "reach", "report", "confirm", "affirm", "reopen", "hold",
    "praise", "send_back",
]  # fmt: skip


def _out(row: Resolution) -> dict[str, Any]:
    return {
        "id": row.pk,
        "community": row.community,
        "title": row.title,
        "state": row.state,
        "topic": row.topic_id,
        "source": row.source,
        "decided_on": row.decided_on,
        "owner": owner_of(row),
        "until": row.until,
        "due_on": row.due_on,
        "overdue": row.is_overdue,
        "verdict": row.verdict,
    }


@router.get(
    "/communities/{int:community}/resolutions",
    response=ResolutionPage,
    auth=None,
    summary="Resolutions of a community",
)
def list_resolutions(
    request: HttpRequest,  # noqa: ARG001 (public)
    community: int,
    after: str | None = None,
) -> ResolutionPage:
    """Public, the newest first."""
    if places.community(community) is None:
        raise Refused("kernel.not_found")
    page = page_of(queries.all_of(community), key=["-pk"], after=after, size=PAGE)
    items = [ResolutionOut(**_out(row)) for row in page.items]
    return ResolutionPage(items=items, next=page.next)


def _full(actor: Actor, pk: int) -> ResolutionFull:
    row = queries.seen(pk)
    it = shown(actor, row)
    return ResolutionFull(
        **_out(row),
        words=it.words,
        office=it.office,
        needs=row.means,
        budget_fen=row.budget_fen,
        payer=row.payer,
        round=row.round,
        confirmed=[body or str(who) for who, body in it.voices],
        milestones=[
            ResolutionPartOut(
                id=p.pk, text=p.text, due_on=p.due_on, reached=p.reached_at is not None
            )
            for p in it.parts
        ],
        evidence=[
            ResolutionEvidenceOut(
                text=each.row.text,
                milestone=each.row.milestone_id,
                round=each.row.round,
                at=each.row.at,
                pictures=[picture.href for picture in each.pictures],
            )
            for each in it.evidence
        ],
        verdicts=[
            ResolutionVerdictOut(body=m.body.name, verdict=m.verdict, text=m.text, at=m.at)
            for m in it.verdicts
        ],
        steps=[
            ResolutionStepOut(
                verb=line.step.verb,
                state=line.step.state,
                due_on=line.step.due_on,
                body=line.step.body.name if line.step.body else "",
                capacity=line.step.capacity,
                at=line.step.at,
            )
            for line in it.history
        ],
        may=[button.verb.value for button in it.buttons],
    )


@router.get(
    "/resolutions/{int:resolution}", response=ResolutionFull, auth=None, summary="One resolution"
)
def get_resolution(request: HttpRequest, resolution: int) -> ResolutionFull:
    """Public; the words of the decision are for those who live or serve there."""
    return _full(actor_of(request), resolution)


@router.put(
    "/resolutions/{int:resolution}/owner",
    response=ResolutionFull,
    auth=needs(WRITE),
    summary="Ask somebody in an office to carry it out",
)
def put_owner(request: HttpRequest, resolution: int, sent: ResolutionGiveIn) -> ResolutionFull:
    actor = actor_of(request)
    asked = Asked(
        office=sent.office,
        until=sent.until,
        needs=sent.needs,
        budget_fen=sent.budget_fen,
        payer=sent.payer,
        milestones=tuple((part.text, part.due_on) for part in sent.milestones),
    )
    carrying.give(actor, resolution=resolution, asked=asked)
    return _full(actor, resolution)


@router.post(
    "/resolutions/{int:resolution}/{step}",
    response=ResolutionFull,
    auth=needs(WRITE),
    summary="Take a step",
)
def take_resolution_step(
    request: HttpRequest, resolution: int, step: STEPS, sent: ResolutionStepIn
) -> ResolutionFull:
    """What the owner, who confirms, who raised it and who supervises do."""
    actor = actor_of(request)
    values: dict[str, Any] = {"resolution": resolution}
    if step != "accept":
        values["words"] = sent.words
    if step in {"reach", "report"}:
        values["files"] = sent.files
    if step == "reach":
        values["milestone"] = sent.milestone or 0
    if step in {"praise", "send_back"}:
        values["verdict"] = "good" if step == "praise" else "insufficient"
    acts = {
        "accept": carrying.accept,
        "refuse": carrying.refuse,
        "take_back": carrying.take_back,
        "reach": carrying.reach,
        "report": carrying.report,
        "confirm": confirming.confirm,
        "affirm": confirming.affirm,
        "reopen": confirming.reopen,
        "hold": confirming.hold,
        "praise": confirming.mark,
        "send_back": confirming.mark,
    }
    acts[step](actor, **values)  # type: ignore[operator]
    return _full(actor, resolution)


@router.get(
    "/communities/{int:community}/demands",
    response=BoardOut,
    auth=None,
    summary="The board of demands",
)
def get_board(request: HttpRequest, community: int) -> BoardOut:  # noqa: ARG001 (public)
    """Public. Only what others confirmed counts as resolved, or as carried out."""
    if places.community(community) is None:
        raise Refused("kernel.not_found")
    found = board(community)
    return BoardOut(
        raised=found.demands.raised,
        resolved=found.demands.resolved,
        states=found.demands.states,
        median_days=found.demands.median_days,
        overdue=dict(found.overdue),
        resolutions=found.made,
        carried_out=found.carried_out,
        resolution_days=found.median_days,
        good=found.good,
        insufficient=found.insufficient,
    )
