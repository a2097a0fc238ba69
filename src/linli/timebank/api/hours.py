"""Kin, gifts, the donation pool, moving hours and certificates by software: the same actions."""

from django.db.models import Q
from django.http import HttpRequest
from ninja import Path, Router

from linli.identity.queries import records_of
from linli.kernel.api import needs
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.ledger.queries import accounts_of
from linli.timebank import rules, rules_giving, rules_oversight, scope_clearing, scope_oversight
from linli.timebank import schemas_hours as out
from linli.timebank.actions import certificates, clearing, giving
from linli.timebank.models import Certificate, Kinship

router = Router(tags=["timebank"])

READ, WRITE = "hours:read", "hours:write"


# --- kin and gifts ----------------------------------------------------------------------------
def _kin(request: HttpRequest, row: Kinship) -> out.KinOut:
    return out.KinOut(
        id=row.pk,
        own=row.person_id in records_of(actor_of(request).person or 0),
        relation=row.relation,
        confirmed_at=row.confirmed_at,
        ended_at=row.ended_at,
    )


@router.get("/time/kin", response=list[out.KinOut], auth=needs(READ), summary="My kin")
def list_kin(request: HttpRequest) -> list[out.KinOut]:
    """Whom I named, and who named me; what was ended is left out."""
    actor = actor_of(request)
    require(rules_giving.for_oneself(actor))
    mine = records_of(actor.person or 0)
    rows = Kinship.objects.across_communities(rules_giving.OWN).filter(ended_at=None)
    found = rows.filter(Q(person__in=mine) | Q(kin__in=mine)).order_by("pk")
    return [_kin(request, row) for row in found]


@router.post("/time/kin", response=out.KinOut, auth=needs(WRITE), summary="Name a relative")
def declare_kin(request: HttpRequest, sent: out.KinIn) -> out.KinOut:
    """It counts when they have said that it is so."""
    row = giving.declare_kin(actor_of(request), person=sent.person, relation=sent.relation)
    return _kin(request, row)


@router.post(
    "/time/kin/{int:kinship}/gifts",
    response=out.MovedOut,
    auth=needs(WRITE),
    summary="Give hours to kin",
)
def give_to_kin(request: HttpRequest, kinship: int, sent: out.HoursIn) -> out.MovedOut:
    """As far as the rulebook lets hours go; to another community by agreement."""
    row = giving.give(actor_of(request), kinship=kinship, minutes=sent.minutes, key=sent.key)
    return out.MovedOut(transfer=row.transfer, minutes=row.minutes)


@router.post(
    "/time/kin/{int:kinship}/{str:step}",
    response=out.KinOut,
    auth=needs(WRITE),
    summary="Confirm or end a kinship",
)
def step_kin(request: HttpRequest, kinship: int, step: str) -> out.KinOut:
    acts = {"confirm": giving.confirm_kin, "end": giving.end_kin}
    if step not in acts:
        raise Refused("kernel.not_found")
    return _kin(request, acts[step](actor_of(request), kinship=kinship))


# --- the pool ---------------------------------------------------------------------------------
@router.get("/time/pool", response=list[out.PoolOut], auth=needs(READ), summary="Donation pools")
def list_pools(request: HttpRequest) -> list[out.PoolOut]:
    """Of the communities in reach of the desk, where there is something."""
    actor = actor_of(request)
    require(rules.may_oversee(actor))
    pools = scope_oversight.pools(actor.reach)
    return [out.PoolOut(community=key, minutes=pools[key]) for key in sorted(pools)]


@router.post("/time/pool/gifts", response=out.MovedOut, auth=needs(WRITE), summary="Donate hours")
def donate_hours(request: HttpRequest, sent: out.HoursIn) -> out.MovedOut:
    """For good, into the pool of my community."""
    moved = giving.donate(actor_of(request), minutes=sent.minutes, key=sent.key)
    return out.MovedOut(transfer=moved, minutes=sent.minutes)


@router.post(
    "/time/pool/grants", response=out.MovedOut, auth=needs(WRITE), summary="Give out of the pool"
)
def grant_hours(request: HttpRequest, sent: out.GrantIn) -> out.MovedOut:
    """By staff, with a reason; never to themselves."""
    row = giving.grant(
        actor_of(request),
        person=sent.person,
        minutes=sent.minutes,
        words=sent.words,
        key=sent.key,
    )
    return out.MovedOut(transfer=row.transfer, minutes=row.minutes)


