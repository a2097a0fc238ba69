"""What this module offers to software: one's own homes and claims, and the desk's queue."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel.actor import Capacity
from linli.kernel.api import needs
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, require_capacity
from linli.kernel.pagination import page_of
from linli.residence import queries, rules
from linli.residence.actions import claims, codes, desk
from linli.residence.models import Claim, Residence
from linli.residence.schemas import (
    ClaimIn,
    ClaimOut,
    ClaimPage,
    CodeIn,
    ConfirmIn,
    DecideIn,
    HomeOut,
)
from linli.residence.shown import home_name

router = Router(tags=["residence"])

READ = "homes:read"
WRITE = "homes:write"
WITH_HOME = ("unit__building", "unit__estate")


def _home(row: Residence) -> HomeOut:
    return HomeOut(
        id=row.pk,
        unit=row.unit_id,
        home=home_name(row.unit),
        relation=row.relation,
        ground=row.ground,
        lives=row.lives,
        since=row.since,
        until=row.until,
    )


def _claim(row: Claim) -> ClaimOut:
    return ClaimOut(
        id=row.pk,
        unit=row.unit_id,
        home=home_name(row.unit),
        relation=row.relation,
        ground=row.ground,
        state=row.state,
        until=row.until,
    )


def _again(claim: int) -> ClaimOut:
    rows = Claim.objects.across_communities("the action has asked whose it is")
    return _claim(rows.select_related(*WITH_HOME).get(pk=claim))


@router.get("/homes", response=list[HomeOut], auth=needs(READ), summary="Where I belong")
def list_homes(request: HttpRequest) -> list[HomeOut]:
    return [_home(row) for row in queries.homes_of(actor_of(request).person or 0)]


@router.get("/homes/claims", response=ClaimPage, auth=needs(READ), summary="My claims")
def list_claims(request: HttpRequest, *, after: str | None = None) -> ClaimPage:
    """Mine, and those on what I hold; the newest first."""
    rows = rules.my_claims(actor_of(request)).select_related(*WITH_HOME)
    page = page_of(rows, key=["-pk"], after=after)
    return ClaimPage(items=[_claim(row) for row in page.items], next=page.next)


@router.post("/homes/claims", response=ClaimOut, auth=needs(WRITE), summary="Claim a home")
def claim_home(request: HttpRequest, sent: ClaimIn) -> ClaimOut:
    """An owner whom the roster names is approved at once."""
    return _again(claims.claim_home(actor_of(request), **sent.dict()).pk)


@router.post("/homes/codes", response=list[HomeOut], auth=needs(WRITE), summary="Use a code")
def use_code(request: HttpRequest, sent: CodeIn) -> list[HomeOut]:
    """Answers where the caller belongs then."""
    actor = actor_of(request)
    if codes.found_by(actor, sent.code) is None:
        raise Refused("residence.no_such_code", field="code")
    codes.use_code(actor, **sent.dict())
    return list_homes(request)


@router.post(
    "/homes/claims/{int:claim}/withdraw",
    response=ClaimOut,
    auth=needs(WRITE),
    summary="Withdraw my claim",
)
def withdraw_claim(request: HttpRequest, claim: int) -> ClaimOut:
    claims.withdraw(actor_of(request), claim=claim)
    return _again(claim)


@router.post(
    "/homes/claims/{int:claim}/confirm",
    response=ClaimOut,
    auth=needs(WRITE),
    summary="Say whether they live in my home",
)
def confirm_claim(request: HttpRequest, claim: int, sent: ConfirmIn) -> ClaimOut:
    claims.confirm(actor_of(request), claim=claim, lives_here=sent.lives_here)
    return _again(claim)


@router.get("/residence/claims", response=ClaimPage, auth=needs(READ), summary="The desk's queue")
def list_queue(request: HttpRequest, *, after: str | None = None) -> ClaimPage:
    """Claims in the office's reach that wait; the oldest first."""
    actor = actor_of(request)
    require_capacity(actor, Capacity.STAFF)
    rows = Claim.objects.reached_by(actor).filter(state="open").select_related(*WITH_HOME)
    page = page_of(rows, key=["pk"], after=after)
    return ClaimPage(items=[_claim(row) for row in page.items], next=page.next)


@router.post(
    "/residence/claims/{int:claim}/decide",
    response=ClaimOut,
    auth=needs(WRITE),
    summary="Approve or refuse a claim",
)
def decide_claim(request: HttpRequest, claim: int, sent: DecideIn) -> ClaimOut:
    """Transfers are decided on the pages."""
    actor = actor_of(request)
    require(rules.works_on_homes(actor))
    found_or_refused(Claim.objects.reached_by(actor).filter(pk=claim))
    if sent.approved:
        desk.approve(actor, claim=claim, roster_owner=sent.roster_owner, answer=sent.answer)
    else:
        desk.refuse(actor, claim=claim, answer=sent.answer.strip())
    return _again(claim)
