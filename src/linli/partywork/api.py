"""Matters of the party organisation by software."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.errors import require
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.partywork import queries, rules
from linli.partywork.actions import opinions
from linli.partywork.models import Affair, Opinion
from linli.partywork.parameters import PAGE
from linli.partywork.schemas import (
    AffairFull,
    AffairOut,
    AffairPage,
    MyOpinionOut,
    OpinionIn,
    OpinionOut,
)
from linli.partywork.shown import Card, cards, shown

router = Router(tags=["affairs"])

READ = "affairs:read"
WRITE = "affairs:write"


def _out(found: Card) -> dict[str, Any]:
    row = found.row
    return {
        "id": row.pk,
        "number": row.number,
        "community": row.community,
        "organisation": row.organisation.name,
        "title": row.title,
        "where": found.where,
        "state": row.state,
        "outcome": row.outcome,
        "consult_until": row.consult_until,
        "shown_until": row.shown_until,
    }


def _opinion(row: Opinion) -> dict[str, Any]:
    return {"gist": row.gist, "stance": row.stance, "answer": row.answer, "late": row.late}


def _figures(row: Affair) -> dict[str, int] | None:
    figures = {
        "entitled": row.entitled,
        "present": row.present,
        "agree": row.agree,
        "oppose": row.oppose,
    }
    return {name: each for name, each in figures.items() if each is not None} or None


def _full(actor: Actor, affair: int) -> AffairFull:
    require(rules.may_see(actor, affair=affair))
    row = queries.seen(actor, affair)
    it = shown(actor, row)
    return AffairFull(
        **_out(it.card),
        text=it.text,
        study=row.study,
        rules=row.rules,
        decided_on=row.decided_on,
        figures=_figures(row),
        decision=row.decision,
        resolution=row.resolution,
        file=row.file_hash,
        opinions=[
            OpinionOut(**_opinion(each)) for each in queries.answered(row).order_by("-pk")[:PAGE]
        ],
        mine=[MyOpinionOut(**_opinion(each), words=each.text, at=each.at) for each in it.mine],
        may_say=it.may_say,
    )


@router.get(
    "/affairs",
    response=AffairPage,
    auth=needs(READ),
    summary="Matters of the party organisation here",
)
def list_affairs(
    request: HttpRequest,
    *,
    list: Literal["now", "over"] = "now",  # noqa: A002 (the name in the address)
    after: str | None = None,
) -> AffairPage:
    page = page_of(queries.listed(actor_of(request), list), key=["-pk"], after=after, size=PAGE)
    return AffairPage(items=[AffairOut(**_out(each)) for each in cards(page.items)], next=page.next)


@router.get("/affairs/{int:affair}", response=AffairFull, auth=needs(READ), summary="One matter")
def get_affair(request: HttpRequest, affair: int) -> AffairFull:
    return _full(actor_of(request), affair)


@router.post(
    "/affairs/{int:affair}/opinions",
    response={201: AffairFull},
    auth=needs(WRITE),
    summary="Say an opinion",
)
def post_opinion(request: HttpRequest, affair: int, sent: OpinionIn) -> tuple[int, AffairFull]:
    actor = actor_of(request)
    opinions.say(actor, affair=affair, words=sent.words)
    return 201, _full(actor, affair)
