"""Residents' polls by software."""

from datetime import timedelta
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from linli.kernel.actor import VISITOR, Actor
from linli.kernel.api import needs
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.polls import elections_shown, queries
from linli.polls.actions import standing, taking_part
from linli.polls.models import Poll
from linli.polls.parameters import PAGE
from linli.polls.schemas import (
    CandidacyAnswerIn,
    CandidateOut,
    ElectionOut,
    NominateIn,
    NominationMade,
    NominationOut,
    PollBallotIn,
    PollBallotOut,
    PollFull,
    PollOut,
    PollPage,
    PollTurnoutOut,
    RollLineOut,
)
from linli.polls.shown import Card, card, cards, day_of, my_lines
from linli.polls.states import SHOWN, STANDS

router = Router(tags=["polls"])

READ = "polls:read"
WRITE = "polls:write"


def _out(found: Card) -> dict[str, Any]:
    row = found.poll
    shown = row.state in SHOWN
    return {
        "code": row.code,
        "title": row.title,
        "where": found.where,
        "kind": row.kind,
        "mode": row.mode,
        "secret": row.secret,
        "state": row.state,
        "outcome": row.outcome if shown else "",
        "closes_at": row.closes_at,
    }


def _figures(row: Poll) -> dict[str, Any] | None:
    if row.state not in SHOWN:
        return None
    figures: dict[str, Any] = row.figures
    if queries.shows_choices(row):
        return figures
    told = ("roll", "ballots", "elected", "seats_left", "next", "tied")
    return {name: figures[name] for name in told if name in figures}


def _election(actor: Actor, row: Poll) -> ElectionOut | None:
    found = elections_shown.shown(actor, row)
    if found is None:
        return None
    return ElectionOut(
        seats=row.seats,
        order=row.list_order,
        candidates=[
            CandidateOut(number=c.number, name=c.name, votes=c.votes, elected=c.elected)
            for c in found.candidates
        ],
        nominations=[
            NominationOut(
                id=each.row.pk,
                name=each.name,
                have=each.have,
                needed=each.needed,
                answer=each.row.answer,
                standing=each.row.standing,
                supported=each.supported,
                mine=each.mine,
            )
            for each in found.named
        ],
        seats_left=found.seats_left,
        tied=found.tied,
        again=found.again.code if found.again else "",
    )


def _full(actor: Actor, row: Poll) -> PollFull:
    posted = day_of(row.posted_at)
    running = row.state in STANDS and row.opened_at is not None
    return PollFull(
        **_out(card(row)),
        words=row.text,
        profile=row.profile,
        rules=row.rules,
        objections_until=posted + timedelta(days=row.law.objection_days) if posted else None,
        roll_size=row.roll_size,
        roll_root=row.roll_root,
        voted=queries.turns_of(row) if running else 0,
        turnout=[
            PollTurnoutOut(building=each.place, roll=each.roll, voted=each.voted)
            for each in (queries.turnout_of(row) if running else [])
        ],
        lines=[
            RollLineOut(number=each.entry.number, voted=bool(each.voted))
            for each in my_lines(actor, row)
        ],
        figures=_figures(row),
        list_root=row.list_root if row.state in SHOWN else "",
        election=_election(actor, row),
    )


@router.get("/polls", response=PollPage, auth=needs(READ), summary="Residents' polls here")
def list_polls(
    request: HttpRequest,
    *,
    list: Literal["now", "results"] = "now",  # noqa: A002 (the name in the address)
    after: str | None = None,
) -> PollPage:
    page = page_of(queries.listed(actor_of(request), list), key=["-pk"], after=after, size=PAGE)
    return PollPage(items=[PollOut(**_out(each)) for each in cards(page.items)], next=page.next)


@router.get("/polls/{code}", response=PollFull, auth=needs(READ), summary="One poll")
def get_poll(request: HttpRequest, code: str) -> PollFull:
    actor = actor_of(request)
    return _full(actor, queries.seen(actor, code))


@router.post(
    "/polls/{code}/ballots", response={201: PollBallotOut}, auth=needs(WRITE), summary="Vote"
)
def post_ballot(request: HttpRequest, code: str, sent: PollBallotIn) -> tuple[int, PollBallotOut]:
    """What is cast is cast: it cannot be found again, so it cannot be changed."""
    actor = actor_of(request)
    row = queries.seen(actor, code)
    found = taking_part.cast(actor, poll=row.pk, number=sent.number, choice=sent.choice)
    return 201, PollBallotOut(code=found)


@router.post(
    "/polls/{code}/nominations",
    response={201: NominationMade},
    auth=needs(WRITE),
    summary="Name somebody for an election",
)
def post_nomination(
    request: HttpRequest, code: str, sent: NominateIn
) -> tuple[int, NominationMade]:
    """They are asked whether they stand; neighbours see it once they agreed."""
    actor = actor_of(request)
    row = queries.seen(actor, code)
    made = standing.nominate(actor, poll=row.pk, who=sent.who)
    return 201, NominationMade(id=made.pk, answer=made.answer)


@router.post(
    "/polls/nominations/{nomination}/supports",
    response={201: NominationMade},
    auth=needs(WRITE),
    summary="Nominate somebody with others",
)
def post_support(request: HttpRequest, nomination: int) -> tuple[int, NominationMade]:
    made = standing.support(actor_of(request), nomination=nomination)
    return 201, NominationMade(id=made.pk, answer=made.answer)


@router.put(
    "/polls/nominations/{nomination}/answer",
    response=NominationMade,
    auth=needs(WRITE),
    summary="Say whether you stand",
)
def put_answer(request: HttpRequest, nomination: int, sent: CandidacyAnswerIn) -> NominationMade:
    made = standing.answer_nomination(actor_of(request), nomination=nomination, stands=sent.stands)
    return NominationMade(id=made.pk, answer=made.answer)


@router.get(
    "/public/polls/{code}", response=PollFull, auth=None, summary="What everybody may read of it"
)
def get_public_poll(request: HttpRequest, code: str) -> PollFull:  # noqa: ARG001 (public)
    """From the posting of the roll on; nobody is named."""
    return _full(VISITOR, queries.public(code))