# --- between communities ----------------------------------------------------------------------
@router.get(
    "/time/ways", response=list[out.HoursWayOut], auth=needs(READ), summary="Where hours may go"
)
def list_ways(request: HttpRequest) -> list[out.HoursWayOut]:
    """From each of my accounts with hours, where an agreement leads."""
    return [
        out.HoursWayOut(
            community=account.community,
            other=row.partner_of(account.community),
            available=account.balance.available,
        )
        for account in accounts_of(actor_of(request).person or 0)
        if account.ledger.unit == "minutes"
        for row in scope_clearing.partners_of(account.community)
    ]


@router.post("/time/moves", response=out.MovedOut, auth=needs(WRITE), summary="Move my hours")
def move_my_hours(request: HttpRequest, sent: out.MoveIn) -> out.MovedOut:
    """Saved here, used there."""
    row = clearing.move_hours(
        actor_of(request),
        community=sent.community,
        other=sent.other,
        minutes=sent.minutes,
        key=sent.key,
    )
    return out.MovedOut(transfer=row.out, minutes=row.minutes)


# --- certificates -----------------------------------------------------------------------------
def _paper(row: Certificate) -> out.CertificateOut:
    names = ("community", "first", "last", "minutes", "sessions", "state", "until", "digest")
    return out.CertificateOut(
        id=row.pk, event=row.event, **{name: getattr(row, name) for name in names}
    )


@router.get(
    "/time/certificates",
    response=out.CertificatePage,
    auth=needs(READ),
    summary="My certificates",
)
def list_certificates(request: HttpRequest, after: str | None = None) -> out.CertificatePage:
    mine = records_of(actor_of(request).person or 0)
    rows = Certificate.objects.across_communities(rules_oversight.OWN).filter(person__in=mine)
    page = page_of(rows, key=["-pk"], after=after)
    return out.CertificatePage(items=[_paper(row) for row in page.items], next=page.next)


@router.post(
    "/time/certificates",
    response=out.CertificateOut,
    auth=needs(WRITE),
    summary="Ask for a certificate",
)
def ask_certificate(request: HttpRequest, sent: out.PeriodIn) -> out.CertificateOut:
    """The members see it for some days first."""
    return _paper(certificates.ask(actor_of(request), first=sent.first, last=sent.last))


@router.get(
    "/time/certificates/check/{digest}", response=out.CheckedOut, summary="Does a certificate hold?"
)
def check_certificate(request: HttpRequest, digest: Path[out.Digest]) -> out.CheckedOut:
    """For everybody who has the paper, by its SHA-256; nothing of its holder."""
    del request
    found = scope_oversight.verified(digest)
    row = found.certificate
    return out.CheckedOut(
        state=found.state,
        community=row.community if row else None,
        issued_at=row.issued_at if row else None,
        issued_log=found.issued.log if found.issued else None,
        issued_entry=found.issued.index if found.issued else None,
        revoked_at=row.revoked_at if row else None,
        revoked_log=found.revoked.log if found.revoked else None,
        revoked_entry=found.revoked.index if found.revoked else None,
    )


@router.get(
    "/time/certificates/{int:certificate}",
    response=out.CertificateOut,
    auth=needs(READ),
    summary="One certificate",
)
def get_certificate(request: HttpRequest, certificate: int) -> out.CertificateOut:
    require(rules_oversight.may_hold(actor_of(request), certificate=certificate))
    rows = Certificate.objects.across_communities(rules_oversight.OWN)
    return _paper(found_or_refused(rows.filter(pk=certificate)))


@router.post(
    "/time/certificates/{int:certificate}/issue",
    response=out.CertificateOut,
    auth=needs(WRITE),
    summary="Issue my certificate",
)
def issue_my_certificate(request: HttpRequest, certificate: int) -> out.CertificateOut:
    """After it was shown to the members; its digest goes into the public log."""
    return _paper(certificates.issue(actor_of(request), certificate=certificate))


@router.post(
    "/time/certificates/{int:certificate}/objections",
    response=out.ObjectedOut,
    auth=needs(WRITE),
    summary="Object to a certificate",
)
def object_certificate(
    request: HttpRequest, certificate: int, sent: out.ObjectionIn
) -> out.ObjectedOut:
    """By a member, while it is shown."""
    row = certificates.object_to(actor_of(request), certificate=certificate, words=sent.words)
    return out.ObjectedOut(objection=row.pk)
