"""Stalls by software: the public ladder, my own, and what its raiser does."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.guards import actor_of
from linli.stalling import actions, queries
from linli.stalling.models import Rung, Stall
from linli.stalling.schemas import RungDoneIn, RungOut, StallAnswerIn, StallIn, StallOut
from linli.stalling.wanted import Delivery, Said
from linli.stalling.words import headline

router = Router(tags=["stalling"])

READ = "topics:read"
WRITE = "topics:write"


def _rungs(stall: Stall) -> list[RungOut]:
    told = {rung.level: rung for rung in queries.rungs_of(stall.pk)}
    found = []
    for level, spec in enumerate(stall.rungs_of_ladder.rungs):
        rung: Rung | None = told.get(level)
        found.append(
            RungOut(
                level=level,
                step=spec.step,
                to=spec.to or stall.against,
                by=rung.by if rung else spec.by,
                act_days=spec.act_days,
                days=spec.days,
                needs=list(spec.needs),
                source=spec.source,
                state=rung.state if rung else "",
                due_on=rung.due_on if rung else None,
                done_on=rung.done_on if rung else None,
                how=rung.how if rung else "",
                answer_by=rung.answer_by if rung else None,
            )
        )
    return found


def _out(stall: Stall) -> StallOut:
    return StallOut(
        id=stall.pk,
        topic=stall.topic_id,
        resolution=stall.resolution,
        title=headline(stall),
        matter=stall.matter,
        against=stall.against,
        cause=stall.cause,
        missed_on=stall.missed_on,
        phase=stall.phase,
        level=stall.level,
        next_on=stall.next_on,
        ended=stall.end,
        ladder=stall.ladder,
        rungs=_rungs(stall),
    )


def _seen(pk: int) -> StallOut:
    return _out(queries.seen(pk))


@router.get("/stalls", response=list[StallOut], auth=needs(READ), summary="Stalls of what I raised")
def list_stalls(request: HttpRequest) -> list[StallOut]:
    actor: Actor = actor_of(request)
    return [_out(row) for row in queries.of_raiser(actor.person or 0).order_by("pk")]


@router.get("/stalls/{int:stall}", response=StallOut, auth=None, summary="A ladder, for everybody")
def get_stall(request: HttpRequest, stall: int) -> StallOut:  # noqa: ARG001 (public)
    return _seen(stall)


@router.post("/stalls", response={201: StallOut}, auth=needs(WRITE), summary="Begin a ladder")
def post_stall(request: HttpRequest, sent: StallIn) -> tuple[int, StallOut]:
    made = actions.open_by_hand(actor_of(request), topic=sent.topic, words=sent.words)
    return 201, _seen(made.pk)


@router.post(
    "/stalls/{int:stall}/rungs/{int:level}/done",
    response=StallOut,
    auth=needs(WRITE),
    summary="A rung is done, and this shows it",
)
def post_rung_done(request: HttpRequest, stall: int, level: int, sent: RungDoneIn) -> StallOut:
    delivery = Delivery(sent.how, sent.number, tuple(sent.at_hand), sent.day)
    actions.done(actor_of(request), stall=stall, level=level, delivery=delivery, files=sent.files)
    return _seen(stall)


@router.post(
    "/stalls/{int:stall}/answers",
    response=StallOut,
    auth=needs(WRITE),
    summary="What the other side said",
)
def post_stall_answer(request: HttpRequest, stall: int, sent: StallAnswerIn) -> StallOut:
    actions.answer(actor_of(request), stall=stall, said=Said(sent.kind, sent.words, sent.until))
    return _seen(stall)
