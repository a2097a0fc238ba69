"""One's own sessions, the rulebook, hours between districts; the messages of other districts."""

import re
from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.security.base import AuthBase

from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.api import needs
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.timebank import queries, rules, rules_districts, scope, scope_districts
from linli.timebank.actions import arranging, attending, districts, rulebooks
from linli.timebank.models import Crossing, Peer, Session
from linli.timebank.remote import netting
from linli.timebank.remote.messages import MAX_BYTES, fingerprint
from linli.timebank.schemas import (
    CrossingIn,
    CrossingOut,
    CrossingPage,
    DistrictOut,
    NettingOut,
    PositionOut,
    RulebookOut,
    ServiceCodeIn,
    SessionIn,
    SessionOut,
    SessionPage,
    TakenOut,
)

router = Router(tags=["timebank"])

READ, WRITE = "time:read", "time:write"
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
REFUSED = {
    "description": "The message is not taken, and nothing has changed.",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def _fields(row: Session, side: str) -> SessionOut:
    return SessionOut(
        id=row.pk,
        side=side,
        kind=row.kind,
        pay=row.pay,
        category=row.category,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=row.state,
        reason=row.reason,
        minutes=row.minutes,
        credit=row.credit,
        over=row.over,
        paid=row.paid,
        rulebook=row.rulebook_id,
    )


def _out(request: HttpRequest, row: Session) -> SessionOut:
    return _fields(row, rules.side_of(actor_of(request), row) or "")


@router.get("/time/sessions", response=SessionPage, auth=needs(READ), summary="My sessions")
def list_sessions(request: HttpRequest, after: str | None = None) -> SessionPage:
    """As giver and as receiver, the newest first."""
    actor = actor_of(request)
    mine = records_of(actor.person or 0)
    page = page_of(scope.sessions_of(actor.person or 0), key=["-pk"], after=after)
    items = [_fields(row, "giver" if row.giver_id in mine else "receiver") for row in page.items]
    return SessionPage(items=items, next=page.next)


@router.post("/time/sessions", response=SessionOut, auth=needs(WRITE), summary="Ask a neighbour")
def propose_session(request: HttpRequest, sent: SessionIn) -> SessionOut:
    """It stands when the other one accepts."""
    run = arranging.enter_afterwards if sent.afterwards else arranging.propose
    row = run(actor_of(request), person=sent.person, side=sent.side, wanted=sent.wanted())
    return _out(request, row)


@router.get(
    "/time/sessions/{int:session}", response=SessionOut, auth=needs(READ), summary="One session"
)
def get_session(request: HttpRequest, session: int) -> SessionOut:
    actor = actor_of(request)
    require(rules.may_take_part(actor, session=session))
    rows = scope.sessions_of(actor.person or 0)
    return _out(request, found_or_refused(rows.filter(pk=session)))


@router.post(
    "/time/sessions/{int:session}/sign",
    response=SessionOut,
    auth=needs(WRITE),
    summary="Sign in or out",
)
def sign_by_code(request: HttpRequest, session: int, sent: ServiceCodeIn) -> SessionOut:
    """Whichever is next, by the code on the other one's phone."""
    return _out(request, attending.sign(actor_of(request), session=session, code=sent.code))


@router.post(
    "/time/sessions/{int:session}/{str:step}",
    response=SessionOut,
    auth=needs(WRITE),
    summary="Accept, cancel or confirm",
)
def step_session(request: HttpRequest, session: int, step: str) -> SessionOut:
    acts = {"accept": arranging.accept, "cancel": arranging.cancel, "confirm": attending.confirm}
    if step not in acts:
        raise Refused("kernel.not_found")
    return _out(request, acts[step](actor_of(request), session=session))


@router.get("/time/rules", response=list[RulebookOut], auth=needs(READ), summary="The rulebook")
def get_rulebook(request: HttpRequest) -> list[RulebookOut]:
    """Of my community: what is in force today; empty when nothing is."""
    person = Person.objects.get(pk=actor_of(request).person or 0)
    book = queries.book_on(person.community or 0, clock.today())
    if book is None:
        return []
    return [
        RulebookOut(
            id=book.pk,
            number=book.number,
            since=book.since,
            decision=book.decision,
            profile=book.profile,
            source=book.source,
            terms=book.plain.plain(),
            sources=book.sources,
            digest=rulebooks.digest_of(book),
        )
    ]


# --- other districts --------------------------------------------------------------------------
class BySignature(AuthBase):
    """Whoever sends is known by the message's own signature: the action looks at it."""

    openapi_type = "http"
    openapi_scheme = "signature"

    def __call__(self, request: HttpRequest) -> Any:  # noqa: ARG002 (ninja's own)
        return SYSTEM


@router.post(
    "/clearing/messages",
    response=TakenOut,
    auth=BySignature(),
    summary="A message of another district",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        "responses": {413: REFUSED},
    },
)
def take_clearing_message(request: HttpRequest) -> TakenOut:
    """`{"body", "signature"}` as docs/timebank.md says; the signature is the authentication."""
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > MAX_BYTES:
        raise Refused("timebank.message_too_large")
    raw = request.body
    try:
        peer = districts.take_message(SYSTEM, raw=raw)
    except Refused as refusal:
        if refusal.code != "timebank.message_known":
            raise
        peer = scope_districts.sender_of(raw)
    return TakenOut(number=peer.taken_number)


