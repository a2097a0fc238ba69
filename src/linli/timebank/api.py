"""One's own sessions and the rulebook by software."""

from django.http import HttpRequest
from ninja import Router

from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.api import needs
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.timebank import queries, rules, scope
from linli.timebank.actions import arranging, attending, rulebooks
from linli.timebank.models import Session
from linli.timebank.schemas import RulebookOut, ServiceCodeIn, SessionIn, SessionOut, SessionPage

router = Router(tags=["timebank"])

READ, WRITE = "time:read", "time:write"


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