@router.get(
    "/time/districts", response=list[DistrictOut], auth=needs(READ), summary="Other districts"
)
def list_districts(request: HttpRequest) -> list[DistrictOut]:  # noqa: ARG001 (ninja's own)
    """Where an agreement lets hours go."""
    return [DistrictOut(id=peer.pk, name=peer.name) for peer in scope_districts.open_peers()]


def _crossing(row: Crossing) -> CrossingOut:
    return CrossingOut(
        id=row.pk,
        district=row.peer.name,
        outgoing=row.outgoing,
        minutes=row.minutes,
        recipient=row.recipient,
        relation=row.relation,
        state=row.state,
        code=row.code,
        at=row.at,
    )


@router.get(
    "/time/crossings",
    response=CrossingPage,
    auth=needs(READ),
    summary="My hours between districts",
)
def list_crossings(request: HttpRequest, after: str | None = None) -> CrossingPage:
    """What I sent and what was accepted for me, the newest first."""
    mine = scope_districts.crossings_of(actor_of(request).person or 0)
    page = page_of(mine, key=["-pk"], after=after)
    return CrossingPage(items=[_crossing(row) for row in page.items], next=page.next)


@router.post(
    "/time/crossings", response=CrossingOut, auth=needs(WRITE), summary="Send hours to a district"
)
def send_to_district(request: HttpRequest, sent: CrossingIn) -> CrossingOut:
    """Out of the account where the caller acts; held until the other district has answered."""
    actor = actor_of(request)
    row = districts.send_hours(
        actor,
        community=actor.place or 0,
        peer=sent.district,
        minutes=sent.minutes,
        recipient=sent.recipient,
        relation=sent.relation,
        key=sent.key,
    )
    return _crossing(row)


@router.get(
    "/clearing/positions",
    response=list[PositionOut],
    auth=needs(READ),
    summary="Where we stand with other districts",
)
def list_positions(request: HttpRequest) -> list[PositionOut]:
    """For offices of the whole district."""
    actor = actor_of(request)
    require(rules_districts.may_read(actor))
    rows = scope_districts.agreements(actor)
    stands = scope_districts.positions([row.peer for row in rows])
    waiting = scope_districts.waiting([row.peer for row in rows])
    return [
        PositionOut(
            district=row.peer_id,
            name=row.name,
            key=row.peer.key,
            fingerprint=fingerprint(row.peer.key),
            state=row.state,
            limit_minutes=row.limit_minutes,
            stands=stands.get(row.peer_id, 0),
            under_way=waiting.get(row.peer_id, 0),
        )
        for row in rows
    ]


@router.get(
    "/clearing/{int:district}/months/{str:month}",
    response=NettingOut,
    auth=needs(READ),
    summary="The report of a month with a district",
)
def get_netting(request: HttpRequest, district: int, month: str) -> NettingOut:
    """`month` as 2026-05. For offices of the whole district."""
    require(rules_districts.may_read(actor_of(request)))
    peer = found_or_refused(Peer.objects.filter(pk=min(district, 2**62)))
    if not MONTH.fullmatch(month):
        raise Refused("kernel.not_found")
    (made,) = scope_districts.reports(peer, [month])
    waiting = scope_districts.waiting([peer]).get(peer.pk, 0)
    return NettingOut(digest=netting.digest(made), under_way=waiting, report=made)
